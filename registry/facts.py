"""Gathers what the registry knows of the people and earlier papers a reading names."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, select

from documents import (
    Digest,
    Facts,
    FormReading,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    Standing,
)
from registry.as_of import View, known_patients, known_pharmacies, known_prescribers
from registry.authorizations import open_for_each
from registry.decisions import evidence_of
from registry.earlier import earlier_documents
from registry.history import Entry, told_of
from registry.known_names import near_names
from registry.merges import families_of
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
    because of this very document is left out: a form is no evidence for itself.
    """
    looking = _Looking(session, view, evidence_of(reading.document.fax, reading.document.number))
    npis = npis_of(reading)
    patients = _patients(looking, reading)
    return Facts(
        prescribers=_prescribers(looking, reading, npis),
        pharmacies=_pharmacies(looking, reading, npis),
        patients=patients,
        knowledge=tuple(result for npi in npis for result in knowledge_of(session, npi)),
        authorizations=open_for_each(session, tuple(patient.number for patient in patients), view.on),
        earlier=earlier_documents(session, reading, pages),
        nppes=national_npis(session, npis),
    )


def npis_of(reading: FormReading) -> tuple[str, ...]:
    """The NPIs a reading states, each once."""
    return tuple(dict.fromkeys(value for name in NPI_FIELDS if (value := reading.value(name))))


def _first_of(reading: FormReading, *fields: str) -> str:
    return next((value for name in fields if (value := reading.value(name))), "")


@dataclass(frozen=True)
class _Looking:
    """One look into the registry, for a document that is no evidence for itself."""

    session: Session
    view: View
    own: str

    def near(self, kind: str, name: str) -> tuple[str, ...]:
        """The keys of the names nearest to this one."""
        return tuple(key for key, _ in near_names(self.session, kind, name))

    def each(self, kind: str, keys: Iterable[str]) -> tuple[str, ...]:
        """The keys in their order, one of those that are merged, none that only this document tells of."""
        families = families_of(self.session, kind, keys)
        told = told_of(self.session, (entry for family in families.values() for entry in family))
        first_of: dict[Entry, str] = {}
        for key, family in families.items():
            said = [change for entry, change in told if entry in family]
            if not said or any(c.evidence != self.own or c.standing is not Standing.PENDING for c in said):
                first_of.setdefault(family[0], key)
        return tuple(first_of.values())


def _prescribers(
    looking: _Looking, reading: FormReading, npis: tuple[str, ...]
) -> tuple[KnownPrescriber, ...]:
    first = _first_of(reading, "prescriber_first_name", "first_name")
    last = _first_of(reading, "prescriber_last_name", "last_name")
    keys = looking.each("prescriber", (*npis, *looking.near("prescriber", f"{first} {last}")))
    return known_prescribers(looking.session, keys, looking.view)


def _pharmacies(looking: _Looking, reading: FormReading, npis: tuple[str, ...]) -> tuple[KnownPharmacy, ...]:
    ncpdp = reading.value("ncpdp")
    with_it = select(PharmacyRow.npi).where(PharmacyRow.ncpdp == ncpdp).order_by(PharmacyRow.npi)
    by_ncpdp = looking.session.exec(with_it).all() if ncpdp else ()
    alike = looking.near("pharmacy", reading.value("pharmacy_name"))
    keys = looking.each("pharmacy", (*npis, *by_ncpdp, *alike))
    return known_pharmacies(looking.session, keys, looking.view)


def _patients(looking: _Looking, reading: FormReading) -> tuple[KnownPatient, ...]:
    name = f"{reading.value('patient_first_name')} {reading.value('patient_last_name')}"
    born = _day(reading.value("patient_birth_date"))
    same_day: list[tuple[float, str]] = []
    row = PatientRow
    if born is not None:
        query = select(row.number, row.first_name, row.last_name).where(row.birth_date == born)
        on_it = looking.session.exec(query)
        same_day = sorted((-nearness(name, f"{f} {n}"), number) for number, f, n in on_it)
    alike = looking.near("patient", name)
    keys = looking.each("patient", (*(number for _, number in same_day), *alike))
    return known_patients(looking.session, keys, looking.view)


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None
