"""Reads the written fields of a document: all with the first engine, some again with the second."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import Field

from documents import Alternative, Doubt, ReadState, Record, Writing
from extractors.agreement import is_worth_asking, weighed
from extractors.comb import as_printed, comb_grammar
from extractors.kinds import KINDS, purpose_of
from extractors.second_look import looked_at_again
from extractors.settle import Settled, settle, shown_repair
from extractors.writing import writings_of
from forms.definition import FieldDefinition, FieldKind
from ocr import Engines, Grammar, Pixels, Recognition
from ocr.lines import lines_of

_LINED = frozenset({FieldKind.TEXT, FieldKind.ADDRESS, FieldKind.NAME})
_BLANK_CONFIDENCE = 0.98


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
        found = _joined(parts)
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


class TextReader:
    """Reads written fields of faxes received on one day; that day settles the century of two-digit years."""

    def __init__(self, engines: Engines, received_on: dt.date) -> None:
        self._engines = engines
        self._received_on = received_on

    def read(self, requests: Sequence[TextRequest]) -> tuple[TextReading, ...]:
        """What each field says, in order; all fields of a document belong in one call."""
        found = self._recognize(requests)
        sections = [request.field.section for request in requests]
        writings = writings_of([request.crop for request in requests], sections)
        return tuple(map(self._settled, requests, found, writings))

    def read_line(self, crop: Pixels) -> str:
        """The free text of one line."""
        return self._engines.first.read(crop).text

    def normal_form(self, field: FieldDefinition, text: str) -> str | None:
        """The value that a text stated by the page itself means in the field; None when it means none."""
        return KINDS[field.kind].normal_form(text, purpose_of(field, self._received_on))

    def _recognize(self, requests: Sequence[TextRequest]) -> list[Recognition]:
        lines: list[Pixels] = []
        grammars: list[Grammar | None] = []
        counts: list[int] = []
        for request in requests:
            parts = _lines(request)
            counts.append(len(parts))
            lines += parts
            grammars += [request.grammar] * len(parts)
        read = iter(self._engines.first.read_many(lines, grammars))
        return [
            request.understood([next(read) for _ in range(count)])
            for request, count in zip(requests, counts, strict=True)
        ]

    def _settled(self, request: TextRequest, found: Recognition, writing: Writing) -> TextReading:
        field, first, second = request.field, self._engines.first, self._engines.second
        kind, purpose = KINDS[field.kind], purpose_of(field, self._received_on)
        settled = shown_repair(settle(found, kind, purpose), field.kind, found.seen)
        settled = replace(settled, trust=max(found.seen_confidence, found.confidence))
        engine = first.name
        if writing is Writing.NONE:
            settled = Settled(ReadState.BLANK, confidence=_BLANK_CONFIDENCE)
        elif second is not None and is_worth_asking(settled, kind, writing):
            parts = [second.read(part, request.grammar) for part in _lines(request)]
            settled = weighed(settled, request.understood(parts), kind, purpose)
            engine = f"{first.name}+{second.name}"
        settled = looked_at_again(settled, field, request.crop)
        return TextReading(
            field=field.name,
            state=settled.state,
            value=settled.value,
            seen=found.seen,
            alternatives=settled.alternatives,
            confidence=settled.confidence,
            writing=writing,
            doubts=settled.doubts,
            engine=engine,
        )


def _lines(request: TextRequest) -> tuple[Pixels, ...]:
    return lines_of(request.crop) if request.field.kind in _LINED else (request.crop,)


def _joined(parts: Sequence[Recognition]) -> Recognition:
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
