"""Prerequisites of authorizing a prescription."""

from collections.abc import Iterator

from documents import KnownPatient, KnownPharmacy, Outcome, Standing
from validators.case import Case
from validators.names import person_similarity, similarity
from validators.patient_enrollment import differing_field
from validators.say import Remark, code_of, deficiency, note, pending, refusal, review, unsure
from validators.standing import (
    PATIENT_FIELDS,
    Certification,
    certification,
    known_npi,
    patients,
    pharmacy,
    prescriber,
    unsure_patient_fields,
)

_CERTIFIED = {Certification.HOLDS, Certification.LATE}
_SAME_BUT_FOR_SPELLING = 95
_FOR_EXISTING_PATIENTS = {"continuing", "restart"}


def prescriber_may_prescribe(case: Case) -> Iterator[Remark]:
    """The prescriber was certified when the fax came and is when it is decided."""
    if not known_npi(case, "prescriber_npi"):
        return
    standing = certification(prescriber(case), case)
    yield from _standing_of(standing, "prescriber")
    if standing is Certification.LATE:
        message = "The prescriber is not known to have been certified when the fax came."
        yield review("CERTIFIED_LATE", message, "prescriber_npi")


def patient_is_enrolled(case: Case) -> Iterator[Remark]:
    """One enrolled patient is the form's patient, and is linked with the form's prescriber."""
    waived = case.received_on < case.limits.acknowledgment_required_from
    if case.form.grants is Outcome.AUTHORIZE and waived:
        return
    unread = unsure_patient_fields(case)
    yield from (unsure(case, name) for name in unread)
    exact, near = patients(case)
    confusable = [patient for patient in near if not exact or _is_close(case, patient)]
    for patient in confusable:
        code = code_of("CONFLICT", differing_field(case, patient))
        yield review(code, "Another patient on file may be meant.", *PATIENT_FIELDS)
    if len(exact) > 1:
        code = code_of("CONFLICT", PATIENT_FIELDS[2])
        yield review(code, "Several patients on file have this name and birth date.", *PATIENT_FIELDS)
        message = "Which of several patients on file is enrolled here is not settled."
        yield pending("PATIENT_NOT_ENROLLED", message, *PATIENT_FIELDS)
    elif exact:
        yield from _enrollment(case, exact[0])
    elif not unread and all(case.known(name) for name in PATIENT_FIELDS):
        same = [patient for patient in confusable if _is_the_same_but_for_spelling(case, patient)]
        yield from _enrollment(case, same[0]) if len(same) == 1 else _not_on_file(case)


def pharmacy_may_dispense(case: Case) -> Iterator[Remark]:
    """A pharmacy named on the form is certified; without its NPI it is found by its name, or by a person."""
    if case.unsure("pharmacy_npi"):
        yield unsure(case, "pharmacy_npi")
    elif known_npi(case, "pharmacy_npi"):
        yield from _pharmacy_by_npi(case)
    elif case.known("pharmacy_npi"):
        return
    elif case.unsure("pharmacy_name"):
        yield unsure(case, "pharmacy_name")
    elif case.refused("pharmacy_npi") or case.refused("pharmacy_name"):
        code = code_of("ILLEGIBLE", "pharmacy_name")
        yield deficiency(code, "The pharmacy cannot be read; please write it again.", "pharmacy_name")
    elif case.known("pharmacy_name"):
        alike = [entry for entry in case.facts.pharmacies if _has_name(case, entry)]
        if len(alike) != 1 or certification(alike[0], case) not in _CERTIFIED:
            message = "The pharmacy is named without its NPI and was not found certified."
            yield review("PHARMACY_NOT_CERTIFIED", message, "pharmacy_name")


def no_open_authorization(case: Case) -> Iterator[Remark]:
    """A new order while an earlier one runs on is for a person, unless the earlier one ends soon."""
    numbers = {patient.number for patient in patients(case)[0]}
    for earlier in case.facts.authorizations:
        if earlier.patient not in numbers:
            continue
        days_left = None if earlier.ends_on is None else (earlier.ends_on - case.decided_on).days
        if days_left is None or days_left > case.limits.renewal_days:
            yield review("DUPLICATE", f"Authorization {earlier.number} of this patient is still open.")
        elif days_left > 0:
            yield note(
                "DUPLICATE", f"Authorization {earlier.number} of this patient ends in {days_left} days."
            )


def _standing_of(standing: Certification, who: str) -> Iterator[Remark]:
    code, field = f"{who.upper()}_NOT_CERTIFIED", f"{who}_npi"
    if standing is Certification.UNKNOWN:
        yield refusal(code, f"The {who} is not certified.", field)
    elif standing is Certification.ENDED:
        yield refusal(code, f"The {who}'s certification has ended.", field)
    elif standing is Certification.IN_PROCESS:
        yield pending(code, f"The {who} is on the way to certification.", field)


def _is_close(case: Case, patient: KnownPatient) -> bool:
    first = similarity(patient.first_name, case.known("patient_first_name"))
    return first >= case.limits.name_similarity


def _is_the_same_but_for_spelling(case: Case, patient: KnownPatient) -> bool:
    """Whether a person may take the form's patient for this one by setting the likeness aside."""
    first, last, born = (case.known(name) for name in PATIENT_FIELDS)
    parts = person_similarity(first, last, patient.first_name, patient.last_name)
    whole = similarity(f"{first} {last}", f"{patient.first_name} {patient.last_name}")
    alike = parts >= case.limits.name_similarity and whole >= _SAME_BUT_FOR_SPELLING
    return alike and patient.birth_date.isoformat() == born


def _enrollment(case: Case, patient: KnownPatient) -> Iterator[Remark]:
    ended = patient.discontinued_on is not None and patient.discontinued_on <= case.decided_on
    gone = patient.standing is Standing.DISCONTINUED or ended
    if gone and case.form.grants is Outcome.RECORD:
        yield refusal("DUPLICATE", "The patient has been discontinued already.", *PATIENT_FIELDS)
    elif gone:
        yield refusal("PATIENT_NOT_ENROLLED", "The patient has been discontinued.", *PATIENT_FIELDS)
    elif patient.standing is not Standing.ENROLLED:
        yield pending("PATIENT_NOT_ENROLLED", "The patient's enrollment is on the way.", *PATIENT_FIELDS)
    elif known_npi(case, "prescriber_npi") and case.known("prescriber_npi") not in patient.prescribers:
        message = "The patient is enrolled with another prescriber."
        yield review("CONFLICT_PRESCRIBER_NPI", message, "prescriber_npi")


def _not_on_file(case: Case) -> Iterator[Remark]:
    choice = case.limits.acknowledgment_of_existing_patients
    if case.facts.enrolling:
        message = "The acknowledgment in the same fax waits for a person."
        yield review("PATIENT_NOT_ENROLLED", message, *PATIENT_FIELDS)
    elif case.unsure("therapy"):
        yield unsure(case, "therapy")
    elif case.known("therapy") not in _FOR_EXISTING_PATIENTS or choice == "required":
        yield refusal("PATIENT_NOT_ENROLLED", "The patient is not enrolled.", *PATIENT_FIELDS)
    else:
        say = review if choice == "review" else note
        message = "The patient was on treatment and is not enrolled."
        yield say("CONFLICT_THERAPY", message, *PATIENT_FIELDS, "therapy")


def _pharmacy_by_npi(case: Case) -> Iterator[Remark]:
    entry, name = pharmacy(case, "pharmacy_npi"), case.known("pharmacy_name")
    if entry is not None and name and not _has_name(case, entry):
        message = "The pharmacy's NPI is on file under another name."
        yield review("CONFLICT_PHARMACY_NAME", message, "pharmacy_npi", "pharmacy_name")
    yield from _standing_of(certification(entry, case), "pharmacy")


def _has_name(case: Case, entry: KnownPharmacy) -> bool:
    return similarity(case.known("pharmacy_name"), entry.name) >= case.limits.name_similarity
