"""Handwritten fields through the two readers of handwriting, with what is known as candidates."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from documents import Doubt, Writing
from extractors.area_codes import assigned_numbers
from extractors.hand_field import HandField, hand_field, value_of
from extractors.kinds import KINDS, purpose_of
from extractors.known_people import naming_lines
from extractors.lexicon import FREE_WORDS
from extractors.mail import known_mailboxes
from extractors.near_words import with_listed_words
from extractors.one_address import agreed_addresses
from extractors.one_name import agreed_names
from extractors.recent_days import recent_days
from extractors.settle import Settled, displaced, settle, shown_repair
from extractors.signs import signs_of
from extractors.text_request import TextReading, TextRequest, TextsRead, lines_to_read
from extractors.two_readers import Both, Line, TwoReaders, read_together
from extractors.unlisted import with_likely_spelling
from extractors.weighed import Choice
from ocr.engine import Recognition

_NOTHING = Recognition(text="", confidence=0)


class HandReader:
    """Reads handwriting of faxes received on one day."""

    def __init__(self, readers: TwoReaders, received_on: dt.date) -> None:
        self._readers = readers
        self._received_on = received_on

    def read(self, requests: Sequence[TextRequest]) -> TextsRead:
        """What each field says, in order, and the lines that name somebody."""
        fields = self._looked_at(requests)
        chosen = agreed_addresses(fields) | known_mailboxes(fields) | assigned_numbers(fields)
        chosen |= recent_days(fields, self._received_on) | agreed_names(fields)
        readings = tuple(self._reading(field, chosen.get(field.name)) for field in fields)
        return TextsRead(readings, naming_lines(fields))

    def _looked_at(self, requests: Sequence[TextRequest]) -> list[HandField]:
        parts = [lines_to_read(request) for request in requests]
        seen = iter(self._readers.look([crop for lines in parts for crop in lines]))
        fields = []
        for request, crops in zip(requests, parts, strict=True):
            lines = [next(seen) for _ in crops]
            fields.append(hand_field(request, lines, [_read(line, request) for line in lines]))
        return fields

    def _reading(self, asked: HandField, choice: Choice | None) -> TextReading:
        field, first, share = asked.request.field, asked.first, asked.other_share
        kind, purpose = KINDS[field.kind], purpose_of(field, self._received_on)
        settled = shown_repair(settle(first, kind, purpose), field.kind, first.seen)
        if first.text != first.seen and kind.grammar() is None:
            settled = _chosen(settled, kind.normal_form(first.text, purpose))
        if choice is not None:
            changed = _chosen(settled, value_of(choice.text, asked, purpose))
            if changed is not settled:
                first, share = first.model_copy(update={"share": choice.share}), choice.other_share
            settled = changed
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
            signs=signs_of(settled, first, asked.other, share, field, purpose),
        )


def _read(line: Line | None, request: TextRequest) -> Both:
    """One line; the words of some kinds give way to listed or likelier ones, `seen` stays as seen."""
    if line is None:
        return Both(_NOTHING, _NOTHING, 0.0)
    both = read_together(line, request.grammar)
    if request.field.kind not in FREE_WORDS or not both.first.seen:
        return both
    listed = with_listed_words(both.first.seen, line, request.field)
    text = with_likely_spelling(listed, line, request.field)
    return replace(both, first=both.first.model_copy(update={"text": text}))


def _chosen(settled: Settled, value: str | None) -> Settled:
    """The reading with a value that a list chose: in doubt, what it displaces as first alternative."""
    if value is None or value == settled.value:
        return settled
    return displaced(settled, value, Doubt.GRAMMAR_CHOSE)
