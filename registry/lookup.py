"""Finds people in the registry by number or name."""

import datetime as dt
from collections.abc import Iterator

from pydantic import Field
from sqlmodel import Session, select

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, NoSuchThing, Record, Standing
from registry.as_of import View, known_patient, known_pharmacy, known_prescriber, position_of
from registry.merges import root_of
from registry.names import near
from registry.participant_tables import PatientRow, PharmacyRow, PrescriberRow


class Found(Record):
    """Someone in the registry: `key` is the NPI or patient number, `kept` what it counts as after a merge.

    `nearness` is 0 to 100.
    """

    kind: str
    key: str
    kept: str
    name: str = Field(repr=False)
    standing: Standing
    nearness: float


class Entry(Record):
    """Everything of one participant or patient."""

    prescriber: KnownPrescriber | None = None
    pharmacy: KnownPharmacy | None = None
    patient: KnownPatient | None = None


def search(session: Session, wanted: str, on: dt.date) -> tuple[Found, ...]:
    """Who has this NPI or number, otherwise whose name is near, best first; with the standings of a day."""
    everyone = tuple(_everyone(session))
    asked = wanted.strip().casefold()
    found = tuple((kind, key, name, 100.0) for kind, key, name in everyone if key.casefold() == asked)
    if not found:
        alike = near(wanted, ((person, person[2]) for person in everyone))
        found = tuple((*person, round(score, 1)) for person, score in alike)
    return tuple(
        Found(
            kind=kind,
            key=key,
            kept=root_of(session, (kind, key))[1],
            name=name,
            standing=position_of(session, (kind, key), View(on=on)).standing,
            nearness=score,
        )
        for kind, key, name, score in found
    )


def _everyone(session: Session) -> Iterator[tuple[str, str, str]]:
    """Kind, NPI or number, and name of every entry."""
    for npi, first, last in session.exec(
        select(PrescriberRow.npi, PrescriberRow.first_name, PrescriberRow.last_name)
    ):
        yield "prescriber", npi, f"{first} {last}"
    for npi, name in session.exec(select(PharmacyRow.npi, PharmacyRow.name)):
        yield "pharmacy", npi, name
    for number, first, last in session.exec(
        select(PatientRow.number, PatientRow.first_name, PatientRow.last_name)
    ):
        yield "patient", number, f"{first} {last}"


def show(session: Session, key: str, on: dt.date) -> Entry:
    """Who has this NPI or patient number, as of a day; NoSuchThing when nobody has."""
    view = View(on=on)
    found = Entry(
        prescriber=known_prescriber(session, key, view),
        pharmacy=known_pharmacy(session, key, view),
        patient=known_patient(session, key, view),
    )
    if found == Entry():
        raise NoSuchThing("nobody in the registry has this NPI or number")
    return found
