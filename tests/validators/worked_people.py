"""A worked example of every rule on people, conditions and orders."""

import datetime as dt

from documents import OpenAuthorization, Standing
from tests.validators.builders import (
    KNOWLEDGE_ASSESSMENT,
    PASSED,
    PATIENT,
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY,
    PHARMACY_ENROLLMENT,
    PHARMACY_NPI,
    PRESCRIBER,
    PRESCRIBER_ENROLLMENT,
    PRESCRIBER_NPI,
    PRESCRIPTION_AUTHORIZATION,
    with_facts,
    with_values,
)
from tests.validators.worked_papers import Change, Worked, typed
from validators import Case

DECERTIFIED = PRESCRIBER.model_copy(
    update={"standing": Standing.DECERTIFIED, "decertified_on": dt.date(2018, 3, 1)}
)
_STRANGER = PRESCRIBER.model_copy(update={"first_name": "Hollis", "last_name": "Vance"})
_OPEN = OpenAuthorization(
    number="A-1", patient=PATIENT.number, prescriber_npi=PRESCRIBER_NPI, authorized_on=dt.date(2018, 2, 1)
)


def on_file(**facts: object) -> Change:
    return lambda case: with_facts(case, **facts)


def dispensed_by_nobody_certified(case: Case) -> Case:
    return with_facts(with_values(case, pharmacy_npi=PHARMACY_NPI), pharmacies=())


ON_PEOPLE = (
    Worked(
        "nothing_negates_hofh",
        PRESCRIPTION_AUTHORIZATION,
        "the directions end with `HeFH per genetics`",
        typed(directions="Inject 200 mg subcutaneously once weekly, HeFH per genetics"),
        "HOFH_NEGATED",
    ),
    Worked(
        "nothing_tells_of_harm",
        PRESCRIPTION_AUTHORIZATION,
        "the directions mention jaundice",
        typed(directions="Inject 200 mg subcutaneously once weekly; had jaundice"),
        "AE_SUSPECTED",
    ),
    Worked(
        "patient_does_not_withdraw",
        PATIENT_ACKNOWLEDGMENT,
        "the preferred language reads `English; patient withdraws`",
        typed(patient_language="English; patient withdraws"),
        "PATIENT_WITHDRAWS",
    ),
    Worked(
        "npi_belongs_to_prescriber",
        PRESCRIPTION_AUTHORIZATION,
        "the NPI is on file as Hollis Vance's",
        on_file(prescribers=(_STRANGER,)),
        "CONFLICT_PRESCRIBER_NPI",
    ),
    Worked(
        "npi_is_a_persons",
        PRESCRIBER_ENROLLMENT,
        "the NPI is on file as a pharmacy's",
        on_file(pharmacies=(PHARMACY.model_copy(update={"npi": PRESCRIBER_NPI}),)),
        "INVALID_NPI",
    ),
    Worked(
        "npi_is_confirmed",
        KNOWLEDGE_ASSESSMENT,
        "nobody on file has the NPI",
        on_file(prescribers=()),
        "NPI_UNCONFIRMED",
    ),
    Worked(
        "knowledge_assessment_passed",
        PRESCRIBER_ENROLLMENT,
        "5 of 6 answers were right",
        on_file(knowledge=(PASSED.model_copy(update={"correct": 5}),)),
        "KA_MISSING",
    ),
    Worked(
        "prescriber_not_certified_before",
        PRESCRIBER_ENROLLMENT,
        "the prescriber was decertified",
        on_file(prescribers=(DECERTIFIED,)),
        "STANDING_ENDED",
    ),
    Worked(
        "npi_is_an_organizations",
        PHARMACY_ENROLLMENT,
        "the NPI is on file as a prescriber's",
        on_file(prescribers=(PRESCRIBER.model_copy(update={"npi": PHARMACY_NPI}),)),
        "INVALID_NPI",
    ),
    Worked(
        "applicant_is_a_pharmacy",
        PHARMACY_ENROLLMENT,
        "the applicant is called Harborlight Wholesale Distributors",
        typed(pharmacy_name="Harborlight Wholesale Distributors"),
        "CONFLICT_PHARMACY_TYPE",
    ),
    Worked(
        "shipping_stays_in_state",
        PHARMACY_ENROLLMENT,
        "a pharmacy in `MA` ships to `CT`",
        typed(ship_state="CT"),
        "CONFLICT_SHIP_STATE",
    ),
    Worked(
        "pharmacy_not_certified_before",
        PHARMACY_ENROLLMENT,
        "the pharmacy is certified already",
        on_file(pharmacies=(PHARMACY,)),
        "DUPLICATE",
    ),
    Worked(
        "guardian_given_when_needed",
        PATIENT_ACKNOWLEDGMENT,
        "the patient is ten and no guardian is named",
        typed(patient_birth_date="2008-01-01"),
        "MISSING_GUARDIAN_NAME",
    ),
    Worked(
        "prescriber_may_enroll",
        PATIENT_ACKNOWLEDGMENT,
        "the prescriber is not on file",
        on_file(prescribers=()),
        "PRESCRIBER_NOT_CERTIFIED",
    ),
    Worked(
        "patient_not_enrolled_before",
        PATIENT_ACKNOWLEDGMENT,
        "a patient of the same surname and birth date is on file",
        on_file(patients=(PATIENT.model_copy(update={"first_name": "Magnus"}),)),
        "CONFLICT_PATIENT_FIRST_NAME",
    ),
    Worked(
        "drug_is_kynamro",
        PRESCRIPTION_AUTHORIZATION,
        "the drug is `KYNAMRO 100 mg/mL`",
        typed(drug="KYNAMRO 100 mg/mL"),
        "INVALID_DRUG",
    ),
    Worked(
        "directions_are_on_label",
        PRESCRIPTION_AUTHORIZATION,
        "the directions are 200 mg every other week",
        typed(directions="Inject 200 mg subcutaneously every other week"),
        "ORDER_OFF_LABEL",
    ),
    Worked(
        "quantity_is_weekly",
        PRESCRIPTION_AUTHORIZATION,
        "8 syringes are to last 28 days",
        typed(quantity="8"),
        "CONFLICT_QUANTITY",
    ),
    Worked(
        "refills_are_in_range",
        PRESCRIPTION_AUTHORIZATION,
        "refills are written `NR`",
        typed(refills="NR"),
        "INVALID_REFILLS",
    ),
    Worked(
        "diagnosis_code_agrees",
        PRESCRIPTION_AUTHORIZATION,
        "the code is 272.0, two years after it was given up",
        typed(icd10="272.0"),
        "CONFLICT_ICD10",
    ),
    Worked(
        "laboratory_values_are_safe",
        PRESCRIPTION_AUTHORIZATION,
        "ALT is 120 IU/L, three times the upper limit",
        typed(alt_value="120"),
        "AE_SUSPECTED",
    ),
    Worked(
        "prescriber_may_prescribe",
        PRESCRIPTION_AUTHORIZATION,
        "the prescriber was decertified before the fax came",
        on_file(prescribers=(DECERTIFIED,)),
        "PRESCRIBER_NOT_CERTIFIED",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "the patient is not on file",
        on_file(patients=()),
        "PATIENT_NOT_ENROLLED",
    ),
    Worked(
        "pharmacy_may_dispense",
        PRESCRIPTION_AUTHORIZATION,
        "a pharmacy is named that is not on file",
        dispensed_by_nobody_certified,
        "PHARMACY_NOT_CERTIFIED",
    ),
    Worked(
        "no_open_authorization",
        PRESCRIPTION_AUTHORIZATION,
        "an authorization of the patient has no end",
        on_file(authorizations=(_OPEN,)),
        "DUPLICATE",
    ),
)
"""Worked examples of rules on people, conditions and orders, in the order of RULES."""
