"""Prescribers, pharmacies, patients and knowledge results: put with their cause, so that history is kept."""

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import KnowledgeResult, KnownPatient, KnownPharmacy, KnownPrescriber, Standing
from registry.as_of import DAYS, Known, prescriber_of
from registry.authorizations import RESTS_ON, void_ended
from registry.history import ENDED, GOOD, Cause, Entry, Moment, changes_of, note_change, position
from registry.known_names import put_name
from registry.participant_tables import (
    KnowledgeRow,
    PatientPrescriberRow,
    PatientRow,
    PharmacyRow,
    PrescriberRow,
)
from registry.rows import Row, insert_once, put_row

EntryRow = PrescriberRow | PharmacyRow | PatientRow

ROWS: Mapping[str, type[EntryRow]] = {
    "prescriber": PrescriberRow,
    "pharmacy": PharmacyRow,
    "patient": PatientRow,
}

_PERSON = ("first_name", "last_name")
_NAME: Mapping[str, tuple[str, ...]] = {"prescriber": _PERSON, "pharmacy": ("name",), "patient": _PERSON}


def put_prescriber(session: Session, known: KnownPrescriber, cause: Cause) -> bool:
    """Make the prescriber so; whether anything changed.

    The days the record has are kept as changes of standing, and a standing without a day as one of today.
    Authorizations that rest on what ended are void from that day.
    """
    return _put(session, ("prescriber", known.npi), known, cause)


def put_pharmacy(session: Session, known: KnownPharmacy, cause: Cause) -> bool:
    """Make the pharmacy so, in the same way; whether anything changed."""
    return _put(session, ("pharmacy", known.npi), known, cause)


def put_patient(session: Session, known: KnownPatient, cause: Cause) -> bool:
    """Make the patient so, in the same way, and link the prescribers named; whether anything changed.

    No link is ever taken away.
    """
    changed = _put(session, ("patient", known.number), known, cause)
    for npi in known.prescribers:
        changed |= insert_once(session, PatientPrescriberRow(patient=known.number, npi=npi))
    return changed


def put_knowledge(session: Session, result: KnowledgeResult, now: Moment) -> bool:
    """Keep a knowledge result; whether it was new or other than before."""
    before = session.get(KnowledgeRow, (result.npi, result.source, result.attempt))
    return put_row(
        session, KnowledgeRow(**result.model_dump(), recorded_at=before.recorded_at if before else now.at)
    )


def _put(session: Session, entry: Entry, known: Known, cause: Cause) -> bool:
    row = ROWS[entry[0]](**known.model_dump(exclude={"prescribers"}), evidence=cause.evidence)
    before = session.get(ROWS[entry[0]], entry[1])
    if before is not None:
        for name in ("standing", *DAYS[entry[0]]):
            setattr(row, name, getattr(before, name))
    if before is None or name_of(entry[0], before) != name_of(entry[0], row):
        put_name(session, entry, name_of(entry[0], row))
    changed = put_row(session, row)
    _note(session, entry, known, cause)
    return place(session, entry, cause) or changed


def name_of(kind: str, row: Row) -> str:
    """The whole name in the row of an entry of that kind."""
    return " ".join(getattr(row, part) for part in _NAME[kind])


def _note(session: Session, entry: Entry, known: Known, cause: Cause) -> None:
    """Keep what a record says of its standing; what is pending has no day that counts."""
    if known.standing is Standing.PENDING:
        note_change(session, entry, known.standing, cause.on, cause)
        return
    good = Standing.ENROLLED if entry[0] == "patient" else Standing.CERTIFIED
    ended = Standing.DISCONTINUED if entry[0] == "patient" else Standing.DECERTIFIED
    standings = (
        known.standing if known.standing in GOOD else good,
        known.standing if known.standing in ENDED else ended,
    )
    said = {standing: getattr(known, name) for standing, name in zip(standings, DAYS[entry[0]], strict=True)}
    said[known.standing] = said[known.standing] or cause.on
    for standing, day in said.items():
        if day is not None:
            note_change(session, entry, standing, day, cause)


def place(session: Session, entry: Entry, now: Moment) -> bool:
    """Bring the present standing of an entry in line with its history; whether that changed it.

    Authorizations that rest on what ended are void.
    """
    there = position(changes_of(session, (entry,)))
    row = session.get_one(ROWS[entry[0]], entry[1])
    placed = {
        "standing": there.standing,
        **dict(zip(DAYS[entry[0]], (there.good_since, there.ended_on), strict=True)),
    }
    changed = any(getattr(row, name) != value for name, value in placed.items())
    for name, value in placed.items():
        setattr(row, name, value)
    session.flush()
    if entry[0] in RESTS_ON:
        void_ended(session, entry, now)
    return changed


def prescribers(session: Session) -> tuple[KnownPrescriber, ...]:
    """Every prescriber in the registry, by NPI."""
    rows = session.exec(select(PrescriberRow).order_by(PrescriberRow.npi))
    return tuple(map(prescriber_of, rows))


def knowledge_of(
    session: Session, npi: str, known_at: dt.datetime | None = None
) -> tuple[KnowledgeResult, ...]:
    """Every attempt of an NPI at the knowledge assessment, or those known by a time, oldest first."""
    query = select(KnowledgeRow).where(KnowledgeRow.npi == npi)
    if known_at is not None:
        known = col(KnowledgeRow.recorded_at)
        query = query.where(sa.or_(known.is_(None), known <= known_at))
    rows = session.exec(query.order_by(col(KnowledgeRow.taken_on), col(KnowledgeRow.attempt)))
    return tuple(KnowledgeResult(**row.model_dump(exclude={"recorded_at"})) for row in rows)
