"""More worked examples of rules on papers: what is unread, altered, malformed, out of date or half sent."""

import datetime as dt

from documents import Alternative, Doubt, EarlierDocument, ReadState, Writing
from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    OLD_PRESCRIBER_ENROLLMENT,
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY_ENROLLMENT,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    change,
    doubtful,
    illegible,
    with_facts,
    without_page,
)
from tests.validators.worked_papers import Change, Worked, of_the_day, sent_before, typed

_COPIED = EarlierDocument(
    fax="b" * 64,
    document=1,
    form="prescription_authorization/2017-10",
    same_image=False,
    same_content=False,
    same_signature=True,
    same_dates=False,
    outcome="deficient",
)


def unread(name: str) -> Change:
    return lambda case: illegible(case, name)


def guessed(name: str, value: str, *others: str) -> Change:
    """The field in handwriting that may say one thing or others."""
    alternatives = tuple(Alternative(value=other, confidence=0.2) for other in others)
    return lambda case: change(
        case,
        name,
        state=ReadState.READ,
        value=value,
        writing=Writing.HANDWRITTEN,
        confidence=0.3,
        alternatives=alternatives,
    )


def given_up(name: str) -> Change:
    """The field as a person leaves it who cannot read it either."""
    return lambda case: change(illegible(case, name), name, writing=Writing.PERSON, author="clerk")


def doubted(name: str, *doubts: Doubt) -> Change:
    return lambda case: doubtful(case, name, *doubts)


ON_DOUBTS = (
    Worked(
        "pages_complete",
        PATIENT_ACKNOWLEDGMENT,
        "the fax broke off",
        lambda case: case.model_copy(update={"whole": False}),
        "PAGES_MISSING",
    ),
    Worked(
        "pages_complete",
        PATIENT_ACKNOWLEDGMENT,
        "page 2 was not sent and a page is not identified",
        lambda case: without_page(case.model_copy(update={"unknown_pages": True}), 2),
        "PAGE_AWAITED",
    ),
    Worked(
        "pages_belong_together",
        PATIENT_ACKNOWLEDGMENT,
        "page 2 does not name the patient",
        typed(page_2_patient_name=""),
        "MISSING_PAGE_2_PATIENT_NAME",
    ),
    Worked(
        "pages_belong_together",
        PATIENT_ACKNOWLEDGMENT,
        "page 2 names Hollis Vance",
        typed(page_2_patient_name="Hollis Vance"),
        "PAGES_FOREIGN",
    ),
    Worked(
        "edition_is_current",
        OLD_PRESCRIBER_ENROLLMENT,
        "it comes before it was in use",
        of_the_day(dt.date(2015, 1, 5)),
        "VERSION_UNKNOWN",
    ),
    Worked(
        "not_sent_before",
        PRESCRIPTION_AUTHORIZATION,
        "the same was authorized before",
        sent_before(same_content=True),
        "DUPLICATE",
    ),
    Worked(
        "not_sent_before",
        PRESCRIPTION_AUTHORIZATION,
        "the same was found deficient before",
        sent_before(same_content=True, outcome="deficient"),
        "DUPLICATE",
    ),
    Worked(
        "not_sent_before",
        PRESCRIPTION_AUTHORIZATION,
        "its signature was sent before with another date",
        lambda case: with_facts(case, earlier=(_COPIED,)),
        "REUSED_IMAGE",
    ),
    Worked(
        "required_fields_filled_in",
        PRESCRIBER_ENROLLMENT,
        "the office phone was not read with certainty",
        unread("office_phone"),
        "ILLEGIBLE_OFFICE_PHONE",
    ),
    Worked(
        "required_fields_filled_in",
        PRESCRIBER_ENROLLMENT,
        "a person cannot read the office phone either",
        given_up("office_phone"),
        "ILLEGIBLE_OFFICE_PHONE",
    ),
    Worked(
        "required_fields_filled_in",
        PRESCRIBER_ENROLLMENT,
        "two boxes are marked for the credentials",
        doubted("credentials", Doubt.SEVERAL_MARKED),
        "CONFLICT_CREDENTIALS",
    ),
    Worked(
        "required_fields_filled_in",
        PRESCRIPTION_AUTHORIZATION,
        "the directions are written over",
        doubted("directions", Doubt.OVERWRITTEN),
        "ALTERED",
    ),
    Worked(
        "required_fields_filled_in",
        PRESCRIPTION_AUTHORIZATION,
        "the statement of HoFH is not ticked",
        typed(attest_hofh=""),
        "HOFH_ABSENT",
    ),
    Worked(
        "required_fields_filled_in",
        PRESCRIPTION_AUTHORIZATION,
        "the statement about liver tests is not ticked",
        typed(attest_liver=""),
        "LIVER_ABSENT",
    ),
    Worked(
        "conditional_fields_filled_in",
        CHANGE_OF_INFORMATION,
        "the new ZIP code was not read with certainty",
        unread("new_zip"),
        "ILLEGIBLE_NEW_ZIP",
    ),
    Worked(
        "values_are_well_formed",
        PRESCRIBER_ENROLLMENT,
        "the DEA number is AB1234567, whose check digit is wrong",
        typed(dea="AB1234567"),
        "INVALID_DEA",
    ),
    Worked(
        "values_are_well_formed",
        PRESCRIBER_ENROLLMENT,
        "the e-mail address is `desk at example`",
        typed(email="desk at example"),
        "INVALID_EMAIL",
    ),
    Worked(
        "ncpdp_is_plausible",
        PHARMACY_ENROLLMENT,
        "the NCPDP number of a pharmacy in `MA` begins with the digits of another state",
        typed(ncpdp="0510001"),
        "CONFLICT_NCPDP",
    ),
    Worked(
        "birth_date_is_plausible",
        PATIENT_ACKNOWLEDGMENT,
        "the birth date is the day after it came",
        typed(patient_birth_date="2018-03-13"),
        "INVALID_PATIENT_BIRTH_DATE",
    ),
    Worked(
        "signature_dates_hold",
        PRESCRIBER_ENROLLMENT,
        "it is signed 91 days before it came",
        typed(prescriber_signature_date="2017-12-11"),
        "DATE_STALE",
    ),
    Worked(
        "signature_dates_hold",
        PRESCRIBER_ENROLLMENT,
        "it is signed before the edition was in use",
        typed(prescriber_signature_date="2017-10-01"),
        "CONFLICT_PRESCRIBER_SIGNATURE_DATE",
    ),
    Worked(
        "signatures_present",
        PRESCRIPTION_AUTHORIZATION,
        "the signature may be initials in another's hand",
        doubted("prescriber_signature", Doubt.INITIALS, Doubt.SAME_HAND),
        "SIG_UNCERTAIN_PRESCRIBER",
    ),
    Worked(
        "signatures_present",
        PRESCRIPTION_AUTHORIZATION,
        "what stands on the signature line was not read",
        unread("prescriber_signature"),
        "SIG_UNCERTAIN_PRESCRIBER",
    ),
    Worked(
        "signatures_present",
        PRESCRIPTION_AUTHORIZATION,
        "a person says that the line bears no signature",
        given_up("prescriber_signature"),
        "SIG_UNCERTAIN_PRESCRIBER",
    ),
    Worked(
        "two_people_signed",
        PATIENT_ACKNOWLEDGMENT,
        "the patient has the prescriber's name",
        typed(patient_first_name="Marisol", patient_last_name="Okafor-Lind"),
        "SIG_WRONG_PERSON",
    ),
)
"""Further worked examples, of rules that say different things of different papers."""
