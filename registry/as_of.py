"""People of the registry as they stood on a day, by what was known at a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, NotAllowed, Record
from registry.details import Detail, DetailChange, columns, details_of, held
from registry.history import Change, Entry, Position, position, told_of
from registry.merges import families_of
from registry.participant_tables import PatientRow, PharmacyRow, PrescriberRow

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


@dataclass(frozen=True)
class Circle:
    """Entries, each with its family of all that are merged with it, and what is told of them, by one view."""

    view: View
    families: Mapping[Entry, tuple[Entry, ...]]
    told: tuple[tuple[Entry, Change], ...] = field(repr=False)
    details: tuple[tuple[Entry, DetailChange], ...] = field(repr=False)

    def changes(self, entry: Entry) -> tuple[Change, ...]:
        """The changes of an entry and its family, in the order of their days."""
        found = (said for one in self.families[entry] for said in self._told.get(one, ()))
        return tuple(change for _, change in sorted(found, key=lambda each: each[0]))

    @cached_property
    def _told(self) -> Mapping[Entry, Sequence[tuple[int, Change]]]:
        """The changes of each entry, with their places in the order of all."""
        told = defaultdict[Entry, list[tuple[int, Change]]](list)
        for place, (entry, change) in enumerate(self.told):
            told[entry].append((place, change))
        return told

    @cached_property
    def _details(self) -> Mapping[Entry, Sequence[DetailChange]]:
        """The changes of details of each entry, in the order in which they became known."""
        told = defaultdict[Entry, list[DetailChange]](list)
        for entry, change in self.details:
            told[entry].append(change)
        return told

    def position(self, entry: Entry) -> Position:
        """Where an entry stands."""
        lasts = None if entry[0] == "patient" else self.view.lasts
        return position(self.changes(entry), self.view.on, lasts)

    def on_file(self, entry: Entry) -> dict[Detail, DetailChange]:
        """The details that hold of an entry itself, whatever those say that it is merged with."""
        return held(self._details.get(entry, ()), self.view.on)

    def without_details_of(self, evidence: str) -> "Circle":
        """The same without what one document told of names and numbers; links stay."""
        kept = (
            (entry, change)
            for entry, change in self.details
            if change.evidence != evidence or change.detail is Detail.PRESCRIBER
        )
        return replace(self, details=tuple(kept))

    def prescribers(self, patient: Entry) -> frozenset[str]:
        """The NPIs with which a patient and its family are linked by that day."""
        said = (change for one in self.families[patient] for change in self._details.get(one, ()))
        return frozenset(
            change.value
            for change in said
            if change.detail is Detail.PRESCRIBER and change.effective_on <= self.view.on
        )


def circle_of(session: Session, entries: Iterable[Entry], view: View) -> Circle:
    """These entries as they stood; whether there are such is not looked at."""
    families = families_of(session, entries, view.known_at)
    everyone = {one for family in families.values() for one in family}
    told = told_of(session, everyone, view.known_at)
    return Circle(view, families, told, details_of(session, everyone, view.known_at))


def position_of(session: Session, entry: Entry, view: View) -> Position:
    """Where an entry, with all that are merged with it, stands."""
    return circle_of(session, (entry,), view).position(entry)


def known_prescriber(session: Session, npi: str, view: View) -> KnownPrescriber | None:
    """The prescriber with an NPI; None when there is none."""
    circle = circle_of(session, (("prescriber", npi),), view)
    return next(iter(known_prescribers(session, (npi,), circle)), None)


def known_prescribers(session: Session, npis: tuple[str, ...], circle: Circle) -> tuple[KnownPrescriber, ...]:
    """The prescribers of the circle with these NPIs, in that order, of those that there are."""
    rows = session.exec(select(PrescriberRow).where(col(PrescriberRow.npi).in_(npis))) if npis else ()
    return _placed("prescriber", npis, {row.npi: prescriber_of(row) for row in rows}, circle)


def known_pharmacy(session: Session, npi: str, view: View) -> KnownPharmacy | None:
    """The pharmacy with an NPI; None when there is none."""
    circle = circle_of(session, (("pharmacy", npi),), view)
    return next(iter(known_pharmacies(session, (npi,), circle)), None)


def known_pharmacies(session: Session, npis: tuple[str, ...], circle: Circle) -> tuple[KnownPharmacy, ...]:
    """The pharmacies of the circle with these NPIs, in that order, of those that there are."""
    rows = session.exec(select(PharmacyRow).where(col(PharmacyRow.npi).in_(npis))) if npis else ()
    return _placed("pharmacy", npis, {row.npi: pharmacy_of(row) for row in rows}, circle)


def known_patient(session: Session, number: str, view: View) -> KnownPatient | None:
    """The patient with a number, linked with every prescriber of the entries merged; None: no such number."""
    circle = circle_of(session, (("patient", number),), view)
    return next(iter(known_patients(session, (number,), circle)), None)


def known_patients(session: Session, numbers: tuple[str, ...], circle: Circle) -> tuple[KnownPatient, ...]:
    """The patients of the circle with these numbers, linked like that, in that order, of those there are."""
    if not numbers:
        return ()
    rows = session.exec(select(PatientRow).where(col(PatientRow.number).in_(numbers)))
    linked = _linked(session, numbers, circle)
    known = {
        row.number: patient_of(row).model_copy(update={"prescribers": linked[row.number]}) for row in rows
    }
    return _placed("patient", numbers, known, circle)


def _linked(session: Session, numbers: tuple[str, ...], circle: Circle) -> dict[str, tuple[str, ...]]:
    """For each patient the NPIs linked with its family, and those that are merged with them."""
    links = {number: circle.prescribers(("patient", number)) for number in numbers}
    everyone = (("prescriber", npi) for npis in links.values() for npi in npis)
    alike = families_of(session, everyone, circle.view.known_at)
    return {
        number: tuple(sorted({key for npi in npis for _, key in alike["prescriber", npi]}))
        for number, npis in links.items()
    }


def _placed(
    kind: str, keys: tuple[str, ...], known: Mapping[str, KnownT], circle: Circle
) -> tuple[KnownT, ...]:
    placed = []
    for key in (one for one in keys if one in known):
        there = circle.position((kind, key))
        days = dict(zip(DAYS[kind], (there.good_since, there.ended_on), strict=True))
        details = columns(circle.on_file((kind, key)), type(known[key]))
        placed.append(known[key].model_copy(update={"standing": there.standing, **days, **details}))
    return tuple(placed)


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
