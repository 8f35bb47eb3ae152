"""Gathers what the registry knows of the people and earlier papers a reading names."""

from collections.abc import Iterable

from sqlmodel import Session, select

from documents import Digest, Facts, FormReading, Standing
from documents.dates import iso_date
from registry.as_of import (
    Circle,
    View,
    circle_of,
    known_patients,
    known_pharmacies,
    known_prescribers,
)
from registry.authorizations import open_for_each
from registry.decisions import evidence_of
from registry.earlier import earlier_documents
from registry.history import Entry
from registry.known_names import known_names
from registry.names import nearness
from registry.nppes import national_npis
from registry.participant_tables import PatientRow, PharmacyRow
from registry.participants import knowledge_of

NPI_FIELDS = ("npi", "prescriber_npi", "pharmacy_npi")


def gather(session: Session, reading: FormReading, view: View, pages: tuple[Digest, ...]) -> Facts:
    """What the registry knows for this reading on the day of the view.

    Participants with a read NPI come first, then near names, best first; patients with the read birth date,
    then near names. Of entries that are merged the one comes that fits the reading best, with the standing of
    all. `pages` are the digests of the document's page images. Someone who is in the registry as pending only
    because of this very document is left out, and so is what it changed: a form is no evidence for itself.
    """
    npis = npis_of(reading)
    candidates = _candidates(session, reading, npis)
    own = evidence_of(reading.document.fax, reading.document.number)
    entries = ((kind, key) for kind, keys in candidates.items() for key in keys)
    circle = circle_of(session, entries, view).without_details_of(own)
    once = {kind: _each_once(circle, kind, keys, own) for kind, keys in candidates.items()}
    families = {number: circle.families["patient", number] for number in once["patient"]}
    return Facts(
        prescribers=known_prescribers(session, once["prescriber"], circle),
        pharmacies=known_pharmacies(session, once["pharmacy"], circle),
        patients=known_patients(session, once["patient"], circle),
        knowledge=tuple(result for npi in npis for result in knowledge_of(session, npi)),
        authorizations=open_for_each(session, families, view.on),
        earlier=earlier_documents(session, reading, pages),
        nppes=national_npis(session, npis),
    )


def npis_of(reading: FormReading) -> tuple[str, ...]:
    """The NPIs a reading states, each once."""
    return tuple(dict.fromkeys(value for name in NPI_FIELDS if (value := reading.value(name))))


def _first_of(reading: FormReading, *fields: str) -> str:
    return next((value for name in fields if (value := reading.value(name))), "")


def _candidates(session: Session, reading: FormReading, npis: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """For each kind the NPIs or numbers of whom the reading may name, the likeliest first."""
    names, read = known_names(session), names_read(reading)
    near = {kind: many.near(read[kind]) for kind, many in names.items()}
    surer = {
        "prescriber": npis,
        "pharmacy": (*npis, *_with_ncpdp(session, reading.value("ncpdp"))),
        "patient": born_on(session, reading),
    }
    return {kind: (*surer[kind], *(key for key, _ in near[kind])) for kind in near}


def _each_once(circle: Circle, kind: str, keys: Iterable[str], own: str) -> tuple[str, ...]:
    """The keys in their order, one of those that are merged, none that only the document itself tells of."""
    first_of = dict[Entry, str]()
    for key in dict.fromkeys(keys):
        said = circle.changes((kind, key))
        if not said or any(c.evidence != own or c.standing is not Standing.PENDING for c in said):
            first_of.setdefault(circle.families[kind, key][0], key)
    return tuple(first_of.values())


def _with_ncpdp(session: Session, ncpdp: str) -> Iterable[str]:
    row = PharmacyRow
    return session.exec(select(row.npi).where(row.ncpdp == ncpdp).order_by(row.npi)).all() if ncpdp else ()


def names_read(reading: FormReading) -> dict[str, str]:
    """The names that a reading has of a prescriber, a pharmacy and a patient, by kind of entry."""
    first = _first_of(reading, "prescriber_first_name", "first_name")
    last = _first_of(reading, "prescriber_last_name", "last_name")
    return {
        "prescriber": f"{first} {last}",
        "pharmacy": reading.value("pharmacy_name"),
        "patient": f"{reading.value('patient_first_name')} {reading.value('patient_last_name')}",
    }


def born_on(session: Session, reading: FormReading) -> tuple[str, ...]:
    """The numbers of the patients with the birth date read, those first whose names are nearest to it."""
    row, name = PatientRow, names_read(reading)["patient"]
    born = iso_date(reading.value("patient_birth_date"))
    query = select(row.number, row.first_name, row.last_name).where(row.birth_date == born)
    found = session.exec(query) if born is not None else ()
    scored = sorted((-nearness(name, f"{first} {last}"), number) for number, first, last in found)
    return tuple(number for _, number in scored)
