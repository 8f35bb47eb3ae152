"""Reads the written fields of a document: type and handwriting each with the readers that suit it."""

import datetime as dt
from collections.abc import Sequence

from documents import Writing
from extractors.chance import ChanceTable, shipped_table
from extractors.comb import closed_up
from extractors.hand_text import HandReader
from extractors.kinds import KINDS, purpose_of
from extractors.text_request import TextReading, TextRequest, TextsRead
from extractors.two_readers import TwoReaders
from extractors.type_text import TypeReader
from extractors.writing import typed_odds, writing_by
from forms.definition import FieldDefinition
from ocr import Engines, Pixels
from ocr.cleanup import ink_of

__all__ = ["TextReader", "TextReading", "TextRequest"]

_WORD_GAP = 24
"""White columns of 204 dpi that are left where more stand between words."""


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
        self._type = TypeReader(engines, received_on)
        self._hand = (
            HandReader(TwoReaders(engines.hand, engines.compact), received_on)
            if engines.hand is not None and engines.compact is not None
            else None
        )

    def read(self, requests: Sequence[TextRequest]) -> TextsRead:
        """What each field says, in order; all fields of a document belong in one call."""
        sections = [request.field.section for request in requests]
        odds = typed_odds([request.crop for request in requests], sections)
        by_hand = [self._hand is not None and writing_by(one) is Writing.HANDWRITTEN for one in odds]
        seen = list(zip(requests, odds, by_hand, strict=True))
        typed = iter(self._type.read([(request, one) for request, one, hand in seen if not hand]))
        found = self._read_by_hand([request for request, _, hand in seen if hand])
        written = iter(found.readings)
        readings = tuple(next(written) if hand else next(typed) for hand in by_hand)
        return TextsRead(readings, found.naming)

    def read_line(self, crop: Pixels) -> str:
        """The free text of one line, wherever its words stand on it."""
        return self._engines.first.read(closed_up(crop, ink_of(crop) > 0, _WORD_GAP)).text

    def normal_form(self, field: FieldDefinition, text: str) -> str | None:
        """The value that a text stated by the page itself means in the field; None when it means none."""
        return KINDS[field.kind].normal_form(text, purpose_of(field, self._received_on))

    def _read_by_hand(self, requests: Sequence[TextRequest]) -> TextsRead:
        return self._hand.read(requests) if self._hand is not None else TextsRead(())
