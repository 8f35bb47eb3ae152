"""Blank, illegible and conditional fields, attestations and signatures."""

import pytest

from documents import Doubt, FormRef, Outcome, ReadState, Severity, Writing
from tests.validators.builders import (
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY_ENROLLMENT,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    change,
    doubtful,
    form_of,
    illegible,
    perfect,
    with_values,
)
from tests.validators.verdicts import findings, machine_disposition, said, severities, verdict


@pytest.mark.parametrize(
    ("ref", "field", "code"),
    [
        (PRESCRIBER_ENROLLMENT, "office_phone", "MISSING_OFFICE_PHONE"),
        (PRESCRIBER_ENROLLMENT, "attest_training", "MISSING_ATTEST_TRAINING"),
        (PRESCRIBER_ENROLLMENT, "attest_indication", "HOFH_ABSENT"),
        (PRESCRIBER_ENROLLMENT, "prescriber_signature", "SIG_MISSING_PRESCRIBER"),
        (PRESCRIBER_ENROLLMENT, "prescriber_signature_date", "MISSING_PRESCRIBER_SIGNATURE_DATE"),
        (PHARMACY_ENROLLMENT, "rep_last_name", "MISSING_REP_LAST_NAME"),
        (PHARMACY_ENROLLMENT, "npi", "MISSING_NPI"),
        (PHARMACY_ENROLLMENT, "representative_signature", "SIG_MISSING_REPRESENTATIVE"),
        (PATIENT_ACKNOWLEDGMENT, "attest_hofh", "HOFH_ABSENT"),
        (PATIENT_ACKNOWLEDGMENT, "patient_birth_date", "MISSING_PATIENT_BIRTH_DATE"),
        (PATIENT_ACKNOWLEDGMENT, "patient_signature", "SIG_MISSING_PATIENT"),
        (PATIENT_ACKNOWLEDGMENT, "prescriber_signature", "SIG_MISSING_PRESCRIBER"),
        (PRESCRIPTION_AUTHORIZATION, "attest_hofh", "HOFH_ABSENT"),
        (PRESCRIPTION_AUTHORIZATION, "attest_liver", "LIVER_ABSENT"),
        (PRESCRIPTION_AUTHORIZATION, "refills", "MISSING_REFILLS"),
        (PRESCRIPTION_AUTHORIZATION, "directions", "MISSING_DIRECTIONS"),
    ],
)
def test_what_is_missing_has_its_own_code(ref: FormRef, field: str, code: str) -> None:
    assert verdict(with_values(perfect(ref), **{field: ""})) == (Outcome.DEFICIENT, (code,))


def test_missing_illegible_and_contradictory_are_three_codes() -> None:
    case = perfect(PRESCRIBER_ENROLLMENT)
    assert verdict(with_values(case, specialty=""))[1] == ("MISSING_SPECIALTY",)
    assert verdict(illegible(case, "specialty"))[1] == ("ILLEGIBLE_SPECIALTY",)
    several = doubtful(illegible(case, "specialty"), "specialty", Doubt.SEVERAL_MARKED)
    assert verdict(several)[1] == ("CONFLICT_SPECIALTY",)


def test_a_field_without_any_reading_is_illegible() -> None:
    case = perfect(PRESCRIBER_ENROLLMENT)
    others = tuple(one for one in case.reading.readings if one.field != "specialty")
    case = case.model_copy(update={"reading": case.reading.model_copy(update={"readings": others})})
    assert verdict(case) == (Outcome.REVIEW, ("ILLEGIBLE_SPECIALTY",))


@pytest.mark.parametrize("doubt", [Doubt.STRUCK_OUT, Doubt.OVERWRITTEN])
def test_an_altered_attestation_is_for_a_person(doubt: Doubt) -> None:
    case = doubtful(perfect(PRESCRIPTION_AUTHORIZATION), "attest_hofh", doubt)
    assert verdict(case) == (Outcome.REVIEW, ("ALTERED",))


@pytest.mark.parametrize("other", ["credentials", "specialty"])
def test_other_needs_its_words(other: str) -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), **{other: "other"})
    assert verdict(case) == (Outcome.DEFICIENT, (f"MISSING_{other.upper()}_OTHER",))
    assert verdict(with_values(case, **{f"{other}_other": "Podiatrist"}))[0] is Outcome.CERTIFY


def test_a_license_number_needs_its_state() -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), license_number="MA12345")
    assert verdict(case) == (Outcome.DEFICIENT, ("MISSING_LICENSE_STATE",))
    assert verdict(with_values(case, license_state="MA"))[0] is Outcome.CERTIFY
    assert verdict(illegible(case, "license_state")) == (Outcome.REVIEW, ("ILLEGIBLE_LICENSE_STATE",))


def test_an_unread_license_number_without_a_state_is_for_a_person() -> None:
    case = illegible(perfect(PRESCRIBER_ENROLLMENT), "license_number")
    assert verdict(case) == (Outcome.REVIEW, ("ILLEGIBLE_LICENSE_NUMBER",))
    assert verdict(with_values(case, license_state="MA"))[0] is Outcome.CERTIFY


def test_an_unread_optional_field_is_a_note() -> None:
    case = illegible(perfect(PRESCRIBER_ENROLLMENT), "contact_1_name")
    assert verdict(case)[0] is Outcome.CERTIFY
    assert severities(case, "ILLEGIBLE_CONTACT_1_NAME") == {Severity.NOTE}


def test_an_unread_optional_field_holds_a_grant_back_until_a_person_has_seen_it() -> None:
    case = illegible(perfect(PRESCRIBER_ENROLLMENT), "contact_1_name")
    held = machine_disposition(case)
    assert (held.outcome, held.reasons) == (Outcome.REVIEW, ("ILLEGIBLE_CONTACT_1_NAME",))
    assert machine_disposition(perfect(PRESCRIBER_ENROLLMENT)).outcome is Outcome.CERTIFY


def test_a_form_with_nothing_on_it_is_rejected() -> None:
    case = perfect(PRESCRIPTION_AUTHORIZATION)
    blank = with_values(case, **{field.name: "" for field in case.form.fields})
    assert verdict(blank) == (Outcome.REJECT, ("NOT_A_FORM",))
    assert verdict(illegible(blank, "drug"))[0] is Outcome.REVIEW


@pytest.mark.parametrize(
    "doubt",
    [
        Doubt.PRINTED_NAME,
        Doubt.CROSS,
        Doubt.INITIALS,
        Doubt.STRAY_LINE,
        Doubt.TYPED,
        Doubt.OUTSIDE_ZONE,
        Doubt.PICTURE_DISAGREES,
    ],
)
def test_a_doubtful_signature_is_for_a_person(doubt: Doubt) -> None:
    case = doubtful(perfect(PATIENT_ACKNOWLEDGMENT), "patient_signature", doubt)
    assert verdict(case) == (Outcome.REVIEW, ("SIG_UNCERTAIN_PATIENT",))


def test_a_stray_line_on_an_empty_signature_line_is_no_missing_signature() -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), prescriber_signature="")
    case = doubtful(case, "prescriber_signature", Doubt.STRAY_LINE)
    assert verdict(case) == (Outcome.REVIEW, ("SIG_UNCERTAIN_PRESCRIBER",))


def test_a_stamp_is_for_a_person_and_when_confirmed_a_deficiency() -> None:
    case = doubtful(perfect(PHARMACY_ENROLLMENT), "representative_signature", Doubt.STAMP)
    assert verdict(case) == (Outcome.REVIEW, ("SIG_STAMP",))
    confirmed = change(case, "representative_signature", author="clerk", writing=Writing.PERSON)
    assert verdict(confirmed) == (Outcome.DEFICIENT, ("SIG_STAMP",))


def test_another_printed_name_than_the_prescribers_is_for_a_person() -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), prescriber_printed_name="Hollis Vance")
    assert verdict(case) == (Outcome.REVIEW, ("SIG_WRONG_PERSON",))


def test_an_old_representative_cannot_sign_for_the_new_one() -> None:
    case = with_values(perfect(PHARMACY_ENROLLMENT), representative_printed_name="Odile Farrow")
    assert verdict(case) == (Outcome.REVIEW, ("SIG_WRONG_PERSON",))


def test_one_person_cannot_sign_for_both() -> None:
    case = with_values(
        perfect(PATIENT_ACKNOWLEDGMENT),
        patient_first_name="Marisol",
        patient_last_name="Okafor-Lind",
        patient_printed_name="Marisol Okafor-Lind",
        page_2_patient_name="Marisol Okafor-Lind",
    )
    assert verdict(case) == (Outcome.REVIEW, ("SIG_WRONG_PERSON",))


def test_findings_never_quote_what_was_written() -> None:
    case = perfect(PRESCRIPTION_AUTHORIZATION)
    secret = {field.name: "Zyxwv" for field in form_of(PRESCRIPTION_AUTHORIZATION).fields}
    case = with_values(case, **secret)
    assert [found for found in findings(case) if "Zyxwv" in found.message] == []


def test_a_field_of_a_page_not_sent_is_in_no_condition() -> None:
    case = perfect(PRESCRIBER_ENROLLMENT)
    document = case.reading.document.model_copy(update={"missing": (2,)})
    case = case.model_copy(update={"reading": case.reading.model_copy(update={"document": document})})
    name = next(field.name for field in case.form.fields if field.page == 2)
    assert not any([case.known(name), case.empty(name), case.unsure(name), case.has(name)])
    assert said(case, f"ILLEGIBLE_{name.upper()}") == ()
    assert case.reading.of(name).state is ReadState.READ
