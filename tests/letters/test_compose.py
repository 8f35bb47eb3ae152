"""Which letters a decision causes: to whom, about what, and what they leave out."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import (
    Doubt,
    FormRef,
    LetterKind,
    LetterState,
    Outcome,
    Standing,
    Writing,
)
from registry.outbox import LetterStatus
from tests.letters.outgoing import MOMENT, decide, with_fax, written
from tests.validators.builders import (
    APPLICANT,
    PATIENT,
    PATIENT_ACKNOWLEDGMENT,
    PATIENT_DISCONTINUATION,
    PHARMACY,
    PHARMACY_ENROLLMENT,
    PHARMACY_NPI,
    PRESCRIBER,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    change,
    doubtful,
    form_of,
    perfect,
    with_facts,
    with_values,
    without_page,
)
from validators import Case


def only(engine: sa.Engine, case: Case, **more: int) -> LetterStatus:
    decide(engine, case, **more)  # type: ignore[arg-type]  # answer_days alone
    (status,) = written(engine)
    return status


def order(**values: str) -> Case:
    return with_values(perfect(PRESCRIPTION_AUTHORIZATION), **values)


@pytest.mark.parametrize(
    ("form", "kind", "number"),
    [
        (PRESCRIBER_ENROLLMENT, LetterKind.CERTIFICATION, "1"),
        (PHARMACY_ENROLLMENT, LetterKind.CERTIFICATION, "1"),
        (PATIENT_ACKNOWLEDGMENT, LetterKind.ENROLLMENT, "P-"),
        (PRESCRIPTION_AUTHORIZATION, LetterKind.AUTHORIZATION, "A-"),
        (PATIENT_DISCONTINUATION, LetterKind.RECORD, "P-"),
    ],
    ids=str,
)
def test_a_grant_is_confirmed_to_the_number_on_file(
    registry_engine: sa.Engine, form: FormRef, kind: LetterKind, number: str
) -> None:
    status = only(registry_engine, perfect(form))
    assert (status.letter.kind, status.state) == (kind, LetterState.QUEUED)
    assert status.letter.number.startswith(number)
    assert status.number == "6175550142"
    assert status.letter.since is not None


def test_an_authorization_is_told_to_the_pharmacy_too_and_says_how_long_it_holds(
    registry_engine: sa.Engine,
) -> None:
    case = with_facts(order(pharmacy_npi=PHARMACY_NPI), pharmacies=(with_fax(PHARMACY),))
    assert decide(registry_engine, case).outcome is Outcome.AUTHORIZE
    told = {status.letter.to.role: status for status in written(registry_engine)}
    assert {role: status.number for role, status in told.items()} == {
        "prescriber": "6175550142",
        "pharmacy": "6175550199",
    }
    assert len({status.letter.number for status in told.values()}) == 1
    assert told["pharmacy"].letter.until == dt.date(2018, 3, 12) + dt.timedelta(days=28 * 6)


def test_without_a_number_on_file_the_letter_is_held_whatever_the_form_says(
    registry_engine: sa.Engine,
) -> None:
    nameless = PRESCRIBER.model_copy(update={"fax": ""})
    status = only(registry_engine, with_facts(order(refills=""), prescribers=(nameless,)))
    assert status.letter.kind is LetterKind.DEFICIENCY
    assert (status.state, status.number) == (LetterState.HELD, "")


def test_an_npi_that_was_not_read_for_certain_names_nobody(registry_engine: sa.Engine) -> None:
    case = without_page(perfect(PATIENT_ACKNOWLEDGMENT), 2)
    decide(registry_engine, doubtful(case, "prescriber_npi", Doubt.CHECK_DIGIT_CHOSE))
    assert [status for status in written(registry_engine) if status.number] == []


def test_a_number_that_a_person_read_off_the_form_may_be_used(registry_engine: sa.Engine) -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), city="")
    case = change(case, "office_fax", author="clerk", writing=Writing.PERSON)
    status = only(registry_engine, case)
    assert (status.state, status.number) == (LetterState.QUEUED, "6175550142")


def test_a_deficiency_letter_asks_in_the_words_of_the_form_and_fills_in_the_rest(
    registry_engine: sa.Engine,
) -> None:
    case = with_values(order(refills="", attest_liver="", allergies="none"), patient_phone="6175550143")
    letter = only(registry_engine, case, answer_days=30).letter
    form = form_of(PRESCRIPTION_AUTHORIZATION)
    assert {item.field: (item.printed, item.ask) for item in letter.missing} == {
        "attest_liver": (form.field("attest_liver").statement, "is not ticked"),
        "refills": (form.field("refills").label, "is blank"),
    }
    assert "Patient" in letter.fine
    assert "Prescription" not in letter.fine
    filled = {filled.field: filled.value for filled in letter.filled}
    assert filled["patient_phone"] == "6175550143"
    assert filled["allergies"] == "none"
    given_anew = (
        "attest_hofh",
        "prescriber_signature",
        "prescriber_signature_date",
        "prescriber_printed_name",
    )
    assert not set(filled) & {"refills", *given_anew}
    assert letter.answer_by == dt.date(2018, 4, 11)


def test_what_is_uncertain_is_neither_filled_in_nor_told(registry_engine: sa.Engine) -> None:
    case = doubtful(order(refills=""), "allergies", Doubt.FAINT)
    case = change(case, "allergies", value="Penicillin", state="read", writing=Writing.TYPED)
    letter = only(registry_engine, case).letter
    assert "allergies" not in {filled.field for filled in letter.filled}
    assert letter.answer_by is None


def test_a_letter_knows_a_patient_by_initials_and_year_of_birth_alone(registry_engine: sa.Engine) -> None:
    letter = only(registry_engine, order()).letter
    assert letter.patient == "T.B., born 1971"
    assert "Brannigan" not in letter.model_dump_json()


def test_an_old_edition_is_answered_with_the_current_one(registry_engine: sa.Engine) -> None:
    old = FormRef(form="prescriber_enrollment", edition="2015-07")
    letter = only(registry_engine, perfect(old)).letter
    assert letter.form == PRESCRIBER_ENROLLMENT
    assert [item.ask.split(" on ")[0] for item in letter.missing] == ["This edition ended"]
    assert "last_name" in {filled.field for filled in letter.filled}


def test_who_is_certified_and_sends_the_same_again_is_told_again_since_when(
    registry_engine: sa.Engine,
) -> None:
    decide(registry_engine, perfect(PHARMACY_ENROLLMENT))
    later = MOMENT + dt.timedelta(days=3)
    again = decide(registry_engine, perfect(PHARMACY_ENROLLMENT), name="again", at=later)
    assert again.outcome is Outcome.DUPLICATE
    assert [status.letter.since for status in written(registry_engine)] == [MOMENT.date()] * 2


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (with_facts(order(), prescribers=()), "ES"),
        (
            with_facts(
                order(),
                prescribers=(
                    PRESCRIBER.model_copy(
                        update={"standing": Standing.DECERTIFIED, "decertified_on": dt.date(2018, 3, 1)}
                    ),
                ),
            ),
            "EX",
        ),
        (with_facts(order(), patients=()), "EM"),
        (
            with_facts(
                order(),
                patients=(
                    PATIENT.model_copy(
                        update={"standing": Standing.DISCONTINUED, "discontinued_on": dt.date(2018, 3, 1)}
                    ),
                ),
            ),
            "EZ",
        ),
        (with_facts(order(pharmacy_npi=PHARMACY_NPI), pharmacies=()), "EO"),
        (
            with_facts(
                order(pharmacy_npi=PHARMACY_NPI),
                pharmacies=(
                    PHARMACY.model_copy(
                        update={"standing": Standing.DECERTIFIED, "decertified_on": dt.date(2018, 3, 1)}
                    ),
                ),
            ),
            "EY",
        ),
    ],
    ids=["ES", "EX", "EM", "EZ", "EO", "EY"],
)
def test_a_refusal_names_its_code(registry_engine: sa.Engine, case: Case, code: str) -> None:
    letter = only(registry_engine, case).letter
    assert (letter.kind, letter.code) == (LetterKind.REFUSAL, code)
    assert letter.said


def test_a_form_that_waits_for_the_assessment_is_said_to_be_complete(registry_engine: sa.Engine) -> None:
    applicant = APPLICANT.model_copy(update={"fax": "6175550142"})
    case = with_facts(perfect(PRESCRIBER_ENROLLMENT), prescribers=(applicant,), knowledge=())
    letter = only(registry_engine, case).letter
    assert (letter.kind, letter.reasons) == (LetterKind.PENDING, ("KA_MISSING",))


def test_nobody_is_written_to_about_what_a_person_must_look_at(registry_engine: sa.Engine) -> None:
    decide(registry_engine, doubtful(order(), "refills", Doubt.FAINT))
    assert written(registry_engine) == ()


def test_an_empty_form_is_not_answered(registry_engine: sa.Engine) -> None:
    empty = {field.name: "" for field in form_of(PRESCRIPTION_AUTHORIZATION).fields}
    assert decide(registry_engine, order(**empty)).outcome is Outcome.REJECT
    assert written(registry_engine) == ()


def test_a_letter_is_shown_without_what_stands_on_the_form(registry_engine: sa.Engine) -> None:
    status = only(registry_engine, order(refills=""))
    shown = f"{status!r} {status.letter!r}"
    for value in ("Okafor", "6175550142", "Kynamro", "T.B.", "12 Quince"):
        assert value not in shown
