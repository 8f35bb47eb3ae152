"""Handwritten fields through the two readers of handwriting, with listed words as candidates."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from documents import Doubt, Writing
from extractors.kinds import KINDS, purpose_of
from extractors.near_words import with_listed_words
from extractors.settle import Settled, settle, shown_repair
from extractors.signs import signs_of
from extractors.text_request import TextReading, TextRequest, lines_to_read
from extractors.two_readers import Both, Line, TwoReaders, read_together
from forms.definition import FieldKind
from ocr.engine import Recognition

_REPAIRED = frozenset({FieldKind.NAME, FieldKind.CITY, FieldKind.ADDRESS})
_NOTHING = Recognition(text="", confidence=0)


class HandReader:
    """Reads handwriting of faxes received on one day."""

    def __init__(self, readers: TwoReaders, received_on: dt.date) -> None:
        self._readers = readers
        self._received_on = received_on

    def read(self, requests: Sequence[TextRequest]) -> tuple[TextReading, ...]:
        """What each field says, in order."""
        parts = [lines_to_read(request) for request in requests]
        seen = iter(self._readers.look([crop for lines in parts for crop in lines]))
        return tuple(
            self._reading(request, [next(seen) for _ in lines])
            for request, lines in zip(requests, parts, strict=True)
        )

    def _reading(self, request: TextRequest, lines: Sequence[Line | None]) -> TextReading:
        field = request.field
        kind, purpose = KINDS[field.kind], purpose_of(field, self._received_on)
        both = [_read(line, request) for line in lines]
        first = request.understood([one.first for one in both])
        other = request.understood([one.other for one in both])
        settled = shown_repair(settle(first, kind, purpose), field.kind, first.seen)
        share = min((one.other_share for one in both), default=0.0)
        if first.text != first.seen and kind.grammar() is None:
            settled = _listed(settled, kind.normal_form(first.text, purpose))
        return TextReading(
            field=field.name,
            state=settled.state,
            value=settled.value,
            seen=first.seen,
            alternatives=settled.alternatives,
            confidence=settled.confidence,
            writing=Writing.HANDWRITTEN,
            doubts=settled.doubts,
            engine=self._readers.name,
            signs=signs_of(settled, first, other, share, field, purpose),
        )


def _read(line: Line | None, request: TextRequest) -> Both:
    """One line; the words of some kinds give way to listed ones, `seen` stays as seen."""
    if line is None:
        return Both(_NOTHING, _NOTHING, 0.0)
    both = read_together(line, request.grammar)
    if request.field.kind not in _REPAIRED or not both.first.seen:
        return both
    repaired = with_listed_words(both.first.seen, line, request.field)
    return replace(both, first=both.first.model_copy(update={"text": repaired.text}))


def _listed(settled: Settled, value: str | None) -> Settled:
    """The reading with the words a list chose."""
    if value is None or value == settled.value:
        return settled
    return replace(settled, value=value, doubts=(*settled.doubts, Doubt.GRAMMAR_CHOSE))
