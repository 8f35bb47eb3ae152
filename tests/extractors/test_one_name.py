"""A handwritten name in parts and printed is read as one, unless somebody else's is printed there."""

from extractors.hand_field import HandField
from extractors.one_name import agreed_names
from forms.definition import FieldKind
from tests.extractors.hand_fields import written

FIRST = written("prescriber_first_name", FieldKind.NAME, *"Wanda")
LAST = written("prescriber_last_name", FieldKind.NAME, *"Bernstein")
UNSURE_LAST = written("prescriber_last_name", FieldKind.NAME, *"Ber", {"m": 0.6, "n": 0.3}, *"stein")
PRINTED = written("prescriber_printed_name", FieldKind.NAME, *"Wanda Bernstein")
UNSURE_PRINTED = written(
    "prescriber_printed_name", FieldKind.NAME, *"Wanda K. ", {"G": 0.6, "B": 0.3}, *"ernstein"
)


def chosen(*fields: HandField) -> dict[str, str]:
    return {name: choice.text for name, choice in agreed_names(fields).items()}


def test_a_part_that_is_unsure_is_read_as_it_is_printed() -> None:
    assert UNSURE_LAST.first.text == "Bermstein"
    found = agreed_names([FIRST, UNSURE_LAST, PRINTED])["prescriber_last_name"]
    assert found.text == "Bernstein"
    assert found.share < 0.5


def test_a_printed_name_that_is_unsure_is_read_as_its_parts_and_keeps_what_stands_between() -> None:
    assert chosen(FIRST, LAST, UNSURE_PRINTED)["prescriber_printed_name"] == "Wanda K. Bernstein"


def test_parts_of_a_form_about_its_sender_have_no_prefix() -> None:
    first = written("first_name", FieldKind.NAME, *"Wanda")
    last = written("last_name", FieldKind.NAME, *"Ber", {"m": 0.6, "n": 0.3}, *"stein")
    assert chosen(first, last, PRINTED)["last_name"] == "Bernstein"


def test_somebody_else_who_printed_a_name_is_left_alone() -> None:
    other = written("prescriber_printed_name", FieldKind.NAME, *"Otto Kessler")
    assert chosen(FIRST, LAST, other) == {}
    relative = written("prescriber_printed_name", FieldKind.NAME, *"Linda Bernstein")
    assert chosen(FIRST, LAST, relative) == {}


def test_a_name_that_is_not_in_all_three_places_stays_as_read() -> None:
    assert chosen(FIRST, UNSURE_LAST) == {}
    assert chosen(UNSURE_LAST, PRINTED) == {}
    assert chosen(FIRST, LAST, written("prescriber_printed_name", FieldKind.NAME, *"Bernstein")) == {}
