"""Gathers what the registry knows of the people and earlier papers a reading names."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from documents import (
    Digest,
    Document,
    EarlierDocument,
    Facts,
    FormReading,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    Standing,
)
from registry.as_of import View, known_patient, known_pharmacy, known_prescriber
from registry.authorizations import open_authorizations
from registry.decision_tables import DispositionRow
from registry.decisions import evidence_of
from registry.fax_tables import DocumentPageRow, PageRow, ReadingRow
from registry.history import Entry, changes_of
from registry.merges import entries_of, root_of
from registry.names import folded, near, nearness
from registry.nppes import national_npis
from registry.papers import reading_row, stands, subject_of
from registry.participant_tables import PatientRow, PharmacyRow, PrescriberRow
from registry.participants import knowledge_of
from registry.rows import from_json

NPI_FIELDS = ("npi", "prescriber_npi", "pharmacy_npi")
SAME_SHARE = 0.9
"""Two readings are of the same content when all they share agrees and they share at least this part."""


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
        authorizations=tuple(
            given for patient in patients for given in open_authorizations(session, patient.number, view.on)
        ),
        earlier=_earlier(session, reading, pages),
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

    def each(self, kind: str, keys: Iterable[str]) -> Iterator[str]:
        """The keys in their order, one of those that are merged, none that only this document tells of."""
        seen: set[Entry] = set()
        for key in dict.fromkeys(keys):
            root = root_of(self.session, (kind, key))
            if root not in seen and not self._only_by_own((kind, key)):
                seen.add(root)
                yield key

    def _only_by_own(self, entry: Entry) -> bool:
        said = changes_of(self.session, entries_of(self.session, entry))
        return bool(said) and all(c.evidence == self.own and c.standing is Standing.PENDING for c in said)


def _prescribers(
    looking: _Looking, reading: FormReading, npis: tuple[str, ...]
) -> tuple[KnownPrescriber, ...]:
    first = _first_of(reading, "prescriber_first_name", "first_name")
    last = _first_of(reading, "prescriber_last_name", "last_name")
    session = looking.session
    names = session.exec(select(PrescriberRow.npi, PrescriberRow.first_name, PrescriberRow.last_name))
    alike = near(f"{first} {last}", ((npi, f"{f} {n}") for npi, f, n in names))
    keys = looking.each("prescriber", (*npis, *(npi for npi, _ in alike)))
    found = (known_prescriber(session, key, looking.view) for key in keys)
    return tuple(known for known in found if known is not None)


def _pharmacies(looking: _Looking, reading: FormReading, npis: tuple[str, ...]) -> tuple[KnownPharmacy, ...]:
    session = looking.session
    names = session.exec(select(PharmacyRow.npi, PharmacyRow.name))
    alike = near(reading.value("pharmacy_name"), ((npi, name) for npi, name in names))
    ncpdp = reading.value("ncpdp")
    by_ncpdp = session.exec(select(PharmacyRow.npi).where(PharmacyRow.ncpdp == ncpdp)).all() if ncpdp else ()
    keys = looking.each("pharmacy", (*npis, *by_ncpdp, *(npi for npi, _ in alike)))
    found = (known_pharmacy(session, key, looking.view) for key in keys)
    return tuple(known for known in found if known is not None)


def _patients(looking: _Looking, reading: FormReading) -> tuple[KnownPatient, ...]:
    session = looking.session
    name = f"{reading.value('patient_first_name')} {reading.value('patient_last_name')}"
    born = _day(reading.value("patient_birth_date"))
    same_day: list[tuple[float, str]] = []
    row = PatientRow
    if born is not None:
        on_it = session.exec(select(row.number, row.first_name, row.last_name).where(row.birth_date == born))
        same_day = sorted((-nearness(name, f"{f} {n}"), number) for number, f, n in on_it)
    names = session.exec(select(row.number, row.first_name, row.last_name))
    alike = near(name, ((number, f"{f} {n}") for number, f, n in names))
    keys = looking.each("patient", (*(number for _, number in same_day), *(number for number, _ in alike)))
    found = (known_patient(session, key, looking.view) for key in keys)
    return tuple(known for known in found if known is not None)


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _earlier(
    session: Session, reading: FormReading, pages: tuple[Digest, ...]
) -> tuple[EarlierDocument, ...]:
    of = reading.document
    pictured = set(
        session.exec(
            select(DocumentPageRow.fax, DocumentPageRow.document)
            .join(PageRow, col(PageRow.fax) == DocumentPageRow.fax)
            .where(col(PageRow.number) == DocumentPageRow.page, col(PageRow.digest).in_(pages))
        ).all()
    )
    alike = set(_same_subject(session, reading))
    found = (
        _earlier_document(session, reading, key, same_image=key in pictured)
        for key in sorted(pictured | alike)
        if key != (of.fax, of.number)
    )
    return tuple(earlier for earlier in found if earlier is not None)


def _same_subject(session: Session, reading: FormReading) -> Iterable[tuple[Digest, int]]:
    subject, form = subject_of(reading), reading.document.form
    if not subject or form is None:
        return ()
    query = select(ReadingRow.fax, ReadingRow.document)
    return session.exec(query.where(ReadingRow.subject == subject, ReadingRow.form == form.form).distinct())


def _earlier_document(
    session: Session, reading: FormReading, key: tuple[Digest, int], *, same_image: bool
) -> EarlierDocument | None:
    """The document as earlier evidence.

    None when it is undecided, gave way to an assembly, or shares neither image nor content.
    """
    query = select(DispositionRow).where(DispositionRow.fax == key[0], DispositionRow.document == key[1])
    decided = session.exec(query.order_by(col(DispositionRow.revision).desc()).limit(1)).first()
    if decided is None or not stands(session, *key):
        return None
    row = reading_row(session, *key)
    content = row is not None and same_content(reading, from_json(FormReading, row.record))
    if not (same_image or content):
        return None
    document = from_json(FormReading, row.record).document if row is not None else None
    return EarlierDocument(
        fax=key[0],
        document=key[1],
        form=_form_name(document),
        same_image=same_image,
        same_content=content,
        outcome=decided.outcome,
    )


def _form_name(document: Document | None) -> str:
    return document.form.form if document is not None and document.form is not None else ""


def same_content(one: FormReading, other: FormReading) -> bool:
    """Whether two readings are of the same form filled in the same way, dates and all."""
    forms = {reading.document.form.form if reading.document.form else "" for reading in (one, other)}
    left, right = ({r.field: folded(r.value) for r in each.readings if r.value} for each in (one, other))
    shared = left.keys() & right.keys()
    filled = left.keys() | right.keys()
    if len(forms) != 1 or not shared:
        return False
    return all(left[name] == right[name] for name in shared) and len(shared) >= SAME_SHARE * len(filled)
