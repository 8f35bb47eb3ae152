"""Phone numbers whose area code nobody has."""

import pytest

from extractors.area_codes import assigned_numbers, has_assigned_code
from forms.definition import FieldKind
from tests.extractors.hand_fields import written

MIXED = {"8": 0.6, "3": 0.3}


def test_a_number_that_looks_like_it_and_can_be_called_takes_its_place() -> None:
    field = written("office_phone", FieldKind.PHONE, "5", "7", MIXED, *"-555-0143")
    assert field.first.text == "578-555-0143"
    choice = assigned_numbers([field])["office_phone"]
    assert choice.text == "573-555-0143"
    assert choice.share < 0.5


def test_a_plainly_written_number_stays_whatever_its_area_code() -> None:
    field = written("office_phone", FieldKind.PHONE, *"578-555-0143")
    assert assigned_numbers([field])["office_phone"].text == "578-555-0143"


def test_numbers_with_an_assigned_code_and_other_fields_are_left_alone() -> None:
    fields = [
        written("office_phone", FieldKind.PHONE, "5", "7", {"3": 0.6, "8": 0.3}, *"-555-0143"),
        written("npi", FieldKind.NPI, *"1578555014"),
        written("office_fax", FieldKind.PHONE, *"578-555"),
    ]
    assert assigned_numbers(fields) == {}


@pytest.mark.parametrize("text", ["(573) 555-0143", "573.555.0143", "+1 573 555 0143", "1-573-555-0143"])
def test_an_area_code_is_found_however_the_number_is_written(text: str) -> None:
    assert has_assigned_code(text)
    assert not has_assigned_code(text.replace("573", "578"))
