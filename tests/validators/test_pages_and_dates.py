"""Pages, editions, earlier use, and dates."""

import datetime as dt

import pytest

from documents import Box, EarlierDocument, FormRef, Outcome, Severity
from tests.validators.builders import (
    CURRENT_FORMS,
    OLD_PRESCRIBER_ENROLLMENT,
    PATIENT_ACKNOWLEDGMENT,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    RECEIVED,
    illegible,
    perfect,
    with_document,
    with_facts,
    with_values,
    without_page,
)
from tests.validators.verdicts import outcome, said, severities, verdict
from validators import Case
from validators.dates import age_on, holds_since


def earlier(case: Case, **update: object) -> Case:
    known = EarlierDocument(
        fax="b" * 64,
        document=1,
        form=case.form.ref.form,
        same_image=False,
        same_content=False,
        outcome="authorize",
    )
    return with_facts(case, earlier=(known.model_copy(update=update),))


def test_a_superseded_edition_is_sent_back() -> None:
    assert verdict(perfect(OLD_PRESCRIBER_ENROLLMENT)) == (Outcome.DEFICIENT, ("VERSION_OLD",))


def test_an_old_edition_counts_in_its_own_time() -> None:
    case = perfect(OLD_PRESCRIBER_ENROLLMENT)
    case = case.model_copy(update={"received_on": dt.date(2017, 10, 24), "decided_on": RECEIVED})
    case = with_values(case, prescriber_signature_date="2017-10-20")
    assert outcome(case) is Outcome.CERTIFY


def test_an_edition_not_yet_in_use_is_for_a_person() -> None:
    case = perfect(PATIENT_ACKNOWLEDGMENT).model_copy(update={"received_on": dt.date(2017, 10, 24)})
    assert "VERSION_UNKNOWN" in verdict(case)[1]


def test_an_old_edition_of_doubtful_pages_is_for_a_person() -> None:
    case = with_document(perfect(OLD_PRESCRIBER_ENROLLMENT), doubts=("two pages 1",))
    assert severities(case, "VERSION_OLD") == {Severity.REVIEW}


def test_only_page_one_of_two_is_a_deficiency() -> None:
    case = without_page(perfect(PATIENT_ACKNOWLEDGMENT), 2)
    assert verdict(case) == (Outcome.DEFICIENT, ("PAGES_MISSING",))


def test_a_page_missing_from_a_broken_call_is_for_a_person() -> None:
    case = without_page(perfect(PATIENT_ACKNOWLEDGMENT), 2).model_copy(update={"whole": False})
    assert verdict(case) == (Outcome.REVIEW, ("PAGES_MISSING",))
    assert severities(case, "PAGES_MISSING") == {Severity.REVIEW}


def test_a_page_that_may_be_the_unidentified_one_is_not_asked_for() -> None:
    case = without_page(perfect(PATIENT_ACKNOWLEDGMENT), 2).model_copy(update={"unknown_pages": True})
    assert verdict(case) == (Outcome.REVIEW, ("PAGE_AWAITED",))


def test_a_page_missing_among_doubtful_pages_is_no_deficiency() -> None:
    case = with_document(without_page(perfect(PATIENT_ACKNOWLEDGMENT), 2), doubts=("two pages 1",))
    assert severities(case, "PAGES_MISSING") == {Severity.REVIEW}


@pytest.mark.parametrize("ref", CURRENT_FORMS, ids=str)
def test_a_broken_fax_is_never_granted(ref: FormRef) -> None:
    case = perfect(ref)
    assert outcome(case.model_copy(update={"whole": False})) is Outcome.REVIEW


def test_doubtful_pages_are_for_a_person() -> None:
    case = with_document(perfect(PRESCRIBER_ENROLLMENT), doubts=("page 2 lies between two documents",))
    assert verdict(case) == (Outcome.REVIEW, ("PAGES_FOREIGN",))


def test_page_two_of_another_patient_is_for_a_person() -> None:
    case = with_values(perfect(PATIENT_ACKNOWLEDGMENT), page_2_patient_name="Ines Carvalho")
    assert verdict(case) == (Outcome.REVIEW, ("PAGES_FOREIGN",))
    assert verdict(illegible(case, "page_2_patient_name")) == (Outcome.REVIEW, ("PAGES_FOREIGN",))
    same = with_values(case, page_2_patient_name="BRANNIGAN, TEODOR")
    assert outcome(same) is Outcome.ENROLL


def test_writing_in_a_margin_is_for_a_person() -> None:
    case = perfect(PRESCRIPTION_AUTHORIZATION)
    note = (Box(left=0.1, top=0.9, right=0.6, bottom=0.95),)
    case = case.model_copy(update={"reading": case.reading.model_copy(update={"margin_notes": note})})
    assert verdict(case) == (Outcome.REVIEW, ("MARGIN_NOTE",))


def test_the_same_content_accepted_before_is_a_duplicate() -> None:
    case = earlier(perfect(PRESCRIPTION_AUTHORIZATION), same_content=True)
    assert verdict(case) == (Outcome.DUPLICATE, ("DUPLICATE",))


@pytest.mark.parametrize("before", ["deficient", "pending", "review", "reject"])
def test_the_same_content_not_accepted_before_is_judged_anew(before: str) -> None:
    case = earlier(perfect(PRESCRIPTION_AUTHORIZATION), same_content=True, outcome=before)
    assert outcome(case) is Outcome.AUTHORIZE
    assert severities(case, "DUPLICATE") == {Severity.NOTE}


def test_a_photocopied_page_with_other_content_is_for_a_person() -> None:
    case = earlier(perfect(PRESCRIPTION_AUTHORIZATION), same_image=True)
    assert verdict(case) == (Outcome.REVIEW, ("REUSED_IMAGE",))


@pytest.mark.parametrize(
    "before",
    [{"same_dates": False, "outcome": "deficient"}, {"same_dates": False}, {"same_dates": True}],
    ids=["other date", "other date once granted", "same date once granted"],
)
def test_a_copied_signature_is_for_a_person(before: dict[str, object]) -> None:
    case = earlier(perfect(PRESCRIPTION_AUTHORIZATION), same_signature=True, **before)
    assert verdict(case) == (Outcome.REVIEW, ("REUSED_IMAGE",))


@pytest.mark.parametrize("before", ["deficient", "pending", "review", "reject"])
def test_a_form_completed_on_the_sheet_that_was_sent_back_is_no_copy(before: str) -> None:
    case = earlier(perfect(PRESCRIPTION_AUTHORIZATION), same_signature=True, outcome=before)
    assert outcome(case) is Outcome.AUTHORIZE


def test_a_date_no_calendar_has_is_a_deficiency() -> None:
    case = with_values(perfect(PATIENT_ACKNOWLEDGMENT), patient_birth_date="02/30/1980")
    assert verdict(case) == (Outcome.DEFICIENT, ("INVALID_PATIENT_BIRTH_DATE",))


def test_an_impossible_optional_date_is_a_note() -> None:
    case = with_values(perfect(PRESCRIPTION_AUTHORIZATION), alt_date="13/45/2018")
    assert severities(case, "INVALID_ALT_DATE") == {Severity.NOTE}


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("2018-03-12", (Outcome.CERTIFY, ())),
        ("2018-03-13", (Outcome.DEFICIENT, ("DATE_FUTURE",))),
        ("2017-12-12", (Outcome.CERTIFY, ())),
        ("2017-12-11", (Outcome.REVIEW, ("DATE_STALE",))),
        ("2017-10-24", (Outcome.REVIEW, ("CONFLICT_PRESCRIBER_SIGNATURE_DATE", "DATE_STALE"))),
    ],
)
def test_a_signature_date_is_held_against_receipt_limit_and_edition(
    signed: str, expected: tuple[Outcome, tuple[str, ...]]
) -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), prescriber_signature_date=signed)
    assert verdict(case) == expected


def test_signatures_far_apart_are_for_a_person() -> None:
    case = with_values(perfect(PATIENT_ACKNOWLEDGMENT), patient_signature_date="2018-02-07")
    assert outcome(case) is Outcome.ENROLL
    case = with_values(case, patient_signature_date="2018-02-06")
    assert verdict(case) == (Outcome.REVIEW, ("CONFLICT_PRESCRIBER_SIGNATURE_DATE",))


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2018-03-13", (Outcome.DEFICIENT, ("INVALID_PATIENT_BIRTH_DATE",))),
        ("1898-03-12", (Outcome.DEFICIENT, ("INVALID_PATIENT_BIRTH_DATE",))),
        ("1898-03-13", (Outcome.ENROLL, ())),
        ("2000-03-12", (Outcome.ENROLL, ())),
    ],
)
def test_a_birth_date_lies_in_a_life(born: str, expected: tuple[Outcome, tuple[str, ...]]) -> None:
    assert verdict(with_values(perfect(PATIENT_ACKNOWLEDGMENT), patient_birth_date=born)) == expected


def test_a_patient_under_age_is_for_a_person_and_needs_a_guardian() -> None:
    case = with_values(perfect(PATIENT_ACKNOWLEDGMENT), patient_birth_date="2000-03-13")
    assert verdict(case) == (Outcome.REVIEW, ("UNDER_AGE",))
    assert severities(case, "MISSING_GUARDIAN_NAME") == {Severity.DEFICIENCY}
    given = with_values(
        case, guardian_name="Ana Perrault", guardian_relationship="mother", guardian_phone="6175550142"
    )
    assert said(given, "MISSING_GUARDIAN_NAME") == ()
    assert severities(illegible(given, "guardian_phone"), "ILLEGIBLE_GUARDIAN_PHONE") == {
        Severity.REVIEW,
        Severity.NOTE,
    }


def test_a_guardian_who_signs_is_accepted_with_relationship_and_phone() -> None:
    case = with_values(
        perfect(PATIENT_ACKNOWLEDGMENT), patient_printed_name="Ana Perrault", guardian_name="Ana Perrault"
    )
    missing = ("MISSING_GUARDIAN_RELATIONSHIP", "MISSING_GUARDIAN_PHONE")
    assert verdict(case) == (Outcome.DEFICIENT, missing)
    case = with_values(case, guardian_relationship="daughter", guardian_phone="6175550142")
    assert outcome(case) is Outcome.ENROLL


def test_somebody_else_signing_for_the_patient_is_for_a_person() -> None:
    case = with_values(perfect(PATIENT_ACKNOWLEDGMENT), patient_printed_name="Ana Perrault")
    assert verdict(case) == (Outcome.REVIEW, ("SIG_WRONG_PERSON",))


def test_age_counts_whole_years() -> None:
    assert age_on(dt.date(2000, 2, 29), dt.date(2018, 2, 28)) == 17
    assert age_on(dt.date(2000, 2, 29), dt.date(2018, 3, 1)) == 18


def test_a_guardian_of_the_patients_own_name_is_not_taken_to_have_signed_for_the_patient() -> None:
    case = with_values(perfect(PATIENT_ACKNOWLEDGMENT), guardian_name="Teodor Brannigan")
    assert verdict(case) == (Outcome.ENROLL, ())


@pytest.mark.parametrize(
    ("signed", "since"),
    [("2018-03-12", RECEIVED), ("2018-03-13", None), ("02/30/2018", None), ("", None)],
)
def test_a_form_holds_since_a_signature_that_is_not_to_come(signed: str, since: dt.date | None) -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), prescriber_signature_date=signed)
    assert holds_since(case) == since
