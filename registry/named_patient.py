"""The patient whom a decision's document names, among those of the registry."""

import datetime as dt

from sqlmodel import Session, select

from documents import KnownPatient, Standing
from documents.dates import iso_date
from registry.as_of import View, known_patient
from registry.decisions import Decision
from registry.merges import root_of
from registry.names import nearness
from registry.participant_tables import PatientRow

SAME_PERSON = 90.0
"""Nearness of names from which a patient with the same birth date is the one a document names."""


ENROLLED = frozenset({Standing.ENROLLED})


def named_patient(
    session: Session, made: Decision, on: dt.date, standings: frozenset[Standing] = ENROLLED
) -> str:
    """The number of the one patient it names who stands so on a day; empty when there is none or several."""
    name, born = name_of_patient(made), birth_date_of(made)
    scored = [
        (nearness(name, f"{patient.first_name} {patient.last_name}"), _kept(session, patient.number))
        for patient in (patients_born_on(session, born, on) if born else ())
        if patient.standing in standings
    ]
    exact = {number for score, number in scored if score == 100.0}
    alike = exact or {number for score, number in scored if score >= SAME_PERSON}
    return alike.pop() if len(alike) == 1 else ""


def patients_born_on(session: Session, born: dt.date, on: dt.date) -> tuple[KnownPatient, ...]:
    """The patients with that birth date, as they stand on a day."""
    numbers = session.exec(select(PatientRow.number).where(PatientRow.birth_date == born)).all()
    found = (known_patient(session, number, View(on=on)) for number in numbers)
    return tuple(patient for patient in found if patient is not None)


def name_of_patient(made: Decision) -> str:
    """The first and last name on the document, as far as they are trusted."""
    return f"{made.trusted_value('patient_first_name')} {made.trusted_value('patient_last_name')}"


def birth_date_of(made: Decision) -> dt.date | None:
    """The patient's birth date on the document; None when it is not trusted or no date."""
    return day_of(made, "patient_birth_date")


def day_of(made: Decision, field: str) -> dt.date | None:
    """The day in a field; None when it is not trusted or no date."""
    return iso_date(made.trusted_value(field))


def _kept(session: Session, number: str) -> str:
    return root_of(session, ("patient", number))[1]
