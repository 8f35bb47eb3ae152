"""Fills the registry from CSV tables, never undoing what is newer, and wakes what waited for it."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa
from pydantic import Field
from sqlmodel import Session

from documents import (
    BadRow,
    KnowledgeResult,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    OpenAuthorization,
    Record,
    Standing,
)
from documents.facts import Known
from registry.as_of import View, known_patient, known_pharmacy, known_prescriber
from registry.authorizations import put_authorization
from registry.awaited import all_of_pharmacy, of_knowledge, of_name, of_patient, of_prescriber
from registry.csv_tables import STANDING_DAYS, ImportedRecord, Table, read_table, table_files
from registry.database import lock_for_writing, writing
from registry.details import FROM_THE_START
from registry.history import Cause, Moment
from registry.participant_tables import AuthorizationRow, KnowledgeRow, PatientRow
from registry.participants import put_knowledge, put_patient, put_pharmacy, put_prescriber
from registry.waiting import Wake, wake_all


class Imported(Record):
    """What importing one table did; `kept` rows are older than what the registry knows and changed nothing.

    `news` is what it is new evidence of, in the words of `registry.awaited`.
    """

    table: str
    rows: int
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    news: tuple[str, ...] = Field(default=(), repr=False, exclude=True)


def import_tables(
    engine: sa.Engine, paths: tuple[Path, ...], now: Moment, wake: Wake
) -> tuple[Imported, ...]:
    """Import files and folders of tables in one transaction, and wake what waits for their news in the same.

    BadRow or UnusableFile when any row or file is not accepted; nothing is changed then.
    """
    with writing(engine) as session:
        done = import_files(session, paths, now)
        wake_all(session, (key for each in done for key in each.news), now.on, wake)
    return done


def import_files(session: Session, paths: tuple[Path, ...], now: Moment) -> tuple[Imported, ...]:
    """Import files and folders in this transaction; nothing is touched unless every row is accepted."""
    tables = tuple(read_table(path) for path in table_files(paths))
    for table in tables:
        _refuse_days_to_come(table, now.on)
    lock_for_writing(session)
    return tuple(_import_table(session, table, now) for table in tables)


def _refuse_days_to_come(table: Table, today: dt.date) -> None:
    for line, record in table.rows:
        for name in STANDING_DAYS:
            if getattr(record, name, None) is not None and getattr(record, name) > today:
                raise BadRow(table.name, line, name, "a day to come")


def _import_table(session: Session, table: Table, now: Moment) -> Imported:
    counts = {"added": 0, "changed": 0, "unchanged": 0, "kept": 0}
    cause = Cause(at=now.at, on=now.on, evidence=f"import {table.name}")
    news: list[str] = []
    for line, record in table.rows:
        if isinstance(record, OpenAuthorization) and session.get(PatientRow, record.patient) is None:
            raise BadRow(table.name, line, "patient", "no such patient in the registry")
        done = _import_record(session, record, cause)
        counts[done] += 1
        if done in {"added", "changed"}:
            news += _news(record)
        if isinstance(record, KnownPrescriber):
            news.append(of_name(record.npi))
    return Imported(table=table.name, rows=len(table.rows), news=tuple(dict.fromkeys(news)), **counts)


def _import_record(session: Session, record: ImportedRecord, cause: Cause) -> str:
    """Put the record; one word of what it did. Where the registry knows newer, only its history is longer."""
    before = _before(session, record, cause.on)
    older = isinstance(before, Known) and isinstance(record, Known) and _dated(before) > _dated(record)
    if isinstance(record, Known):
        cause = cause.model_copy(update={"since": _since(record, older=older)})
    if _put(session, record, cause):
        return "added" if before is None else "changed"
    return "kept" if older else "unchanged"


def _before(session: Session, record: ImportedRecord, on: dt.date) -> object:
    view = View(on=on)
    if isinstance(record, KnownPrescriber):
        return known_prescriber(session, record.npi, view)
    if isinstance(record, KnownPharmacy):
        return known_pharmacy(session, record.npi, view)
    if isinstance(record, KnownPatient):
        return known_patient(session, record.number, view)
    if isinstance(record, KnowledgeResult):
        return session.get(KnowledgeRow, (record.npi, record.source, record.attempt))
    return session.get(AuthorizationRow, record.number)


def _dated(known: Known) -> dt.date:
    """The last day of its standing that the record has; what is pending has none."""
    days = (getattr(known, name, None) for name in STANDING_DAYS)
    return max((day for day in days if day is not None), default=dt.date.min)


def _since(record: Known, *, older: bool) -> dt.date | None:
    """The day from which a row's details hold: of one listed as pending, until a form or person says more."""
    if record.standing is Standing.PENDING:
        return FROM_THE_START
    return _dated(record) if older else None


def _put(session: Session, record: ImportedRecord, cause: Cause) -> bool:
    if isinstance(record, KnownPrescriber):
        return put_prescriber(session, record, cause)
    if isinstance(record, KnownPharmacy):
        return put_pharmacy(session, record, cause)
    if isinstance(record, KnownPatient):
        return put_patient(session, record, cause)
    if isinstance(record, KnowledgeResult):
        return put_knowledge(session, record, cause)
    return put_authorization(session, record, cause.evidence, cause)


def _news(record: ImportedRecord) -> Iterable[str]:
    if isinstance(record, KnownPrescriber):
        return (of_prescriber(record.npi),)
    if isinstance(record, KnownPharmacy):
        return all_of_pharmacy(record.npi)
    if isinstance(record, KnownPatient):
        return (of_patient(record.birth_date),)
    return (of_knowledge(record.npi),) if isinstance(record, KnowledgeResult) else ()
