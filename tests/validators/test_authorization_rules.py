"""The decision table of the prescription authorization form."""

import datetime as dt

import pytest

from documents import KnownPatient, OpenAuthorization, Outcome, Standing, Writing
from tests.validators.builders import (
    PATIENT,
    PHARMACY,
    PHARMACY_NPI,
    PRESCRIBER,
    PRESCRIBER_NPI,
    PRESCRIPTION_AUTHORIZATION,
    RECEIVED,
    change,
    illegible,
    perfect,
    with_facts,
    with_values,
)
from tests.validators.verdicts import outcome, outcome_set_aside, verdict
from validators import Case, Limits
from validators.reasons import may_be_overridden

NOT_CERTIFIED = ("PRESCRIBER_NOT_CERTIFIED",)
NOT_ENROLLED = ("PATIENT_NOT_ENROLLED",)
OPEN = OpenAuthorization(
    number="A-1", patient="P-0001", prescriber_npi=PRESCRIBER_NPI, authorized_on=dt.date(2018, 2, 1)
)


@pytest.fixture
def case() -> Case:
    return perfect(PRESCRIPTION_AUTHORIZATION)


def patient(**update: object) -> KnownPatient:
    return PATIENT.model_copy(update=update)


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ({"standing": Standing.PENDING, "certified_on": None}, (Outcome.PENDING, NOT_CERTIFIED)),
        ({"standing": Standing.DECERTIFIED}, (Outcome.REJECT, NOT_CERTIFIED)),
        ({"decertified_on": RECEIVED}, (Outcome.REJECT, NOT_CERTIFIED)),
        ({"decertified_on": RECEIVED + dt.timedelta(days=1)}, (Outcome.AUTHORIZE, ())),
        ({"certified_on": RECEIVED + dt.timedelta(days=1)}, (Outcome.PENDING, NOT_CERTIFIED)),
        ({"certified_on": None}, (Outcome.REVIEW, ("CERTIFIED_LATE",))),
        ({"first_name": "Hollis"}, (Outcome.REVIEW, ("CONFLICT_PRESCRIBER_NPI",))),
    ],
)
def test_the_prescriber_is_certified_at_receipt_and_decision(
    case: Case, update: dict[str, object], expected: tuple[Outcome, tuple[str, ...]]
) -> None:
    assert verdict(with_facts(case, prescribers=(PRESCRIBER.model_copy(update=update),))) == expected


def test_a_prescriber_decertified_between_receipt_and_decision_is_refused(case: Case) -> None:
    ended = PRESCRIBER.model_copy(update={"decertified_on": RECEIVED + dt.timedelta(days=2)})
    case = with_facts(case, prescribers=(ended,))
    assert outcome(case) is Outcome.AUTHORIZE
    later = case.model_copy(update={"decided_on": RECEIVED + dt.timedelta(days=3)})
    assert verdict(later) == (Outcome.REJECT, NOT_CERTIFIED)


def test_an_order_older_than_the_certification_it_waited_for_is_for_a_person(case: Case) -> None:
    next_day = RECEIVED + dt.timedelta(days=1)
    case = with_facts(case, prescribers=(PRESCRIBER.model_copy(update={"certified_on": next_day}),))
    case = case.model_copy(update={"decided_on": next_day})
    assert verdict(case) == (Outcome.REVIEW, ("CERTIFIED_LATE",))
    assert may_be_overridden("CERTIFIED_LATE")


def test_a_pharmacy_certified_since_the_order_came_may_dispense(case: Case) -> None:
    next_day = RECEIVED + dt.timedelta(days=1)
    since = PHARMACY.model_copy(update={"certified_on": next_day})
    case = with_facts(with_values(case, pharmacy_npi=PHARMACY_NPI), pharmacies=(since,))
    assert outcome(case) is Outcome.PENDING
    assert outcome(case.model_copy(update={"decided_on": next_day})) is Outcome.AUTHORIZE


def test_a_prescriber_nobody_knows_is_refused(case: Case) -> None:
    assert verdict(with_facts(case, prescribers=())) == (Outcome.REJECT, NOT_CERTIFIED)


def test_an_unread_npi_is_for_a_person_not_refused(case: Case) -> None:
    case = illegible(with_facts(case, prescribers=()), "prescriber_npi")
    assert verdict(case) == (Outcome.REVIEW, ("ILLEGIBLE_PRESCRIBER_NPI",))


@pytest.mark.parametrize(
    ("patients", "expected"),
    [
        ((), (Outcome.REJECT, NOT_ENROLLED)),
        ((patient(standing=Standing.PENDING),), (Outcome.PENDING, NOT_ENROLLED)),
        ((patient(standing=Standing.DISCONTINUED),), (Outcome.REJECT, NOT_ENROLLED)),
        ((patient(discontinued_on=RECEIVED),), (Outcome.REJECT, NOT_ENROLLED)),
        ((patient(prescribers=("1209345671",)),), (Outcome.REVIEW, ("CONFLICT_PRESCRIBER_NPI",))),
        ((patient(first_name="TEODÓR"),), (Outcome.AUTHORIZE, ())),
        ((patient(first_name="Teodore"),), (Outcome.REVIEW, ("CONFLICT_PATIENT_FIRST_NAME",))),
        ((patient(first_name="Magnus"),), (Outcome.REVIEW, ("CONFLICT_PATIENT_FIRST_NAME",))),
        ((PATIENT, patient(number="2")), (Outcome.REVIEW, ("CONFLICT_PATIENT_BIRTH_DATE",))),
        ((PATIENT, patient(number="2", first_name="Magnus")), (Outcome.AUTHORIZE, ())),
        (
            (PATIENT, patient(number="2", first_name="Teodora")),
            (Outcome.REVIEW, ("CONFLICT_PATIENT_FIRST_NAME",)),
        ),
    ],
)
def test_one_enrolled_patient_of_that_prescriber_is_meant(
    case: Case, patients: tuple[KnownPatient, ...], expected: tuple[Outcome, tuple[str, ...]]
) -> None:
    assert verdict(with_facts(case, patients=patients)) == expected


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("review", Outcome.REVIEW), ("required", Outcome.REJECT), ("waived", Outcome.AUTHORIZE)],
)
def test_a_patient_on_treatment_before_enrollment_existed_is_a_setting(
    case: Case, choice: str, expected: Outcome
) -> None:
    limits = Limits.model_validate({"acknowledgment_of_existing_patients": choice})
    case = with_values(with_facts(case, patients=()), therapy="continuing")
    assert outcome(case.model_copy(update={"limits": limits})) is expected


def test_an_unread_therapy_matters_only_without_enrollment(case: Case) -> None:
    case = illegible(case, "therapy")
    assert outcome(case) is Outcome.AUTHORIZE
    assert verdict(with_facts(case, patients=())) == (Outcome.REVIEW, ("ILLEGIBLE_THERAPY",))


def test_before_the_acknowledgment_form_patients_were_not_enrolled(case: Case) -> None:
    limits = Limits(acknowledgment_required_from=RECEIVED + dt.timedelta(days=1))
    case = with_facts(case, patients=()).model_copy(update={"limits": limits})
    assert outcome(case) is Outcome.AUTHORIZE


@pytest.mark.parametrize(
    ("given", "update", "expected"),
    [
        ({"pharmacy_npi": PHARMACY_NPI}, {}, (Outcome.AUTHORIZE, ())),
        ({"pharmacy_npi": "1234567950"}, {}, (Outcome.REJECT, ("PHARMACY_NOT_CERTIFIED",))),
        ({"pharmacy_npi": "1234567890"}, {}, (Outcome.REVIEW, ("INVALID_PHARMACY_NPI",))),
        (
            {"pharmacy_npi": PHARMACY_NPI},
            {"standing": Standing.PENDING},
            (Outcome.PENDING, ("PHARMACY_NOT_CERTIFIED",)),
        ),
        (
            {"pharmacy_npi": PHARMACY_NPI},
            {"standing": Standing.DECERTIFIED},
            (Outcome.REJECT, ("PHARMACY_NOT_CERTIFIED",)),
        ),
        (
            {"pharmacy_npi": PHARMACY_NPI, "pharmacy_name": "Quay Street Apothecary"},
            {},
            (Outcome.REVIEW, ("CONFLICT_PHARMACY_NAME",)),
        ),
        ({"pharmacy_name": "Harborlight Specialty Pharmacy"}, {}, (Outcome.AUTHORIZE, ())),
        (
            {"pharmacy_name": "Quay Street Apothecary"},
            {},
            (Outcome.REVIEW, ("PHARMACY_NOT_CERTIFIED",)),
        ),
    ],
)
def test_a_named_pharmacy_is_certified(
    case: Case,
    given: dict[str, str],
    update: dict[str, object],
    expected: tuple[Outcome, tuple[str, ...]],
) -> None:
    case = with_facts(with_values(case, **given), pharmacies=(PHARMACY.model_copy(update=update),))
    assert verdict(case) == expected


@pytest.mark.parametrize("field", ["pharmacy_npi", "pharmacy_name"])
def test_an_unread_pharmacy_is_for_a_person(case: Case, field: str) -> None:
    assert verdict(illegible(case, field)) == (Outcome.REVIEW, (f"ILLEGIBLE_{field.upper()}",))


@pytest.mark.parametrize(
    ("days_left", "expected"), [(None, Outcome.REVIEW), (31, Outcome.REVIEW), (30, Outcome.AUTHORIZE)]
)
def test_an_open_authorization_is_for_a_person_unless_it_ends_soon(
    case: Case, days_left: int | None, expected: Outcome
) -> None:
    ends = None if days_left is None else RECEIVED + dt.timedelta(days=days_left)
    case = with_facts(case, authorizations=(OPEN.model_copy(update={"ends_on": ends}),))
    assert outcome(case) is expected


def test_an_authorization_of_somebody_else_does_not_matter(case: Case) -> None:
    elsewhere = OPEN.model_copy(update={"patient": "P-0099"})
    assert verdict(with_facts(case, authorizations=(elsewhere,))) == (Outcome.AUTHORIZE, ())
    assert verdict(with_facts(case, authorizations=(elsewhere, OPEN))) == (Outcome.REVIEW, ("DUPLICATE",))


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((patient(first_name="Teodore"),), Outcome.AUTHORIZE),
        ((patient(first_name="Teodore", standing=Standing.PENDING),), Outcome.PENDING),
        ((patient(birth_date=dt.date(1971, 6, 5)),), Outcome.REJECT),
        ((patient(first_name="Magnus"),), Outcome.REJECT),
        ((PATIENT, patient(number="2")), Outcome.PENDING),
        ((PATIENT, patient(number="2", first_name="Teodore")), Outcome.AUTHORIZE),
    ],
)
def test_setting_a_likeness_aside_takes_another_spelling_for_the_patient_and_nobody_else(
    case: Case, entries: tuple[KnownPatient, ...], expected: Outcome
) -> None:
    case = with_facts(case, patients=entries)
    assert outcome(case) is Outcome.REVIEW
    assert outcome_set_aside(case) is expected


@pytest.mark.parametrize(("on_file", "expected"), [("Maximilien", True), ("Maximileen", False)])
def test_two_spellings_are_of_one_patient_when_19_of_20_letters_agree(
    case: Case, on_file: str, *, expected: bool
) -> None:
    case = with_values(case, patient_first_name="Maximilian", patient_last_name="Brannigans")
    entry = patient(first_name=on_file, last_name="Brannigans")
    found = outcome_set_aside(with_facts(case, patients=(entry,)))
    assert (found is Outcome.AUTHORIZE) is expected


def test_a_pharmacy_that_no_person_can_read_is_asked_for_again(case: Case) -> None:
    named = with_values(case, pharmacy_name=PHARMACY.name)
    assert outcome_set_aside(illegible(named, "pharmacy_name")) is Outcome.REVIEW
    refused = change(
        illegible(named, "pharmacy_name"), "pharmacy_name", writing=Writing.PERSON, author="clerk"
    )
    assert verdict(refused) == (Outcome.DEFICIENT, ("ILLEGIBLE_PHARMACY_NAME",))


@pytest.mark.parametrize("name", ["patient_birth_date", "prescriber_npi", "patient_last_name"])
def test_who_it_is_about_cannot_be_set_aside(case: Case, name: str) -> None:
    assert outcome_set_aside(with_values(case, **{name: ""})) is Outcome.DEFICIENT
    assert outcome_set_aside(illegible(case, name)) is Outcome.REVIEW
