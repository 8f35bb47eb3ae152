"""What each form needs before anything is granted on it, and how a perfect one lacks it."""

import datetime as dt
from collections.abc import Callable, Mapping

from documents import FormRef, Standing
from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    KNOWLEDGE_ASSESSMENT,
    PASSED,
    PATIENT_ACKNOWLEDGMENT,
    PATIENT_DISCONTINUATION,
    PHARMACY,
    PHARMACY_ENROLLMENT,
    PHARMACY_NPI,
    PRESCRIBER,
    PRESCRIBER_ENROLLMENT,
    PRESCRIBER_NPI,
    PRESCRIPTION_AUTHORIZATION,
    RECEIVED,
    REPRESENTATIVE_CHANGE,
    illegible,
    with_facts,
    with_values,
)
from validators import Case, Limits

Without = Callable[[Case], Case]
TOMORROW = (RECEIVED + dt.timedelta(days=1)).isoformat()


def blank(name: str) -> Without:
    return lambda case: with_values(case, **{name: ""})


def typed(name: str, value: str) -> Without:
    return lambda case: with_values(case, **{name: value})


def unread(name: str) -> Without:
    return lambda case: illegible(case, name)


def prescriber(**update: object) -> Without:
    changed = PRESCRIBER.model_copy(update=update)
    return lambda case: with_facts(case, prescribers=(changed,))


def patient(**update: object) -> Without:
    """Everything said before about the patient stays said."""

    def changed(case: Case) -> Case:
        (known,) = case.facts.patients
        return with_facts(case, patients=(known.model_copy(update=update),))

    return changed


def pharmacy_in_process(case: Case) -> Case:
    named = with_values(case, pharmacy_npi=PHARMACY_NPI, pharmacy_name=PHARMACY.name)
    listed = PHARMACY.model_copy(update={"standing": Standing.PENDING, "certified_on": None})
    return with_facts(named, pharmacies=(listed,))


def broken_off(case: Case) -> Case:
    return case.model_copy(update={"whole": False})


DECERTIFIED = {"standing": Standing.DECERTIFIED, "decertified_on": RECEIVED}
IN_PROCESS = {"standing": Standing.PENDING, "certified_on": None}

LACKING: Mapping[FormRef, Mapping[str, Without]] = {
    PRESCRIBER_ENROLLMENT: {
        "a signature": blank("prescriber_signature"),
        "its date": blank("prescriber_signature_date"),
        "the statement of HoFH": blank("attest_indication"),
        "the training": blank("attest_training"),
        "the prescriber's name": blank("last_name"),
        "an address": blank("address_1"),
        "a fax number to answer": blank("office_fax"),
        "a printed name that is the prescriber's": typed("prescriber_printed_name", "Hollis Vance"),
        "an NPI read for certain": unread("npi"),
        "a knowledge assessment passed": lambda case: with_facts(
            case, knowledge=(PASSED.model_copy(update={"correct": 5}),)
        ),
        "a whole fax": broken_off,
    },
    PHARMACY_ENROLLMENT: {
        "a signature": blank("representative_signature"),
        "its date": blank("representative_signature_date"),
        "a representative": blank("rep_last_name"),
        "a representative who signs": typed("representative_printed_name", "Hollis Vance"),
        "the training": blank("attest_training"),
        "the authorization before each dispense": blank("attest_dispense"),
        "the pharmacy's name": blank("pharmacy_name"),
        "an NPI that can be one": typed("npi", "1234567890"),
        "a fax number to answer": blank("fax"),
        "a date that has come": typed("representative_signature_date", TOMORROW),
        "a whole fax": broken_off,
    },
    PATIENT_ACKNOWLEDGMENT: {
        "the patient's signature": blank("patient_signature"),
        "its date": blank("patient_signature_date"),
        "the prescriber's signature": blank("prescriber_signature"),
        "its date too": blank("prescriber_signature_date"),
        "the statement of HoFH": blank("attest_hofh"),
        "the counseling": blank("attest_counseled"),
        "the patient's knowledge of the liver": blank("ack_liver"),
        "the patient's name": blank("patient_last_name"),
        "a birth date read for certain": unread("patient_birth_date"),
        "a certified prescriber": prescriber(**IN_PROCESS),
        "a whole fax": broken_off,
    },
    PRESCRIPTION_AUTHORIZATION: {
        "a signature": blank("prescriber_signature"),
        "its date": blank("prescriber_signature_date"),
        "the statement of HoFH": blank("attest_hofh"),
        "the statement of liver tests": blank("attest_liver"),
        "refills": blank("refills"),
        "the label's weekly dose": typed("directions", "Inject 200 mg daily"),
        "a birth date": blank("patient_birth_date"),
        "a prescriber who is certified still": prescriber(**DECERTIFIED),
        "an enrolled patient": patient(standing=Standing.PENDING, enrolled_on=None),
        "a patient of this prescriber": patient(prescribers=()),
        "a certified pharmacy": pharmacy_in_process,
    },
    PATIENT_DISCONTINUATION: {
        "a signature": blank("prescriber_signature"),
        "its date": blank("prescriber_signature_date"),
        "the confirmation": blank("attest_discontinuation"),
        "a reason": blank("reason"),
        "the patient's name": blank("patient_last_name"),
        "a birth date": blank("patient_birth_date"),
        "an NPI read for certain": unread("prescriber_npi"),
        "a day read for certain": unread("effective_date"),
        "an enrolled patient": patient(standing=Standing.PENDING),
        "a patient of this prescriber": patient(prescribers=()),
        "a day of the enrollment": patient(enrolled_on=RECEIVED),
    },
    CHANGE_OF_INFORMATION: {
        "a signature": blank("participant_signature"),
        "its date": blank("participant_signature_date"),
        "a signer who is the participant": typed("participant_printed_name", "Hollis Vance"),
        "a kind of participant": blank("participant_kind"),
        "an NPI read for certain": unread("npi"),
        "a participant on file": lambda case: with_facts(case, prescribers=()),
        "the name on file": typed("last_name", "Vance"),
        "a fax number that can be dialed": typed("new_fax", "8777789008"),
        "a day read for certain": unread("effective_date"),
        "a date that has come": typed("participant_signature_date", TOMORROW),
        "a whole fax": broken_off,
    },
    REPRESENTATIVE_CHANGE: {
        "a signature": blank("representative_signature"),
        "its date": blank("representative_signature_date"),
        "a representative": blank("rep_last_name"),
        "a representative who signs": typed("representative_printed_name", "Odile Farrow"),
        "the training": blank("attest_training"),
        "the designation": blank("attest_designated"),
        "the representative before": typed("previous_last_name", "Vance"),
        "the pharmacy's name": blank("pharmacy_name"),
        "an NPI that can be one": typed("npi", "1234567890"),
        "a participant on file": lambda case: with_facts(case, pharmacies=()),
        "a whole fax": broken_off,
    },
    KNOWLEDGE_ASSESSMENT: {
        "a key": lambda case: case.model_copy(update={"limits": Limits()}),
        "the first answer": blank("answer_1"),
        "the last answer": blank("answer_6"),
        "an answer read for certain": unread("answer_2"),
        "the prescriber's name": blank("last_name"),
        "an NPI read for certain": unread("npi"),
        "a day read for certain": unread("assessment_date"),
        "a name that goes with the NPI": prescriber(first_name="Hollis", last_name="Vance"),
        "an NPI of a person": lambda case: with_facts(
            case, pharmacies=(PHARMACY.model_copy(update={"npi": PRESCRIBER_NPI}),)
        ),
        "somebody on file": lambda case: with_facts(case, prescribers=()),
        "a whole fax": broken_off,
    },
}
NEEDS_EVIDENCE = {
    "a kind of participant",
    "a participant on file",
    "a fax number that can be dialed",
    "an NPI read for certain",
    "an NPI that can be one",
    "the pharmacy's name",
    "the patient's name",
    "a birth date read for certain",
    "a birth date",
    "a day read for certain",
    "a key",
    "an answer read for certain",
    "a signature",
    "the patient's signature",
    "the prescriber's signature",
    "the statement of HoFH",
    "a knowledge assessment passed",
    "a prescriber who is certified still",
    "an enrolled patient",
    "a certified pharmacy",
}
"""What no person may set aside; the rest a person may, with a reason."""
