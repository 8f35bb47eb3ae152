"""More worked examples of rules on people: the registry, the national list, unread fields."""

import datetime as dt

from documents import KnownPharmacy, NationalNpi, NpiKind, OpenAuthorization, Standing
from tests.validators.builders import (
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
from tests.validators.worked_doubts import given_up, guessed, unread
from tests.validators.worked_papers import Change, Worked, typed
from tests.validators.worked_people import on_file
from tests.validators.worked_standings import dispensed_by
from validators import Case

_ORGANIZATION = NationalNpi(npi=PRESCRIBER_NPI, kind=NpiKind.ORGANIZATION, last_name="Quillfeather")
_OTHER_PERSON = NationalNpi(npi=PRESCRIBER_NPI, kind=NpiKind.PERSON, first_name="Hollis", last_name="Vance")
_INACTIVE = _OTHER_PERSON.model_copy(
    update={"first_name": PRESCRIBER.first_name, "last_name": PRESCRIBER.last_name, "active": False}
)
_BORN_NEARLY_SO = PATIENT.model_copy(update={"number": "P-0003", "birth_date": dt.date(1971, 4, 6)})
_ON_THE_WAY = PHARMACY.model_copy(update={"standing": Standing.PENDING, "certified_on": None})
_ENDS_SOON = OpenAuthorization(
    number="A-1",
    patient=PATIENT.number,
    prescriber_npi=PRESCRIBER_NPI,
    authorized_on=dt.date(2018, 2, 1),
    ends_on=dt.date(2018, 3, 22),
)


def both(first: Change, then: Change) -> Change:
    return lambda case: then(first(case))


def named_without_its_npi(*pharmacies: KnownPharmacy) -> Change:
    def change(case: Case) -> Case:
        return with_facts(with_values(case, pharmacy_name=PHARMACY.name), pharmacies=pharmacies)

    return change


def listed(entry: NationalNpi) -> Change:
    return on_file(nppes=(entry,))


ON_REGISTRY = (
    Worked(
        "npi_belongs_to_prescriber",
        PRESCRIPTION_AUTHORIZATION,
        "the national list has the NPI as Hollis Vance's",
        listed(_OTHER_PERSON),
        "CONFLICT_PRESCRIBER_NPI",
    ),
    Worked(
        "npi_belongs_to_prescriber",
        PRESCRIPTION_AUTHORIZATION,
        "the prescriber is on file under another NPI",
        on_file(prescribers=(PRESCRIBER.model_copy(update={"npi": "1234567885"}),)),
        "CONFLICT_PRESCRIBER_NPI",
    ),
    Worked(
        "npi_is_a_persons",
        PRESCRIBER_ENROLLMENT,
        "the national list has the NPI as an organization's",
        listed(_ORGANIZATION),
        "INVALID_NPI",
    ),
    Worked(
        "npi_is_a_persons",
        PRESCRIBER_ENROLLMENT,
        "the national list has deactivated the NPI",
        listed(_INACTIVE),
        "INVALID_NPI",
    ),
    Worked(
        "npi_is_an_organizations",
        PHARMACY_ENROLLMENT,
        "the national list has the NPI as a person's",
        listed(_OTHER_PERSON.model_copy(update={"npi": PHARMACY_NPI})),
        "INVALID_NPI",
    ),
    Worked(
        "knowledge_assessment_passed",
        PRESCRIBER_ENROLLMENT,
        "the assessment is passed and nothing says whose NPI it is",
        on_file(prescribers=()),
        "NPI_UNCONFIRMED",
    ),
    Worked(
        "knowledge_assessment_passed",
        PRESCRIBER_ENROLLMENT,
        "the NPI was not read with certainty",
        unread("npi"),
        "ILLEGIBLE_NPI",
    ),
    Worked(
        "prescriber_not_certified_before",
        PRESCRIBER_ENROLLMENT,
        "the prescriber is certified already",
        on_file(prescribers=(PRESCRIBER,)),
        "DUPLICATE",
    ),
    Worked(
        "prescriber_not_certified_before",
        PRESCRIBER_ENROLLMENT,
        "the prescriber is certified already, with another fax number",
        on_file(prescribers=(PRESCRIBER.model_copy(update={"fax": "6175550199"}),)),
        "CONFLICT_OFFICE_FAX",
    ),
    Worked(
        "prescriber_not_certified_before",
        PRESCRIBER_ENROLLMENT,
        "it asks for a change of information",
        typed(request_type="change"),
        "CONFLICT_REQUEST_TYPE",
    ),
    Worked(
        "prescriber_not_certified_before",
        PRESCRIBER_ENROLLMENT,
        "what it asks for was not read with certainty",
        unread("request_type"),
        "ILLEGIBLE_REQUEST_TYPE",
    ),
    Worked(
        "applicant_is_a_pharmacy",
        PHARMACY_ENROLLMENT,
        "its kind may be `wholesaler`",
        guessed("pharmacy_type_other", "whole seller", "wholesaler"),
        "ILLEGIBLE_PHARMACY_TYPE_OTHER",
    ),
    Worked(
        "shipping_stays_in_state",
        PHARMACY_ENROLLMENT,
        "a pharmacy in `MA` may ship to `ME`",
        guessed("ship_state", "MA", "ME"),
        "ILLEGIBLE_SHIP_STATE",
    ),
    Worked(
        "pharmacy_not_certified_before",
        PHARMACY_ENROLLMENT,
        "the NPI was not read with certainty",
        unread("npi"),
        "ILLEGIBLE_NPI",
    ),
    Worked(
        "pharmacy_not_certified_before",
        PHARMACY_ENROLLMENT,
        "the pharmacy is on file and what it asks for was not read with certainty",
        both(on_file(pharmacies=(_ON_THE_WAY,)), unread("request_type")),
        "ILLEGIBLE_REQUEST_TYPE",
    ),
    Worked(
        "patient_not_enrolled_before",
        PATIENT_ACKNOWLEDGMENT,
        "the birth date was not read with certainty",
        unread("patient_birth_date"),
        "ILLEGIBLE_PATIENT_BIRTH_DATE",
    ),
    Worked(
        "patient_not_enrolled_before",
        PATIENT_ACKNOWLEDGMENT,
        "a patient of this name is on file whose day and month of birth have changed places",
        on_file(patients=(_BORN_NEARLY_SO,)),
        "CONFLICT_PATIENT_BIRTH_DATE",
    ),
    Worked(
        "prescriber_may_prescribe",
        PRESCRIPTION_AUTHORIZATION,
        "nobody knows since when the prescriber is certified",
        on_file(prescribers=(PRESCRIBER.model_copy(update={"certified_on": None}),)),
        "CERTIFIED_LATE",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "another patient is on file whose day and month of birth have changed places",
        on_file(patients=(PATIENT, _BORN_NEARLY_SO)),
        "CONFLICT_PATIENT_BIRTH_DATE",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "two patients of this name and birth date are on file",
        on_file(patients=(PATIENT, PATIENT.model_copy(update={"number": "P-0002"}))),
        "PATIENT_NOT_ENROLLED",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "a patient on treatment is not on file",
        both(on_file(patients=()), typed(therapy="continuing")),
        "CONFLICT_THERAPY",
    ),
    Worked(
        "patient_is_enrolled",
        PRESCRIPTION_AUTHORIZATION,
        "the patient is not on file, and whether on treatment was not read",
        both(on_file(patients=()), unread("therapy")),
        "ILLEGIBLE_THERAPY",
    ),
    Worked(
        "pharmacy_may_dispense",
        PRESCRIPTION_AUTHORIZATION,
        "the pharmacy's enrollment is on the way",
        dispensed_by(_ON_THE_WAY),
        "PHARMACY_NOT_CERTIFIED",
    ),
    Worked(
        "pharmacy_may_dispense",
        PRESCRIPTION_AUTHORIZATION,
        "a pharmacy is named without its NPI and not on file",
        named_without_its_npi(),
        "PHARMACY_NOT_CERTIFIED",
    ),
    Worked(
        "pharmacy_may_dispense",
        PRESCRIPTION_AUTHORIZATION,
        "the pharmacy's NPI was not read with certainty",
        unread("pharmacy_npi"),
        "ILLEGIBLE_PHARMACY_NPI",
    ),
    Worked(
        "pharmacy_may_dispense",
        PRESCRIPTION_AUTHORIZATION,
        "a person cannot read the pharmacy's name either",
        given_up("pharmacy_name"),
        "ILLEGIBLE_PHARMACY_NAME",
    ),
    Worked(
        "no_open_authorization",
        PRESCRIPTION_AUTHORIZATION,
        "an authorization of the patient ends in ten days",
        on_file(authorizations=(_ENDS_SOON,)),
        "DUPLICATE",
    ),
)
"""Further worked examples, of rules that ask the registry, the national list or a person."""
