"""Prescribers of the registry are offered where they were nearly read, and only there."""

import pytest

from documents import KnownPrescriber, Standing
from extractors.hand_field import HandField
from extractors.known_people import offered_values
from forms.definition import FieldKind
from tests.extractors.hand_fields import written

KNOWN = KnownPrescriber(
    npi="1234567893", first_name="Wanda", last_name="Bernstein", standing=Standing.CERTIFIED, fax="6175550142"
)
OTHER = KnownPrescriber(npi="1245319599", first_name="Otto", last_name="Frost", standing=Standing.CERTIFIED)
FIRST = written("prescriber_first_name", FieldKind.NAME, *"WANDA")
LAST = written("prescriber_last_name", FieldKind.NAME, *"BERNSTEIN")
NPI = written("prescriber_npi", FieldKind.NPI, *"1234567893")
UNSURE_LAST = written("prescriber_last_name", FieldKind.NAME, {"F": 0.6, "B": 0.2}, *"ERNSTEIN")
UNSURE_FAX = written("office_fax", FieldKind.PHONE, *"617-555-01", {"9": 0.5, "4": 0.3}, "2")


def offered(*fields: HandField) -> dict[str, str]:
    return {name: offer.value for name, offer in offered_values(fields, [OTHER, KNOWN]).items()}


def test_a_person_read_as_the_registry_has_them_needs_no_offer() -> None:
    assert offered(FIRST, LAST, NPI) == {}


def test_what_was_misread_of_a_known_person_is_offered() -> None:
    assert offered(FIRST, UNSURE_LAST, NPI, UNSURE_FAX) == {
        "prescriber_last_name": "Bernstein",
        "office_fax": "6175550142",
    }


def test_an_offer_is_as_sure_as_the_pixels_make_it() -> None:
    offer = offered_values([FIRST, UNSURE_LAST, NPI], [KNOWN])["prescriber_last_name"]
    assert 0 < offer.confidence < 0.5


@pytest.mark.parametrize(
    "fields",
    [
        (FIRST, written("prescriber_last_name", FieldKind.NAME, *"KOWALCZYK"), NPI),
        (FIRST, LAST, written("prescriber_npi", FieldKind.NPI, *"1679576722")),
    ],
    ids=["same NPI, other name", "same name, other NPI"],
)
def test_somebody_else_written_plainly_is_offered_nobody(fields: tuple[HandField, ...]) -> None:
    assert offered(*fields) == {}


def test_an_npi_without_a_name_is_not_enough() -> None:
    assert offered(written("npi", FieldKind.NPI, *"123456789", {"8": 0.5, "3": 0.4}), UNSURE_FAX) == {}
