"""Gathers what the registry knows of the people and earlier papers a reading names."""

import datetime as dt
from collections.abc import Iterable

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
from registry.decision_tables import DispositionRow
from registry.decisions import evidence_of
from registry.fax_tables import DocumentPageRow, PageRow, ReadingRow
from registry.names import folded, near
from registry.papers import reading_row, stands, subject_of
from registry.participant_tables import PatientRow, PharmacyRow, PrescriberRow
from registry.participants import (
    knowledge_of,
    open_authorizations,
    patient_of,
    pharmacy_of,
    prescriber_of,
)
from registry.rows import from_json

NPI_FIELDS = ("npi", "prescriber_npi", "pharmacy_npi")
SAME_SHARE = 0.9
"""Two readings are of the same content when all they share agrees and they share at least this part."""


def gather(session: Session, reading: FormReading, on: dt.date, pages: tuple[Digest, ...]) -> Facts:
    """What the registry knows for this reading on a day.

    Participants with a read NPI come first, then near names, best first; patients with the read birth date,
    then near names. `pages` are the digests of the document's page images. Someone who is in the registry as
    pending only because of this very document is left out: a form is no evidence for itself.
    """
    own = evidence_of(reading.document.fax, reading.document.number)
    npis = npis_of(reading)
    patients = _patients(session, reading, own)
    return Facts(
        prescribers=_prescribers(session, reading, npis, own),
        pharmacies=_pharmacies(session, reading, npis, own),
        patients=patients,
        knowledge=tuple(result for npi in npis for result in knowledge_of(session, npi)),
        authorizations=tuple(
            given for patient in patients for given in open_authorizations(session, patient.number, on)
        ),
        earlier=_earlier(session, reading, pages),
    )


def npis_of(reading: FormReading) -> tuple[str, ...]:
    """The NPIs a reading states, each once."""
    return tuple(dict.fromkeys(value for name in NPI_FIELDS if (value := reading.value(name))))


def _first_of(reading: FormReading, *fields: str) -> str:
    return next((value for name in fields if (value := reading.value(name))), "")


def _prescribers(
    session: Session, reading: FormReading, npis: tuple[str, ...], own: str
) -> tuple[KnownPrescriber, ...]:
    first = _first_of(reading, "prescriber_first_name", "first_name")
    last = _first_of(reading, "prescriber_last_name", "last_name")
    names = session.exec(select(PrescriberRow.npi, PrescriberRow.first_name, PrescriberRow.last_name))
    alike = near(f"{first} {last}", ((npi, f"{f} {n}") for npi, f, n in names))
    keys = dict.fromkeys((*npis, *(npi for npi, _ in alike)))
    rows = (session.get(PrescriberRow, key) for key in keys)
    return tuple(prescriber_of(row) for row in rows if row is not None and not _only_by(row, own))


def _pharmacies(
    session: Session, reading: FormReading, npis: tuple[str, ...], own: str
) -> tuple[KnownPharmacy, ...]:
    names = session.exec(select(PharmacyRow.npi, PharmacyRow.name))
    alike = near(reading.value("pharmacy_name"), ((npi, name) for npi, name in names))
    ncpdp = reading.value("ncpdp")
    by_ncpdp = session.exec(select(PharmacyRow.npi).where(PharmacyRow.ncpdp == ncpdp)).all() if ncpdp else ()
    keys = dict.fromkeys((*npis, *by_ncpdp, *(npi for npi, _ in alike)))
    rows = (session.get(PharmacyRow, key) for key in keys)
    return tuple(pharmacy_of(row) for row in rows if row is not None and not _only_by(row, own))


def _patients(session: Session, reading: FormReading, own: str) -> tuple[KnownPatient, ...]:
    first, last = reading.value("patient_first_name"), reading.value("patient_last_name")
    born = _day(reading.value("patient_birth_date"))
    same_day: Iterable[str] = ()
    if born is not None:
        query = select(PatientRow.number).where(PatientRow.birth_date == born)
        same_day = session.exec(query.order_by(PatientRow.number)).all()
    names = session.exec(select(PatientRow.number, PatientRow.first_name, PatientRow.last_name))
    alike = near(f"{first} {last}", ((number, f"{f} {n}") for number, f, n in names))
    keys = dict.fromkeys((*same_day, *(number for number, _ in alike)))
    rows = (session.get(PatientRow, key) for key in keys)
    return tuple(patient_of(session, row) for row in rows if row is not None and not _only_by(row, own))


def _only_by(row: PrescriberRow | PharmacyRow | PatientRow, own: str) -> bool:
    return row.standing == Standing.PENDING and row.evidence == own


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
