"""Handwritten fields through both readers."""

import datetime as dt

import numpy as np

from documents import Box, Doubt, ReadState, Writing
from extractors.hand_text import HandReader
from extractors.text_request import TextReading, TextRequest
from extractors.two_readers import TwoReaders
from forms.definition import FieldDefinition, FieldKind, Need
from ocr.ctc import Posteriors
from tests.extractors.posteriors import ScriptedLineEngine, seen_as

INK = np.pad(np.zeros((30, 120), np.uint8), 12, constant_values=255)
PAPER = np.full((40, 200), 255, np.uint8)


def definition(name: str, kind: FieldKind) -> FieldDefinition:
    box = Box(left=0.1, top=0.1, right=0.4, bottom=0.12)
    return FieldDefinition(name=name, label=name, kind=kind, need=Need.REQUIRED, section="1", page=1, box=box)


def read(kind: FieldKind, first: Posteriors, other: Posteriors, crop: np.ndarray = INK) -> TextReading:
    field = definition("a_field", kind)
    readers = TwoReaders(ScriptedLineEngine("hand", first), ScriptedLineEngine("compact", other))
    return HandReader(readers, dt.date(2018, 3, 12)).read([TextRequest(field, crop, 0.1)]).readings[0]


def test_a_number_both_readers_see_has_every_sign_for_it() -> None:
    found = read(FieldKind.ZIP, seen_as(*"02151"), seen_as(*"02151"))
    assert (found.state, found.value, found.writing) == (ReadState.READ, "02151", Writing.HANDWRITTEN)
    assert found.engine == "hand+compact"
    assert found.signs is not None
    assert (found.signs.plain, found.signs.agreed, found.signs.known, found.signs.chosen) == (
        True,
        True,
        True,
        False,
    )


def test_a_disagreement_is_a_sign() -> None:
    found = read(FieldKind.ZIP, seen_as(*"02151"), seen_as(*"02161"))
    assert found.value == "02151"
    assert found.signs is not None
    assert (found.signs.agreed, found.signs.other < 0.1) == (False, True)


def test_a_word_that_a_list_chose_is_in_doubt_and_stays_as_seen_beside_it() -> None:
    seen = seen_as(*"Rich", "a", {"n": 0.5, "r": 0.4}, "d")
    found = read(FieldKind.NAME, seen, seen)
    assert (found.value, found.seen, found.doubts) == ("Richard", "Richand", (Doubt.GRAMMAR_CHOSE,))
    assert found.signs is not None
    assert (found.signs.chosen, found.signs.plain) == (True, False)


def test_a_host_that_a_table_chose_is_in_doubt_and_shows_what_it_displaced() -> None:
    seen = seen_as(*"ana@gmai", {"1": 0.5, "l": 0.1}, *".com")
    found = read(FieldKind.EMAIL, seen, seen)
    assert (found.value, found.alternatives[0].value) == ("ana@gmail.com", "ana@gmai1.com")
    assert Doubt.GRAMMAR_CHOSE in found.doubts
    assert found.signs is not None
    assert (found.signs.chosen, found.signs.plain, found.signs.share < 0.5) == (True, False, True)


def test_the_lines_of_names_and_numbers_of_people_are_handed_back_with_what_was_read() -> None:
    seen = seen_as(*"An", {"n": 0.5, "m": 0.4})
    readers = TwoReaders(ScriptedLineEngine("hand", seen), ScriptedLineEngine("compact", seen))
    kinds = {"first_name": FieldKind.NAME, "patient_city": FieldKind.CITY, "last_name": FieldKind.NAME}
    requests = [TextRequest(definition(name, kind), INK, 0.1) for name, kind in kinds.items()]
    naming = HandReader(readers, dt.date(2018, 3, 12)).read(requests).naming
    assert [(one.field, one.read) for one in naming] == [("first_name", "Ann"), ("last_name", "Ann")]


def test_a_crop_without_ink_is_illegible_and_has_no_signs() -> None:
    found = read(FieldKind.NAME, seen_as("A"), seen_as("A"), PAPER)
    assert (found.state, found.value, found.signs) == (ReadState.ILLEGIBLE, "", None)
