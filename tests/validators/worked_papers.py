"""A worked example of every rule on papers: pages, fields, values, signatures, dates."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from documents import Box, Doubt, EarlierDocument, FormRef
from tests.validators.builders import (
    OLD_PRESCRIBER_ENROLLMENT,
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY_ENROLLMENT,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    RECEIVED,
    doubtful,
    illegible,
    perfect,
    with_document,
    with_facts,
    with_values,
    without_page,
)
from validators import Case

Change = Callable[[Case], Case]


class Worked(NamedTuple):
    """A rule at work: a perfect form of that kind passes it, the changed one gets the code."""

    rule: str
    form: FormRef
    told: str
    change: Change
    code: str


def typed(**values: str) -> Change:
    return lambda case: with_values(case, **values)


def blank_throughout(case: Case) -> Case:
    return with_values(case, **{field.name: "" for field in case.form.fields})


def sent_before(*, same_content: bool, outcome: str = "authorize") -> Change:
    earlier = EarlierDocument(
        fax="b" * 64,
        document=1,
        form="prescription_authorization/2017-10",
        same_image=True,
        same_content=same_content,
        outcome=outcome,
    )
    return lambda case: with_facts(case, earlier=(earlier,))


def written_in_the_margin(case: Case) -> Case:
    note = Box(left=0.1, top=0.95, right=0.9, bottom=0.99)
    return case.model_copy(update={"reading": case.reading.model_copy(update={"margin_notes": (note,)})})


def of_the_day(day: dt.date) -> Change:
    return lambda case: case.model_copy(update={"received_on": day, "decided_on": day})


ON_PAPERS = (
    Worked(
        "form_is_filled_in", PRESCRIBER_ENROLLMENT, "every field is blank", blank_throughout, "NOT_A_FORM"
    ),
    Worked(
        "pages_complete",
        PATIENT_ACKNOWLEDGMENT,
        "page 2 was not sent, in a whole fax without unidentified pages",
        lambda case: without_page(case, 2),
        "PAGES_MISSING",
    ),
    Worked(
        "pages_belong_together",
        PRESCRIPTION_AUTHORIZATION,
        "two pages 1 came with it",
        lambda case: with_document(case, doubts=("two pages 1",)),
        "PAGES_FOREIGN",
    ),
    Worked(
        "edition_is_current",
        OLD_PRESCRIBER_ENROLLMENT,
        "it comes in March 2018, after its successor",
        of_the_day(RECEIVED),
        "VERSION_OLD",
    ),
    Worked(
        "not_sent_before",
        PRESCRIPTION_AUTHORIZATION,
        "a page of it was sent before with another patient",
        sent_before(same_content=False),
        "REUSED_IMAGE",
    ),
    Worked(
        "margins_are_empty",
        PRESCRIPTION_AUTHORIZATION,
        "something is written in the bottom margin",
        written_in_the_margin,
        "MARGIN_NOTE",
    ),
    Worked(
        "required_fields_filled_in",
        PRESCRIBER_ENROLLMENT,
        "the office phone is blank",
        typed(office_phone=""),
        "MISSING_OFFICE_PHONE",
    ),
    Worked(
        "conditional_fields_filled_in",
        PRESCRIBER_ENROLLMENT,
        "credentials are `other` and not named",
        typed(credentials="other"),
        "MISSING_CREDENTIALS_OTHER",
    ),
    Worked(
        "optional_fields_noted",
        PRESCRIBER_ENROLLMENT,
        "the e-mail address was not read with certainty",
        lambda case: illegible(case, "email"),
        "ILLEGIBLE_EMAIL",
    ),
    Worked(
        "values_are_well_formed",
        PRESCRIBER_ENROLLMENT,
        "the NPI is 1234567890, whose check digit is wrong",
        typed(npi="1234567890"),
        "INVALID_NPI",
    ),
    Worked(
        "fax_is_not_the_programs",
        PRESCRIBER_ENROLLMENT,
        "the office fax is 877-778-9008",
        typed(office_fax="8777789008"),
        "INVALID_OFFICE_FAX",
    ),
    Worked(
        "zip_fits_state",
        PRESCRIBER_ENROLLMENT,
        "Boston's ZIP stands with `CA`",
        typed(state="CA"),
        "CONFLICT_ZIP",
    ),
    Worked(
        "dea_fits_name",
        PRESCRIBER_ENROLLMENT,
        "the DEA number of Okafor-Lind is AB1234563",
        typed(dea="AB1234563"),
        "CONFLICT_DEA",
    ),
    Worked(
        "ncpdp_is_plausible",
        PHARMACY_ENROLLMENT,
        "the NCPDP number is 1234567",
        typed(ncpdp="1234567"),
        "INVALID_NCPDP",
    ),
    Worked(
        "dates_are_possible",
        PATIENT_ACKNOWLEDGMENT,
        "the birth date is 02/30/1980",
        typed(patient_birth_date="02/30/1980"),
        "INVALID_PATIENT_BIRTH_DATE",
    ),
    Worked(
        "birth_date_is_plausible",
        PATIENT_ACKNOWLEDGMENT,
        "the birth date is in 1880",
        typed(patient_birth_date="1880-01-01"),
        "INVALID_PATIENT_BIRTH_DATE",
    ),
    Worked(
        "patient_is_adult",
        PATIENT_ACKNOWLEDGMENT,
        "the patient is ten years old",
        typed(patient_birth_date="2008-01-01"),
        "UNDER_AGE",
    ),
    Worked(
        "signatures_present",
        PRESCRIPTION_AUTHORIZATION,
        "the signature line is empty",
        typed(prescriber_signature=""),
        "SIG_MISSING_PRESCRIBER",
    ),
    Worked(
        "signatures_present",
        PHARMACY_ENROLLMENT,
        "the signature looks like a rubber stamp",
        lambda case: doubtful(case, "representative_signature", Doubt.STAMP),
        "SIG_STAMP",
    ),
    Worked(
        "signers_are_named",
        PHARMACY_ENROLLMENT,
        "Hollis Vance is printed beside the signature of Wen Castellanos",
        typed(representative_printed_name="Hollis Vance"),
        "SIG_WRONG_PERSON",
    ),
    Worked(
        "two_people_signed",
        PATIENT_ACKNOWLEDGMENT,
        "the prescriber's name is printed beside both signatures",
        typed(patient_printed_name="Marisol Okafor-Lind", prescriber_printed_name="Marisol Okafor-Lind"),
        "SIG_WRONG_PERSON",
    ),
    Worked(
        "signature_dates_hold",
        PRESCRIBER_ENROLLMENT,
        "it is signed four days after it came",
        typed(prescriber_signature_date="2018-03-16"),
        "DATE_FUTURE",
    ),
    Worked(
        "signed_together",
        PATIENT_ACKNOWLEDGMENT,
        "the patient signed two months before the prescriber",
        typed(patient_signature_date="2018-01-05"),
        "CONFLICT_PRESCRIBER_SIGNATURE_DATE",
    ),
)
"""Worked examples of rules on papers, in the order of RULES."""


def passing(worked: Worked) -> Case:
    """The perfect case that the example starts from, received while its edition was current."""
    case = perfect(worked.form)
    until = case.form.current_until
    return case if until is None else of_the_day(until)(case)
