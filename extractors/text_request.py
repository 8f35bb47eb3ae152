"""What is asked about a written field, and what comes back, by readers of type and of handwriting alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import Field

from documents import Alternative, Doubt, ReadState, Record, Signs, Writing
from extractors.comb import TYPE_GAP, as_printed, closed_up, comb_grammar
from extractors.kinds import KINDS
from extractors.two_readers import Line
from forms.definition import FieldDefinition, FieldKind
from ocr import Grammar, Pixels, Recognition
from ocr.cleanup import ink_of
from ocr.lines import lines_of

_LINED = frozenset({FieldKind.TEXT, FieldKind.ADDRESS, FieldKind.NAME})


@dataclass(frozen=True)
class TextRequest:
    """A field to read: its crop at 204 dpi, the printed form taken out, and the share that is ink.

    `cells` are the places of a comb that are written in.
    """

    field: FieldDefinition
    crop: Pixels
    ink: float
    cells: tuple[int, ...] = ()

    @property
    def grammar(self) -> Grammar | None:
        """What decoding keeps to."""
        return comb_grammar(self.field, self.cells) if self.field.comb else KINDS[self.field.kind].grammar()

    def understood(self, parts: Sequence[Recognition]) -> Recognition:
        """What its lines say together; of a comb, with the printed separators."""
        found = joined(parts)
        return as_printed(found, self.field.comb, self.cells) if self.field.comb else found


class TextReading(Record):
    """What a written field says; a FieldReading without its evidence."""

    field: str
    state: ReadState
    value: str = Field(default="", repr=False)
    seen: str = Field(default="", repr=False)
    alternatives: tuple[Alternative, ...] = Field(default=(), repr=False)
    confidence: float = Field(ge=0, le=1)
    writing: Writing
    doubts: tuple[Doubt, ...] = ()
    engine: str
    signs: Signs | None = None


@dataclass(frozen=True)
class NamingLine:
    """A handwritten field of one line that names somebody: what was read, and what both readers see."""

    field: str
    read: str
    line: Line


class TextsRead(NamedTuple):
    """What several fields say, in the order of asking, and the lines that name somebody."""

    readings: tuple[TextReading, ...]
    naming: tuple[NamingLine, ...] = ()


def lines_to_read(request: TextRequest) -> tuple[Pixels, ...]:
    """The lines of a crop, each for itself; kinds that are one line stay whole."""
    return lines_of(request.crop) if request.field.kind in _LINED else (request.crop,)


def lines_of_type(request: TextRequest) -> tuple[Pixels, ...]:
    """The same for a typed field; the characters of a comb stand as close as in a word."""
    if request.field.comb:
        return (closed_up(request.crop, ink_of(request.crop) > 0, TYPE_GAP),)
    return lines_to_read(request)


def joined(parts: Sequence[Recognition]) -> Recognition:
    """The recognitions of a field's lines as one, as sure as the least sure of them."""
    if len(parts) == 1:
        return parts[0]
    written = [part for part in parts if part.seen]
    if not written:
        return parts[0]
    return Recognition(
        text=" ".join(part.text for part in written),
        confidence=min(part.confidence for part in written),
        seen=" ".join(part.seen for part in written),
        seen_confidence=min(part.seen_confidence for part in written),
        share=min(part.share for part in written),
        fit=min(part.fit for part in written),
    )
