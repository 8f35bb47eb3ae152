"""Finds people in the registry by number or name."""

import datetime as dt

from pydantic import Field
from sqlmodel import Session

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, NoSuchThing, Record, Standing
from registry.as_of import View, known_patient, known_pharmacy, known_prescriber, position_of
from registry.known_names import known_names
from registry.merges import root_of
from registry.names import MOST
from registry.participants import ROWS, name_of


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
    asked = wanted.strip().casefold()
    known = known_names(session)
    found = [(kind, key, 100.0) for kind in known for key in known[kind].by_key if key.casefold() == asked]
    if not found:
        near = ((kind, *each) for kind in known for each in known[kind].near(wanted))
        found = sorted(near, key=lambda each: -each[2])[:MOST]
    return tuple(_found(session, (kind, key), score, View(on=on)) for kind, key, score in found)


def _found(session: Session, entry: tuple[str, str], nearness: float, view: View) -> Found:
    kind, key = entry
    return Found(
        kind=kind,
        key=key,
        kept=root_of(session, entry)[1],
        name=name_of(kind, session.get_one(ROWS[kind], key)),
        standing=position_of(session, entry, view).standing,
        nearness=round(nearness, 1),
    )


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
