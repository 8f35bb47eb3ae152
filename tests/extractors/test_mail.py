"""E-mail addresses with what is known about them."""

import pytest

from extractors.hand_field import HandField
from extractors.mail import known_mailboxes
from forms.definition import FieldKind
from tests.extractors.hand_fields import written

FIRST = written("patient_first_name", FieldKind.NAME, *"Wanda")
LAST = written("patient_last_name", FieldKind.NAME, *"Bernstein")


def chosen(*fields: HandField) -> str:
    return known_mailboxes([FIRST, LAST, *fields])["patient_email"].text


def address(*characters: str | dict[str, float]) -> HandField:
    return written("patient_email", FieldKind.EMAIL, *characters)


def test_a_misread_mailbox_gives_way_to_one_made_of_the_name_on_the_form() -> None:
    unsure = {"f": 0.6, "b": 0.2}
    assert chosen(address(*"wanda.", unsure, *"ernstein@site.org")) == "wanda.bernstein@site.org"


def test_letters_at_the_end_of_a_name_may_be_the_digits_they_look_like() -> None:
    assert chosen(address(*"wanda8", {"o": 0.6, "0": 0.2}, *"@site.org")) == "wanda80@site.org"


def test_a_plainly_written_mailbox_of_another_name_stays() -> None:
    assert chosen(address(*"wbernstern@site.org")) == "wbernstern@site.org"


def test_a_host_that_many_have_is_preferred() -> None:
    assert chosen(address(*"clinic@g", {"n": 0.5, "m": 0.2}, *"ail.com")) == "clinic@gmail.com"


@pytest.mark.parametrize("at", [{"@": 0.03}, {"O": 0.5, "@": 0.03}, {"c": 0.5, "@": 0.03}])
def test_a_sign_and_a_point_that_are_lost_or_misread_are_found(at: dict[str, float]) -> None:
    assert chosen(address(*"wanda", at, *"site", {".": 0.03}, *"org")) == "wanda@site.org"


def test_an_address_read_plainly_is_chosen_with_hardly_a_rival() -> None:
    found = known_mailboxes([FIRST, LAST, address(*"wanda@site.org")])["patient_email"]
    assert (found.text, found.share > 0.9, found.other_share > 0.9) == ("wanda@site.org", True, True)
