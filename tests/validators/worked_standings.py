"""More worked examples of the rules on people: each way somebody may already stand in the program."""

from documents import KnownPharmacy, Standing
from tests.validators.builders import (
    APPLICANT,
    PATIENT,
    PATIENT_ACKNOWLEDGMENT,
    PATIENT_DISCONTINUATION,
    PHARMACY,
    PHARMACY_ENROLLMENT,
    PHARMACY_NPI,
    PRESCRIBER,
    PRESCRIPTION_AUTHORIZATION,
    REPRESENTED_BEFORE,
    with_facts,
    with_values,
)
from tests.validators.worked_doubts import given_up, unread
from tests.validators.worked_papers import Change, Worked, typed
from tests.validators.worked_people import DECERTIFIED, on_file
from validators import Case

_DISCONTINUED = PATIENT.model_copy(update={"standing": Standing.DISCONTINUED})
_ANOTHERS = PATIENT.model_copy(update={"prescribers": ("1234567885",)})
_NAMESAKE = PATIENT.model_copy(update={"number": "P-0002"})
_CLOSED = PHARMACY.model_copy(update={"standing": Standing.DECERTIFIED})
_RENAMED = PHARMACY.model_copy(update={"name": "Quillfeather Apothecary"})


def dispensed_by(pharmacy: KnownPharmacy) -> Change:
    def change(case: Case) -> Case:
        named = with_values(case, pharmacy_npi=PHARMACY_NPI, pharmacy_name=PHARMACY.name)
        return with_facts(named, pharmacies=(pharmacy,))

    return change


ON_STANDINGS = (
    Worked(
        "applicant_is_a_pharmacy",
        PHARMACY_ENROLLMENT,
        "its kind is written `wholesale distributor`",
        typed(pharmacy_type_other="wholesale distributor"),
        "CONFLICT_PHARMACY_TYPE",
    ),
    Worked(
        "pharmacy_not_certified_before",
        PHARMACY_ENROLLMENT,
        "the pharmacy was decertified",
        on_file(pharmacies=(_CLOSED,)),
        "STANDING_ENDED",
    ),
    Worked(
        "pharmacy_not_certified_before",
        PHARMACY_ENROLLMENT,
        "it asks for a change of representative",
        typed(request_type="change_of_representative"),
        "CONFLICT_REQUEST_TYPE",
    ),
    Worked(
        "pharmacy_not_certified_before",
        PHARMACY_ENROLLMENT,
        "the NPI is on file as that of Quillfeather Apothecary",
        on_file(pharmacies=(_RENAMED,)),
        "CONFLICT_PHARMACY_NAME",
    ),
    Worked(
        "pharmacy_not_certified_before",
        PHARMACY_ENROLLMENT,
        "the pharmacy is certified with Odile Farrow as its representative",
        on_file(pharmacies=(REPRESENTED_BEFORE,)),
        "SIG_WRONG_PERSON",
    ),
    Worked(
        "npi_belongs_to_prescriber",
        PRESCRIPTION_AUTHORIZATION,
        "a namesake of the prescriber is on file too",
        on_file(prescribers=(PRESCRIBER, PRESCRIBER.model_copy(update={"npi": "1234567885"}))),
        "CONFLICT_PRESCRIBER_NPI",
    ),
    Worked(
        "npi_belongs_to_prescriber",
        PRESCRIPTION_AUTHORIZATION,
        "the prescriber's last name was not read with certainty",
        unread("prescriber_last_name"),
        "ILLEGIBLE_PRESCRIBER_LAST_NAME",
    ),
    Worked(
        "prescriber_may_enroll",
        PATIENT_ACKNOWLEDGMENT,
        "the prescriber was decertified",
        on_file(prescribers=(DECERTIFIED,)),
        "PRESCRIBER_NOT_CERTIFIED",
    ),
    Worked(
        "patient_not_enrolled_before",
        PATIENT_ACKNOWLEDGMENT,
        "the patient is enrolled already",
        on_file(patients=(PATIENT,)),
        "DUPLICATE",
    ),
    Worked(
        "patient_not_enrolled_before",
        PATIENT_ACKNOWLEDGMENT,
        "two patients of this name and birth date are on file",
        on_file(patients=(PATIENT, _NAMESAKE)),
        "DUPLICATE",
    ),
    Worked(
        "patient_not_enrolled_before",
        PATIENT_ACKNOWLEDGMENT,
        "the patient was discontinued",
        on_file(patients=(_DISCONTINUED,)),
        "STANDING_ENDED",
    ),
    Worked(
        "patient_not_enrolled_before",
        PATIENT_ACKNOWLEDGMENT,
        "the patient is enrolled with another prescriber",
        on_file(patients=(_ANOTHERS,)),
        "CONFLICT_PRESCRIBER_NPI",
    ),
    Worked(
        "patient_not_enrolled_before",
        PATIENT_ACKNOWLEDGMENT,
        "a patient of the same given name and birth date is on file",
        on_file(patients=(PATIENT.model_copy(update={"last_name": "Brannigen"}),)),
        "CONFLICT_PATIENT_LAST_NAME",
    ),
    Worked(
        "prescriber_may_prescribe",
        PRESCRIPTION_AUTHORIZATION,
        "the prescriber's enrollment waits for the knowledge assessment",
        on_file(prescribers=(APPLICANT,)),
        "PRESCRIBER_NOT_CERTIFIED",
    ),
    Worked(
        "prescriber_may_prescribe",
        PRESCRIPTION_AUTHORIZATION,
        "the prescriber is not on file",
        on_file(prescribers=()),
        "PRESCRIBER_NOT_CERTIFIED",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "the patient was discontinued",
        on_file(patients=(_DISCONTINUED,)),
        "PATIENT_NOT_ENROLLED",
    ),
    Worked(
        "patient_is_enrolled",
        PATIENT_DISCONTINUATION,
        "the patient was discontinued, and a notice of it comes again",
        on_file(patients=(_DISCONTINUED,)),
        "DUPLICATE",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "the birth date was not read with certainty",
        unread("patient_birth_date"),
        "ILLEGIBLE_PATIENT_BIRTH_DATE",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "the patient's enrollment is on the way",
        on_file(patients=(PATIENT.model_copy(update={"standing": Standing.PENDING, "enrolled_on": None}),)),
        "PATIENT_NOT_ENROLLED",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "the patient's acknowledgment in the same fax waits for a person",
        on_file(patients=(), enrolling=True),
        "PATIENT_NOT_ENROLLED",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "the patient is enrolled with another prescriber",
        on_file(patients=(_ANOTHERS,)),
        "CONFLICT_PRESCRIBER_NPI",
    ),
    Worked(
        "pharmacy_may_dispense",
        PRESCRIPTION_AUTHORIZATION,
        "the pharmacy's NPI is on file as that of Quillfeather Apothecary",
        dispensed_by(_RENAMED),
        "CONFLICT_PHARMACY_NAME",
    ),
    Worked(
        "pharmacy_may_dispense",
        PRESCRIPTION_AUTHORIZATION,
        "the pharmacy was decertified",
        dispensed_by(_CLOSED),
        "PHARMACY_NOT_CERTIFIED",
    ),
    Worked(
        "drug_is_kynamro",
        PRESCRIPTION_AUTHORIZATION,
        "the drug is `KYNAMRO` alone",
        typed(drug="KYNAMRO"),
        "ORDER_INCOMPLETE",
    ),
    Worked(
        "pharmacy_may_dispense",
        PRESCRIPTION_AUTHORIZATION,
        "a person cannot read the pharmacy's NPI either, and no name stands beside it",
        given_up("pharmacy_npi"),
        "ILLEGIBLE_PHARMACY_NAME",
    ),
    Worked(
        "pharmacy_may_dispense",
        PRESCRIPTION_AUTHORIZATION,
        "the pharmacy's name was not read with certainty, and no NPI stands beside it",
        unread("pharmacy_name"),
        "ILLEGIBLE_PHARMACY_NAME",
    ),
    Worked(
        "signers_are_named",
        PATIENT_ACKNOWLEDGMENT,
        "neither the patient's nor the guardian's name is printed beside the patient's signature",
        typed(guardian_name="Hollis Vance", patient_printed_name="Wen Castellanos"),
        "SIG_WRONG_PERSON",
    ),
)
"""Further worked examples, of rules that say different things of different standings."""
