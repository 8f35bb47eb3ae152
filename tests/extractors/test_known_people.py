"""People and pharmacies of the registry are offered where they were nearly read, and only there."""

import datetime as dt

import pytest

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, Standing
from documents.facts import Known
from extractors.hand_field import HandField
from extractors.known_people import naming_lines, offered_values, with_offers
from forms.definition import FieldKind
from tests.extractors.hand_fields import written
from tests.validators.builders import PRESCRIPTION_AUTHORIZATION, illegible, perfect

DOCTOR = KnownPrescriber(
    npi="1234567893", first_name="Wanda", last_name="Bernstein", standing=Standing.CERTIFIED, fax="6175550142"
)
OTHER = KnownPrescriber(npi="1245319599", first_name="Otto", last_name="Frost", standing=Standing.CERTIFIED)
PHARMACY = KnownPharmacy(npi="1679576722", ncpdp="2212345", name="Elm Pharmacy", standing=Standing.CERTIFIED)
PATIENT = KnownPatient(
    number="P-1",
    first_name="Ruth",
    last_name="Ames",
    birth_date=dt.date(1961, 3, 4),
    standing=Standing.ENROLLED,
)
TWIN = PATIENT.model_copy(update={"number": "P-2", "first_name": "Buth"})
EVERYBODY = (OTHER, PATIENT, DOCTOR, PHARMACY)

FIRST = written("prescriber_first_name", FieldKind.NAME, *"WANDA")
LAST = written("prescriber_last_name", FieldKind.NAME, *"BERNSTEIN")
NPI = written("prescriber_npi", FieldKind.NPI, *"1234567893")
UNSURE_LAST = written("prescriber_last_name", FieldKind.NAME, {"F": 0.6, "B": 0.2}, *"ERNSTEIN")
UNSURE_FAX = written("office_fax", FieldKind.PHONE, *"617-555-01", {"9": 0.5, "4": 0.3}, "2")
PATIENT_FIRST = written("patient_first_name", FieldKind.NAME, {"K": 0.5, "R": 0.3, "B": 0.2}, *"UTH")
PATIENT_LAST = written("patient_last_name", FieldKind.NAME, *"AMES")


def offered(*fields: HandField, known: tuple[Known, ...] = EVERYBODY) -> dict[str, str]:
    return {name: offer.value for name, offer in offered_values(naming_lines(fields), known).items()}


def born(*characters: str | dict[str, float]) -> HandField:
    return written("patient_birth_date", FieldKind.DATE, *characters)


def test_a_person_read_as_the_registry_has_them_needs_no_offer() -> None:
    assert offered(FIRST, LAST, NPI) == {}


def test_what_was_misread_of_a_known_prescriber_is_offered() -> None:
    assert offered(FIRST, UNSURE_LAST, NPI, UNSURE_FAX) == {
        "prescriber_last_name": "Bernstein",
        "office_fax": "6175550142",
    }


def test_what_was_misread_of_a_known_pharmacy_is_offered() -> None:
    name = written("pharmacy_name", FieldKind.NAME, *"EL", {"N": 0.5, "M": 0.4}, *" PHARMACY")
    npi = written("pharmacy_npi", FieldKind.NPI, *"1679576722")
    assert offered(name, npi) == {"pharmacy_name": "Elm Pharmacy"}


@pytest.mark.parametrize(
    "birth_date",
    [
        born(*"03/0", {"9": 0.5, "4": 0.4}, *"/1961"),
        born(*"3-", {"9": 0.5, "4": 0.4}, *"-61"),
        born(*"MARCH ", {"9": 0.5, "4": 0.4}, *", 1961"),
        born(*"030", {"9": 0.5, "4": 0.4}, *"1961"),
    ],
    ids=["in full", "short", "in words", "in a comb"],
)
def test_a_misread_birth_date_of_a_known_patient_is_offered_however_it_is_written(
    birth_date: HandField,
) -> None:
    assert offered(PATIENT_LAST, birth_date) == {"patient_birth_date": "1961-03-04"}


def test_of_two_who_fit_alike_only_that_is_offered_in_which_they_agree() -> None:
    birth_date = born(*"03/0", {"9": 0.5, "4": 0.4}, *"/1961")
    fields = (PATIENT_FIRST, PATIENT_LAST, birth_date)
    assert offered(*fields, known=(PATIENT,))["patient_first_name"] == "Ruth"
    assert offered(*fields, known=(PATIENT, TWIN)) == {"patient_birth_date": "1961-03-04"}


def test_an_offer_is_as_sure_as_the_pixels_make_it() -> None:
    offer = offered_values(naming_lines([FIRST, UNSURE_LAST, NPI]), [DOCTOR])["prescriber_last_name"]
    assert 0 < offer.confidence < 0.5


@pytest.mark.parametrize(
    "fields",
    [
        (FIRST, written("prescriber_last_name", FieldKind.NAME, *"KOWALCZYK"), NPI),
        (FIRST, LAST, written("prescriber_npi", FieldKind.NPI, *"1679576722")),
        (written("patient_first_name", FieldKind.NAME, *"RUTH"), PATIENT_LAST, born(*"03/04/1987")),
    ],
    ids=["same NPI, other name", "same name, other NPI", "same name, other birth date"],
)
def test_somebody_else_written_plainly_is_offered_nobody(fields: tuple[HandField, ...]) -> None:
    assert offered(*fields) == {}


def test_a_number_without_a_name_is_not_enough() -> None:
    assert offered(written("npi", FieldKind.NPI, *"123456789", {"8": 0.5, "3": 0.4}), UNSURE_FAX) == {}


def test_an_offer_becomes_the_first_alternative_and_changes_nothing_else() -> None:
    reading = illegible(perfect(PRESCRIPTION_AUTHORIZATION), "prescriber_last_name").reading
    helped = with_offers(reading, naming_lines([FIRST, UNSURE_LAST, NPI]), EVERYBODY)
    assert helped.of("prescriber_last_name").alternatives[0].value == "Bernstein"
    without = helped.of("prescriber_last_name").model_copy(update={"alternatives": ()})
    assert without == reading.of("prescriber_last_name")
    assert [one for one in helped.readings if one.field != without.field] == [
        one for one in reading.readings if one.field != without.field
    ]
