"""Who the registry says the people of a form are, and where they stand."""

import datetime as dt
from enum import StrEnum

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, NationalNpi, Standing
from documents.formats import npi_is_valid
from validators.case import Case
from validators.dates import known_date
from validators.names import given_similarity, person_similarity, surname_similarity

_OVER = frozenset({Standing.DEACTIVATED, Standing.DECERTIFIED, Standing.EXPIRED})
PATIENT_FIELDS = ("patient_first_name", "patient_last_name", "patient_birth_date")


class Certification(StrEnum):
    """Whether a participant may act, on the day of receipt and on the day of the decision."""

    HOLDS = "holds"
    LATE = "late"
    IN_PROCESS = "in_process"
    ENDED = "ended"
    UNKNOWN = "unknown"


def certification(participant: KnownPrescriber | KnownPharmacy | None, case: Case) -> Certification:
    """Where a prescriber or pharmacy stands; LATE is certified, but not shown to be on the day of receipt."""
    if participant is None:
        return Certification.UNKNOWN
    ended = participant.decertified_on
    if participant.standing in _OVER or (ended is not None and ended <= case.decided_on):
        return Certification.ENDED
    if participant.standing is not Standing.CERTIFIED:
        return Certification.IN_PROCESS
    since = participant.certified_on
    if since is not None and since > case.decided_on:
        return Certification.IN_PROCESS
    return Certification.HOLDS if since is not None and since <= case.received_on else Certification.LATE


def npi_field(case: Case) -> str:
    """The field with the prescriber's NPI."""
    return "prescriber_npi" if case.form.has("prescriber_npi") else "npi"


def name_fields(case: Case) -> tuple[str, str]:
    """The fields with the prescriber's first and last name."""
    on_own_form = case.form.has("first_name")
    return ("first_name", "last_name") if on_own_form else ("prescriber_first_name", "prescriber_last_name")


def known_npi(case: Case, name: str) -> str:
    """The NPI in a field when it is known for certain and well formed, otherwise empty."""
    value = case.known(name)
    return value if value and npi_is_valid(value) else ""


def prescriber(case: Case) -> KnownPrescriber | None:
    """The registry's entry of the prescriber's NPI."""
    npi = known_npi(case, npi_field(case))
    return next((entry for entry in case.facts.prescribers if npi and entry.npi == npi), None)


def prescriber_names(case: Case) -> tuple[str, str]:
    """The prescriber's first and last name as known for certain; either may be empty."""
    first, last = name_fields(case)
    return case.known(first), case.known(last)


def national(case: Case, name: str) -> NationalNpi | None:
    """What the national list says of the NPI in a field; None when it is not at hand or has no such NPI."""
    npi = known_npi(case, name)
    return next((entry for entry in case.facts.nppes if npi and entry.npi == npi), None)


def namesakes(case: Case) -> tuple[KnownPrescriber, ...]:
    """Prescribers of a similar name with another NPI than the form's."""
    names, npi = prescriber_names(case), case.known(npi_field(case))
    return tuple(
        entry
        for entry in case.facts.prescribers
        if entry.npi != npi and _alike(case, names, (entry.first_name, entry.last_name))
    )


def pharmacy(case: Case, name: str) -> KnownPharmacy | None:
    """The registry's entry of the pharmacy NPI in a field."""
    npi = known_npi(case, name)
    return next((entry for entry in case.facts.pharmacies if npi and entry.npi == npi), None)


def patients(case: Case) -> tuple[tuple[KnownPatient, ...], tuple[KnownPatient, ...]]:
    """The registry's patients who are the form's patient exactly, and those who might be.

    Both are empty when the form's names or birth date are not known for certain.
    """
    first, last = case.known(PATIENT_FIELDS[0]), case.known(PATIENT_FIELDS[1])
    born = known_date(case, PATIENT_FIELDS[2])
    if not first or not last or born is None:
        return (), ()
    exact = tuple(
        patient
        for patient in case.facts.patients
        if patient.birth_date == born
        and person_similarity(first, last, patient.first_name, patient.last_name) == 100
    )
    near = tuple(
        patient
        for patient in case.facts.patients
        if patient not in exact and _might_be(case, patient, (first, last), born)
    )
    return exact, near


def unsure_patient_fields(case: Case) -> tuple[str, ...]:
    """The identifying fields of the patient that only a person can read."""
    return tuple(name for name in PATIENT_FIELDS if case.unsure(name))


def _might_be(case: Case, patient: KnownPatient, names: tuple[str, str], born: dt.date) -> bool:
    limit = case.limits.name_similarity
    same_surname = surname_similarity(names[1], patient.last_name) >= limit
    same_first = given_similarity(names[0], patient.first_name) >= limit
    if patient.birth_date == born:
        return same_surname or same_first
    return same_surname and same_first and dates_nearly_equal(patient.birth_date, born)


def dates_nearly_equal(one: dt.date, other: dt.date) -> bool:
    """Whether two dates differ by one digit, or by day and month changing places."""
    differing = sum(a != b for a, b in zip(f"{one:%Y%m%d}", f"{other:%Y%m%d}", strict=True))
    swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    return differing <= 1 or swapped


def _alike(case: Case, names: tuple[str, str], other: tuple[str, str]) -> bool:
    return all(names) and person_similarity(*names, *other) >= case.limits.name_similarity
