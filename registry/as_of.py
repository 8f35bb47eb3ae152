"""People of the registry as they stood on a day, by what was known at a time."""

import datetime as dt
from typing import TypeVar

from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, NotAllowed, Record
from registry.history import Entry, Position, changes_of, position
from registry.merges import entries_of
from registry.participant_tables import PatientPrescriberRow, PatientRow, PharmacyRow, PrescriberRow

Known = KnownPrescriber | KnownPharmacy | KnownPatient
TIME = "2017-11-20, or 2017-11-20T15:30"
KnownT = TypeVar("KnownT", KnownPrescriber, KnownPharmacy, KnownPatient)


class View(Record):
    """The day looked at, and what is taken to be known: all that is recorded by `known_at`, or all.

    `lasts`: for so many days a certification holds unless it is given again; None: for good.
    """

    on: dt.date
    known_at: AwareDatetime | None = None
    lasts: int | None = Field(default=None, gt=0)


def time_meant(text: str, zone: dt.tzinfo) -> dt.datetime:
    """A time as typed, on the calendar of the zone; a day means its end. NotAllowed for anything else."""
    try:
        meant = dt.datetime.fromisoformat(text)
    except ValueError:
        raise NotAllowed(f"a time is {TIME}") from None
    if len(text) == len("2017-11-20"):
        meant = dt.datetime.combine(meant, dt.time.max)
    return meant if meant.tzinfo else meant.replace(tzinfo=zone)


def position_of(session: Session, entry: Entry, view: View) -> Position:
    """Where an entry, with all that are merged with it, stands."""
    entries = entries_of(session, entry, view.known_at)
    lasts = None if entry[0] == "patient" else view.lasts
    return position(changes_of(session, entries, view.known_at), view.on, lasts)


def known_prescriber(session: Session, npi: str, view: View) -> KnownPrescriber | None:
    """The prescriber with an NPI; None when there is none."""
    row = session.get(PrescriberRow, npi)
    return _placed(session, ("prescriber", npi), prescriber_of(row), view) if row else None


def known_pharmacy(session: Session, npi: str, view: View) -> KnownPharmacy | None:
    """The pharmacy with an NPI; None when there is none."""
    row = session.get(PharmacyRow, npi)
    return _placed(session, ("pharmacy", npi), pharmacy_of(row), view) if row else None


def known_patient(session: Session, number: str, view: View) -> KnownPatient | None:
    """The patient with a number, linked with every prescriber of the entries merged; None: no such number."""
    row = session.get(PatientRow, number)
    if row is None:
        return None
    keys = [key for _, key in entries_of(session, ("patient", number), view.known_at)]
    linked = session.exec(select(PatientPrescriberRow.npi).where(col(PatientPrescriberRow.patient).in_(keys)))
    npis = {key for npi in linked for _, key in entries_of(session, ("prescriber", npi), view.known_at)}
    patient = patient_of(row).model_copy(update={"prescribers": tuple(sorted(npis))})
    return _placed(session, ("patient", number), patient, view)


def _placed(session: Session, entry: Entry, known: KnownT, view: View) -> KnownT:
    there = position_of(session, entry, view)
    days = dict(zip(DAYS[entry[0]], (there.good_since, there.ended_on), strict=True))
    return known.model_copy(update={"standing": there.standing, **days})


DAYS = {
    "prescriber": ("certified_on", "decertified_on"),
    "pharmacy": ("certified_on", "decertified_on"),
    "patient": ("enrolled_on", "discontinued_on"),
}
"""For each kind of entry the days on which a good standing began and ended."""


def prescriber_of(row: PrescriberRow) -> KnownPrescriber:
    """The row as a record."""
    return KnownPrescriber(**row.model_dump(exclude={"evidence"}))


def pharmacy_of(row: PharmacyRow) -> KnownPharmacy:
    """The row as a record."""
    return KnownPharmacy(**row.model_dump(exclude={"evidence"}))


def patient_of(row: PatientRow) -> KnownPatient:
    """The row as a record, without its links."""
    return KnownPatient(**row.model_dump(exclude={"evidence"}))
