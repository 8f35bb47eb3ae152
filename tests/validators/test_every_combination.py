"""No path to certify, enroll or authorize without each prerequisite: every combination of them."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

import pytest

from documents import GRANTS, Finding, FormRef, Outcome, Standing
from pipeline.decide import decide
from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    CURRENT_FORMS,
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
    form_of,
    illegible,
    perfect,
    with_facts,
    with_values,
)
from tests.validators.verdicts import AS_OF, findings, with_all_set_aside
from validators import RULE_SET, Case, Limits

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
        "somebody on file": lambda case: with_facts(case, prescribers=()),
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
        "somebody on file": lambda case: with_facts(case, pharmacies=()),
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
        "a form of our own time": lambda case: case.model_copy(update={"received_on": dt.date(2017, 10, 1)}),
        "a whole fax": broken_off,
    },
}
NEEDS_EVIDENCE = {
    "a kind of participant",
    "somebody on file",
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


def lacking(form: FormRef, names: tuple[str, ...]) -> Case:
    case = perfect(form)
    for name in names:
        case = LACKING[form][name](case)
    return case


def every_combination(form: FormRef) -> Iterator[tuple[tuple[str, ...], tuple[Finding, ...]]]:
    """What is lacking, at least one thing, and what the rules say of it."""
    names = tuple(LACKING[form])
    for count in range(1, len(names) + 1):
        for chosen in combinations(names, count):
            yield chosen, findings(lacking(form, chosen))


def decided(form: FormRef, found: tuple[Finding, ...]) -> Outcome:
    """The decision once a person has seen the document."""
    document = perfect(form).reading.document
    return decide(document, form_of(form), found, AS_OF, RULE_SET, seen_by_person=True).outcome


@pytest.mark.parametrize("form", CURRENT_FORMS, ids=str)
def test_no_combination_that_lacks_a_prerequisite_is_granted(form: FormRef) -> None:
    granted, granted_by_people, seen = [], [], 0
    for names, found in every_combination(form):
        seen += 1
        if decided(form, found) in GRANTS:
            granted.append(names)
        if NEEDS_EVIDENCE & set(names) and decided(form, with_all_set_aside(found)) in GRANTS:
            granted_by_people.append(names)
    assert granted == []
    assert granted_by_people == []
    assert seen == 2 ** len(LACKING[form]) - 1
    assert decided(form, findings(perfect(form))) is form_of(form).grants


@pytest.mark.parametrize("form", CURRENT_FORMS, ids=str)
def test_each_prerequisite_alone_has_a_finding_of_its_own(form: FormRef) -> None:
    said = {name: {one.code for one in findings(lacking(form, (name,)))} for name in LACKING[form]}
    assert [name for name, codes in said.items() if not codes] == []
    assert len({frozenset(codes) for codes in said.values()}) == len(said)
