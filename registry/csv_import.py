"""Fills the registry from CSV tables, never undoing what is newer, and wakes what waited for it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    BadRow,
    Digest,
    KnowledgeResult,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    OpenAuthorization,
    Record,
)
from registry.csv_tables import ImportedRecord, Table, read_table, table_files
from registry.database import lock_for_writing, writing
from registry.participant_tables import (
    AuthorizationRow,
    KnowledgeRow,
    PatientRow,
    PharmacyRow,
    PrescriberRow,
)
from registry.participants import (
    Known,
    dated,
    patient_of,
    pharmacy_of,
    prescriber_of,
    put_authorization,
    put_knowledge,
    put_patient,
    put_pharmacy,
    put_prescriber,
)
from registry.waiting import waiting_on

Wake = Callable[[Session, Digest, int, int], None]
"""Has a document decided again, under a revision, inside the session's transaction."""


class Imported(Record):
    """What importing one table did; `kept` rows are older than what the registry knows and were not used.

    `npis` are those with new evidence: documents waiting on them may be decided again.
    """

    table: str
    rows: int
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    npis: tuple[str, ...] = ()


def import_tables(engine: sa.Engine, paths: tuple[Path, ...], wake: Wake) -> tuple[Imported, ...]:
    """Import files and folders of tables in one transaction, and wake what waits on their NPIs in the same.

    BadRow or UnusableFile when any row or file is not accepted; nothing is changed then.
    """
    with writing(engine) as session:
        done = import_files(session, paths)
        for npi in dict.fromkeys(npi for each in done for npi in each.npis):
            for document in waiting_on(session, npi):
                wake(session, document.fax, document.document, document.revision)
    return done


def import_files(session: Session, paths: tuple[Path, ...]) -> tuple[Imported, ...]:
    """Import files and folders in this transaction; nothing is touched unless every row is accepted."""
    tables = tuple(read_table(path) for path in table_files(paths))
    lock_for_writing(session)
    return tuple(_import_table(session, table) for table in tables)


def _import_table(session: Session, table: Table) -> Imported:
    counts = {"added": 0, "changed": 0, "unchanged": 0, "kept": 0}
    npis: list[str] = []
    for line, record in table.rows:
        if isinstance(record, OpenAuthorization) and session.get(PatientRow, record.patient) is None:
            raise BadRow(table.name, line, "patient", "no such patient in the registry")
        done = _import_record(session, record, f"import {table.name}")
        counts[done] += 1
        if done in {"added", "changed"}:
            npis += _npis(record)
    return Imported(table=table.name, rows=len(table.rows), npis=tuple(dict.fromkeys(npis)), **counts)


def _import_record(session: Session, record: ImportedRecord, evidence: str) -> str:
    """Put the record, unless the registry knows newer; one word of what it did."""
    before = _before(session, record)
    if isinstance(before, Known) and isinstance(record, Known):
        if _newer(before, record):
            return "kept"
        record = _filled(record, before)
    if not _put(session, record, evidence):
        return "unchanged"
    return "added" if before is None else "changed"


def _before(session: Session, record: ImportedRecord) -> object:
    if isinstance(record, KnownPrescriber):
        prescriber = session.get(PrescriberRow, record.npi)
        return prescriber and prescriber_of(prescriber)
    if isinstance(record, KnownPharmacy):
        pharmacy = session.get(PharmacyRow, record.npi)
        return pharmacy and pharmacy_of(pharmacy)
    if isinstance(record, KnownPatient):
        patient = session.get(PatientRow, record.number)
        return patient and patient_of(session, patient)
    if isinstance(record, KnowledgeResult):
        return session.get(KnowledgeRow, (record.npi, record.source, record.attempt))
    return session.get(AuthorizationRow, record.number)


def _newer(before: Known, record: Known) -> bool:
    """Whether the standing we know holds from a later day than the one imported; pending has no day."""
    return (dated(before) or dt.date.min) > (dated(record) or dt.date.min)


def _filled(record: Known, before: Known) -> Known:
    """The record with what its table leaves empty taken from what we know; an ended standing stays dated."""
    kept: dict[str, object] = {
        name: getattr(before, name)
        for name in ("fax", "ncpdp", "representative", "certified_on", "enrolled_on")
        if name in type(record).model_fields and not getattr(record, name)
    }
    return record.model_copy(update=kept)


def _put(session: Session, record: ImportedRecord, evidence: str) -> bool:
    if isinstance(record, KnownPrescriber):
        return put_prescriber(session, record, evidence)
    if isinstance(record, KnownPharmacy):
        return put_pharmacy(session, record, evidence)
    if isinstance(record, KnownPatient):
        return put_patient(session, record, evidence)
    if isinstance(record, KnowledgeResult):
        return put_knowledge(session, record)
    return put_authorization(session, record, evidence)


def _npis(record: ImportedRecord) -> tuple[str, ...]:
    if isinstance(record, KnownPrescriber | KnownPharmacy | KnowledgeResult):
        return (record.npi,)
    if isinstance(record, KnownPatient):
        return record.prescribers
    return ()
