"""City, state and ZIP code of one address support each other, as far as the writing lets them."""

import pytest

from extractors.one_address import agreed_addresses
from forms.definition import FieldKind
from tests.extractors.hand_fields import written

CITY = written("city", FieldKind.CITY, *"Hartford")
STATE = written("state", FieldKind.STATE, *"CT")
CODE = written("zip", FieldKind.ZIP, *"06103")
UNSURE_CODE = written("zip", FieldKind.ZIP, {"8": 0.6, "0": 0.1}, *"6103")
UNSURE_STATE = written("state", FieldKind.STATE, "C", {"A": 0.7, "T": 0.2})


def test_parts_that_agree_stay_as_they_were_read() -> None:
    chosen = agreed_addresses([CITY, STATE, CODE])
    assert {name: choice.text for name, choice in chosen.items()} == {
        "city": "Hartford",
        "state": "CT",
        "zip": "06103",
    }


def test_an_unsure_zip_code_gives_way_to_one_of_the_state() -> None:
    chosen = agreed_addresses([STATE, UNSURE_CODE])["zip"]
    assert chosen.text == "06103"
    assert chosen.share < 0.5, "what the table chose is not what the pixels like best"


def test_a_plainly_written_zip_code_of_another_state_stays() -> None:
    chosen = agreed_addresses([CITY, STATE, written("zip", FieldKind.ZIP, *"90210")])
    assert (chosen["state"].text, chosen["zip"].text) == ("CT", "90210")


def test_city_and_zip_code_together_find_the_state() -> None:
    assert agreed_addresses([CITY, UNSURE_STATE, CODE])["state"].text == "CT"


@pytest.mark.parametrize(("seen", "value"), [("FART/ORD", "HARTFORD"), ("Fart/ord", "Hartford")])
def test_a_misread_city_is_found_in_the_table_and_cased_as_written(seen: str, value: str) -> None:
    wavering = {"F": {"F": 0.4, "H": 0.4}, "/": {"/": 0.4, "F": 0.3}}
    misread = written("city", FieldKind.CITY, *(wavering.get(letter, letter) for letter in seen))
    assert agreed_addresses([misread, STATE, CODE])["city"].text == value


def test_a_plainly_written_city_of_no_table_stays() -> None:
    unlisted = written("city", FieldKind.CITY, *"Xartbury")
    assert agreed_addresses([unlisted, STATE, CODE])["city"].text == "Xartbury"


def test_a_part_without_another_of_its_address_is_left_alone() -> None:
    elsewhere = written("patient_zip", FieldKind.ZIP, {"8": 0.6, "0": 0.1}, *"6103")
    assert agreed_addresses([STATE, elsewhere]) == {}


def test_a_state_written_out_takes_no_part() -> None:
    assert agreed_addresses([written("state", FieldKind.STATE, *"Ohio"), CODE]) == {}
