"""Reads the written fields of a document: type and handwriting each with the readers that suit it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from documents import ReadState, Writing
from extractors.agreement import is_worth_asking, weighed
from extractors.chance import ChanceTable, shipped_table
from extractors.hand_text import HandReader
from extractors.kinds import KINDS, purpose_of
from extractors.second_look import looked_at_again
from extractors.settle import Settled, settle, shown_repair
from extractors.signs import signs_of
from extractors.text_request import TextReading, TextRequest, TextsRead, lines_of_type
from extractors.two_readers import TwoReaders
from extractors.writing import writings_of
from forms.definition import FieldDefinition
from ocr import Engines, Grammar, Pixels, Recognition

__all__ = ["TextReader", "TextReading", "TextRequest"]

_BLANK_CONFIDENCE = 0.98


class TextReader:
    """Reads written fields of faxes received on one day; that day settles the century of two-digit years.

    `chances` says how likely readings are right; without it the table that ships does.
    """

    def __init__(
        self,
        engines: Engines,
        received_on: dt.date,
        chances: ChanceTable | None = None,
    ) -> None:
        self.chances = shipped_table() if chances is None else chances
        self._engines = engines
        self._received_on = received_on
        self._hand = (
            HandReader(TwoReaders(engines.hand, engines.compact), received_on)
            if engines.hand is not None and engines.compact is not None
            else None
        )

    def read(self, requests: Sequence[TextRequest]) -> TextsRead:
        """What each field says, in order; all fields of a document belong in one call."""
        sections = [request.field.section for request in requests]
        writings = writings_of([request.crop for request in requests], sections)
        by_hand = [writing is Writing.HANDWRITTEN and self._hand is not None for writing in writings]
        typed = iter(self._read_type(*_those(requests, writings, by_hand, which=False)))
        found = self._read_by_hand(_those(requests, writings, by_hand, which=True)[0])
        written = iter(found.readings)
        readings = tuple(next(written) if hand else next(typed) for hand in by_hand)
        return TextsRead(readings, found.naming)

    def read_line(self, crop: Pixels) -> str:
        """The free text of one line."""
        return self._engines.first.read(crop).text

    def normal_form(self, field: FieldDefinition, text: str) -> str | None:
        """The value that a text stated by the page itself means in the field; None when it means none."""
        return KINDS[field.kind].normal_form(text, purpose_of(field, self._received_on))

    def _read_type(
        self, requests: Sequence[TextRequest], writings: Sequence[Writing]
    ) -> tuple[TextReading, ...]:
        return tuple(map(self._settled, requests, self._recognize(requests), writings))

    def _read_by_hand(self, requests: Sequence[TextRequest]) -> TextsRead:
        return self._hand.read(requests) if self._hand is not None else TextsRead(())

    def _recognize(self, requests: Sequence[TextRequest]) -> list[Recognition]:
        lines: list[Pixels] = []
        grammars: list[Grammar | None] = []
        counts: list[int] = []
        for request in requests:
            parts = lines_of_type(request)
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
        engine, other = first.name, None
        if writing is Writing.NONE:
            settled = Settled(ReadState.BLANK, confidence=_BLANK_CONFIDENCE)
        elif second is not None and is_worth_asking(settled, kind, writing):
            other = request.understood(
                [second.read(part, request.grammar) for part in lines_of_type(request)]
            )
            settled = weighed(settled, other, kind, purpose)
            engine = f"{first.name}+{second.name}"
        settled = looked_at_again(settled, field, request.crop)
        share = other.seen_confidence if other is not None else 0.0
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
            signs=signs_of(settled, found, other, share, field, purpose),
        )


def _those(
    requests: Sequence[TextRequest], writings: Sequence[Writing], by_hand: Sequence[bool], *, which: bool
) -> tuple[list[TextRequest], list[Writing]]:
    chosen = [place for place, hand in enumerate(by_hand) if hand is which]
    return [requests[place] for place in chosen], [writings[place] for place in chosen]
