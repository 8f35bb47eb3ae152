"""Prerequisites of enrolling a patient, and what a guardian must give."""

from collections.abc import Iterator

from documents import KnownPatient, Standing
from validators.case import Case
from validators.dates import is_under_age
from validators.presence import needed
from validators.say import Remark, code_of, pending, refusal, review, unsure
from validators.signatures import guardian_signed
from validators.standing import (
    PATIENT_FIELDS,
    Certification,
    certification,
    known_npi,
    patients,
    prescriber,
    unsure_patient_fields,
)

_GUARDIAN_FIELDS = ("guardian_name", "guardian_relationship", "guardian_phone")


def guardian_given_when_needed(case: Case) -> Iterator[Remark]:
    """Somebody answers for a patient who is under age or does not sign: name, relationship and phone."""
    if is_under_age(case) or guardian_signed(case):
        for name in _GUARDIAN_FIELDS:
            if case.has(name):
                yield from needed(case, case.form.field(name))


def prescriber_may_enroll(case: Case) -> Iterator[Remark]:
    """A patient is enrolled by a certified prescriber; one still on the way is waited for."""
    if not known_npi(case, "prescriber_npi"):
        return
    standing = certification(prescriber(case), case)
    if standing is Certification.ENDED:
        message = "The prescriber's certification has ended."
        yield review("PRESCRIBER_NOT_CERTIFIED", message, "prescriber_npi")
    elif standing in {Certification.IN_PROCESS, Certification.UNKNOWN}:
        message = "The prescriber is not certified yet."
        yield pending("PRESCRIBER_NOT_CERTIFIED", message, "prescriber_npi")


def patient_not_enrolled_before(case: Case) -> Iterator[Remark]:
    """A patient is enrolled once; somebody who might be the same person is for a person to tell apart."""
    yield from (unsure(case, name) for name in unsure_patient_fields(case))
    exact, near = patients(case)
    if len(exact) > 1:
        yield review("DUPLICATE", "Several patients on file have this name and birth date.", *PATIENT_FIELDS)
    elif exact:
        yield from _on_file(case, exact[0])
    for patient in near:
        field = differing_field(case, patient)
        yield review(code_of("CONFLICT", field), "A patient on file may be the same person.", *PATIENT_FIELDS)


def differing_field(case: Case, patient: KnownPatient) -> str:
    """The identifying field in which a patient on file differs from the form."""
    if patient.birth_date.isoformat() != case.known("patient_birth_date"):
        return "patient_birth_date"
    same_first = patient.first_name.casefold() == case.known("patient_first_name").casefold()
    return "patient_last_name" if same_first else "patient_first_name"


def _on_file(case: Case, patient: KnownPatient) -> Iterator[Remark]:
    if patient.standing is Standing.DISCONTINUED:
        yield review("STANDING_ENDED", "The patient was discontinued before.", *PATIENT_FIELDS)
    elif patient.standing is Standing.ENROLLED and case.known("prescriber_npi") in patient.prescribers:
        yield refusal("DUPLICATE", "The patient is enrolled already.", *PATIENT_FIELDS)
    elif patient.standing is Standing.ENROLLED and known_npi(case, "prescriber_npi"):
        message = "The patient is enrolled with another prescriber."
        yield review("CONFLICT_PRESCRIBER_NPI", message, "prescriber_npi")
