"""People of the registry as they stood on a day, by what was known at a time."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, NotAllowed, Record
from registry.history import Entry, Position, position, told_of
from registry.merges import families_of
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
    return positions_of(session, entry[0], (entry[1],), view)[entry[1]]


def positions_of(session: Session, kind: str, keys: Iterable[str], view: View) -> dict[str, Position]:
    """Where each of these entries of a kind, with all that are merged with it, stands."""
    families = families_of(session, kind, keys, view.known_at)
    everyone = {entry for family in families.values() for entry in family}
    told = told_of(session, everyone, view.known_at)
    lasts = None if kind == "patient" else view.lasts
    return {
        key: position((change for entry, change in told if entry in family), view.on, lasts)
        for key, family in families.items()
    }


def known_prescriber(session: Session, npi: str, view: View) -> KnownPrescriber | None:
    """The prescriber with an NPI; None when there is none."""
    return next(iter(known_prescribers(session, (npi,), view)), None)


def known_prescribers(session: Session, npis: Iterable[str], view: View) -> tuple[KnownPrescriber, ...]:
    """The prescribers with these NPIs, in that order, of those that there are."""
    keys = tuple(dict.fromkeys(npis))
    rows = session.exec(select(PrescriberRow).where(col(PrescriberRow.npi).in_(keys)))
    return _placed(session, "prescriber", keys, {row.npi: prescriber_of(row) for row in rows}, view)


def known_pharmacy(session: Session, npi: str, view: View) -> KnownPharmacy | None:
    """The pharmacy with an NPI; None when there is none."""
    return next(iter(known_pharmacies(session, (npi,), view)), None)


def known_pharmacies(session: Session, npis: Iterable[str], view: View) -> tuple[KnownPharmacy, ...]:
    """The pharmacies with these NPIs, in that order, of those that there are."""
    keys = tuple(dict.fromkeys(npis))
    rows = session.exec(select(PharmacyRow).where(col(PharmacyRow.npi).in_(keys)))
    return _placed(session, "pharmacy", keys, {row.npi: pharmacy_of(row) for row in rows}, view)


def known_patient(session: Session, number: str, view: View) -> KnownPatient | None:
    """The patient with a number, linked with every prescriber of the entries merged; None: no such number."""
    return next(iter(known_patients(session, (number,), view)), None)


def known_patients(session: Session, numbers: Iterable[str], view: View) -> tuple[KnownPatient, ...]:
    """The patients with these numbers, each linked in that way, in that order, of those that there are."""
    keys = tuple(dict.fromkeys(numbers))
    rows = session.exec(select(PatientRow).where(col(PatientRow.number).in_(keys)))
    linked = _linked(session, keys, view)
    known = {
        row.number: patient_of(row).model_copy(update={"prescribers": linked[row.number]}) for row in rows
    }
    return _placed(session, "patient", keys, known, view)


def _linked(session: Session, numbers: tuple[str, ...], view: View) -> dict[str, tuple[str, ...]]:
    """For each patient the NPIs linked with it or with what is merged with it, and those merged with them."""
    families = families_of(session, "patient", numbers, view.known_at)
    row = PatientPrescriberRow
    everyone = {key for family in families.values() for _, key in family}
    links = session.exec(select(row.patient, row.npi).where(col(row.patient).in_(everyone))).all()
    alike = families_of(session, "prescriber", (npi for _, npi in links), view.known_at)
    return {
        number: tuple(
            sorted({key for who, npi in links if ("patient", who) in family for _, key in alike[npi]})
        )
        for number, family in families.items()
    }


def _placed(
    session: Session, kind: str, keys: tuple[str, ...], known: Mapping[str, KnownT], view: View
) -> tuple[KnownT, ...]:
    there = positions_of(session, kind, known, view)
    return tuple(
        known[key].model_copy(
            update={
                "standing": there[key].standing,
                **dict(zip(DAYS[kind], (there[key].good_since, there[key].ended_on), strict=True)),
            }
        )
        for key in keys
        if key in known
    )


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
