"""What an order says: drug, directions, quantity, laboratory values, diagnosis."""

import datetime as dt

import pytest

from documents import Alternative, KnownPatient, Outcome, Severity
from tests.validators.builders import (
    APPLICANT,
    PATIENT,
    PRESCRIPTION_AUTHORIZATION,
    change,
    illegible,
    perfect,
    with_facts,
    with_values,
)
from tests.validators.verdicts import outcome, severities, verdict
from validators import Case
from validators.order import is_on_label

NOT_CERTIFIED = ("PRESCRIBER_NOT_CERTIFIED",)


@pytest.fixture
def case() -> Case:
    return perfect(PRESCRIPTION_AUTHORIZATION)


def patient(**update: object) -> KnownPatient:
    return PATIENT.model_copy(update=update)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"refills": "0"}, (Outcome.AUTHORIZE, ())),
        ({"refills": "12"}, (Outcome.AUTHORIZE, ())),
        ({"refills": "13"}, (Outcome.REVIEW, ("INVALID_REFILLS",))),
        ({"refills": "NR"}, (Outcome.REVIEW, ("INVALID_REFILLS",))),
        ({"refills": ""}, (Outcome.DEFICIENT, ("MISSING_REFILLS",))),
        (
            {"refills": "4", "quantity": "12", "days_supply": "84"},
            (Outcome.REVIEW, ("ORDER_OFF_LABEL",)),
        ),
        ({"quantity": "13", "days_supply": "91", "refills": "3"}, (Outcome.AUTHORIZE, ())),
        ({"quantity": "14", "days_supply": "98", "refills": "0"}, (Outcome.REVIEW, ("CONFLICT_QUANTITY",))),
        ({"quantity": "8"}, (Outcome.REVIEW, ("CONFLICT_QUANTITY",))),
        ({"quantity": "4.5"}, (Outcome.DEFICIENT, ("INVALID_QUANTITY",))),
        ({"quantity": "0"}, (Outcome.DEFICIENT, ("INVALID_QUANTITY",))),
        ({"days_supply": "a month"}, (Outcome.DEFICIENT, ("INVALID_DAYS_SUPPLY",))),
        ({"quantity": "4", "days_supply": "30"}, (Outcome.AUTHORIZE, ())),
    ],
)
def test_quantity_supply_and_refills_fit(
    case: Case, given: dict[str, str], expected: tuple[Outcome, tuple[str, ...]]
) -> None:
    assert verdict(with_values(case, **given)) == expected


@pytest.mark.parametrize(
    ("drug", "expected"),
    [
        ("Kynamro 200mg/1mL PFS", (Outcome.AUTHORIZE, ())),
        ("mipomersen sodium 200 MG per ML", (Outcome.AUTHORIZE, ())),
        ("KYNAMRO 200 mg", (Outcome.AUTHORIZE, ())),
        ("KYNAMRO", (Outcome.DEFICIENT, ("ORDER_INCOMPLETE",))),
        ("KYNAMRO 100 mg/mL", (Outcome.DEFICIENT, ("INVALID_DRUG",))),
        ("KYNAMRO 200 mg/2 mL", (Outcome.DEFICIENT, ("INVALID_DRUG",))),
        ("lomitapide 20 mg", (Outcome.DEFICIENT, ("INVALID_DRUG",))),
        ("KYNAMR0 200 mg/mL", (Outcome.REVIEW, ("ILLEGIBLE_DRUG",))),
        ("Kyn 200 mg/mL", (Outcome.REVIEW, ("ILLEGIBLE_DRUG",))),
    ],
)
def test_the_drug_is_kynamro_in_its_strength(
    case: Case, drug: str, expected: tuple[Outcome, tuple[str, ...]]
) -> None:
    assert verdict(with_values(case, drug=drug)) == expected


@pytest.mark.parametrize(
    "directions",
    [
        "Inject 200 mg subcutaneously once weekly",
        "200 mg SC once a week, same weekday",
        "Inject 1 syringe (200 mg/1 mL) under the skin every week",
        "200mg SQ q week",
        "1 mL subcut every 7 days",
    ],
)
def test_directions_of_the_label_are_accepted(directions: str) -> None:
    assert is_on_label(directions)


@pytest.mark.parametrize(
    "directions",
    [
        "Inject 100 mg SC once weekly",
        "Inject 200 mg SC twice weekly",
        "Inject 200 mg SC every other week",
        "Inject 200 mg SC daily",
        "Inject 200 mg IM once weekly",
        "Inject 200 mg SC every 2 weeks",
        "200 mg SC biweekly",
        "2 syringes SC once weekly",
        "400 mg (200 mg x 2) weekly",
        "as directed",
        "once weekly",
    ],
)
def test_directions_off_the_label_are_for_a_person(case: Case, directions: str) -> None:
    assert verdict(with_values(case, directions=directions)) == (Outcome.REVIEW, ("ORDER_OFF_LABEL",))


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("alt_value", "119.9", (Outcome.AUTHORIZE, ())),
        ("alt_value", "120", (Outcome.REVIEW, ("AE_SUSPECTED",))),
        ("ast_value", "240", (Outcome.REVIEW, ("AE_SUSPECTED",))),
        ("bilirubin_value", "2.4", (Outcome.REVIEW, ("AE_SUSPECTED",))),
        ("alp_value", "400", (Outcome.AUTHORIZE, ())),
    ],
)
def test_high_laboratory_values_are_a_signal_for_a_person(
    case: Case, field: str, value: str, expected: tuple[Outcome, tuple[str, ...]]
) -> None:
    assert verdict(with_values(case, **{field: value})) == expected


def test_an_unread_laboratory_value_matters_only_when_it_may_be_high(case: Case) -> None:
    assert verdict(illegible(case, "alt_value")) == (Outcome.REVIEW, ("ILLEGIBLE_ALT_VALUE",))
    low = change(with_values(case, alt_value="21"), "alt_value", confidence=0.5)
    assert outcome(low) is Outcome.AUTHORIZE
    perhaps = (Alternative(value="121", confidence=0.2),)
    assert outcome(change(low, "alt_value", alternatives=perhaps)) is Outcome.REVIEW


@pytest.mark.parametrize(
    ("code", "signed", "contradicts"),
    [
        ("E78.01", "2018-03-09", False),
        ("E78.00", "2018-03-09", True),
        ("E78.2", "2018-03-09", True),
        ("E78.5", "2018-03-09", True),
        ("E78.0", "2018-03-09", True),
        ("E78.01", "2016-09-30", True),
        ("E78.0", "2016-09-30", False),
        ("272.0", "2015-09-30", False),
    ],
)
def test_a_diagnosis_code_is_the_one_of_its_day(
    case: Case, code: str, signed: str, contradicts: object
) -> None:
    case = with_values(case, icd10=code, prescriber_signature_date=signed)
    assert severities(case, "CONFLICT_ICD10") == ({Severity.REVIEW} if contradicts else set())


def test_a_diagnosis_code_never_stands_for_the_attestation(case: Case) -> None:
    case = with_values(case, icd10="E78.01", attest_hofh="")
    assert verdict(case) == (Outcome.DEFICIENT, ("HOFH_ABSENT",))


def test_an_unread_diagnosis_code_is_for_a_person(case: Case) -> None:
    assert verdict(illegible(case, "icd10")) == (Outcome.REVIEW, ("ILLEGIBLE_ICD10",))


@pytest.mark.parametrize("words", ["HeFH", "heterozygous FH", "I do not attest", "not HoFH"])
def test_words_against_hofh_are_for_a_person(case: Case, words: str) -> None:
    assert verdict(with_values(case, allergies=words)) == (Outcome.REVIEW, ("HOFH_NEGATED",))


def test_words_of_harm_are_for_a_person_even_when_read_poorly(case: Case) -> None:
    case = change(with_values(case, allergies="jaundice since May"), "allergies", confidence=0.4)
    assert verdict(case) == (Outcome.REVIEW, ("AE_SUSPECTED",))


def test_a_patient_under_age_is_for_a_person(case: Case) -> None:
    young = dt.date(2001, 5, 5)
    case = with_values(case, patient_birth_date=young.isoformat())
    case = with_facts(case, patients=(patient(birth_date=young),))
    assert verdict(case) == (Outcome.REVIEW, ("UNDER_AGE",))


def test_a_refusal_outweighs_a_deficiency_and_a_review_outweighs_both(case: Case) -> None:
    case = with_values(with_facts(case, prescribers=()), refills="")
    assert verdict(case) == (Outcome.REJECT, NOT_CERTIFIED)
    assert verdict(illegible(case, "drug")) == (Outcome.REVIEW, ("ILLEGIBLE_DRUG",))


def test_everything_said_is_kept_with_the_decision(case: Case) -> None:
    case = with_values(with_facts(case, prescribers=(APPLICANT,)), refills="", quantity="")
    assert verdict(case) == (Outcome.DEFICIENT, ("MISSING_QUANTITY", "MISSING_REFILLS"))
    assert severities(case, "PRESCRIBER_NOT_CERTIFIED") == {Severity.PENDING}
