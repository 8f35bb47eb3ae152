"""Prescribers, pharmacies, patients and knowledge results: put with their cause, so that history is kept."""

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import KnowledgeResult, KnownPatient, KnownPharmacy, KnownPrescriber, Standing
from documents.facts import Known
from registry.as_of import DAYS
from registry.authorizations import RESTS_ON, void_ended
from registry.details import columns, details_of, held, note_details, note_prescriber, stated
from registry.history import ENDED, GOOD, Cause, Entry, Moment, changes_of, note_change, position
from registry.known_names import put_name
from registry.participant_tables import (
    KnowledgeRow,
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

KNOWN: Mapping[str, type[Known]] = {
    "prescriber": KnownPrescriber,
    "pharmacy": KnownPharmacy,
    "patient": KnownPatient,
}

_PERSON = ("first_name", "last_name")
_NAME: Mapping[str, tuple[str, ...]] = {"prescriber": _PERSON, "pharmacy": ("name",), "patient": _PERSON}


def put_prescriber(session: Session, known: KnownPrescriber, cause: Cause) -> bool:
    """Make the prescriber so; whether anything changed.

    The days the record has are kept as changes of standing, and a standing without a day as one of today.
    What it leaves empty it says nothing of.
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
    entry = ("patient", known.number)
    changed = _put(session, entry, known, cause)
    linked = cause.model_copy(update={"since": cause.since or known.enrolled_on})
    for npi in known.prescribers:
        changed |= note_prescriber(session, entry, npi, linked)
    return changed


def put_knowledge(session: Session, result: KnowledgeResult, now: Moment) -> bool:
    """Keep a knowledge result; whether it was new or other than before."""
    before = session.get(KnowledgeRow, (result.npi, result.source, result.attempt))
    return put_row(
        session, KnowledgeRow(**result.model_dump(), recorded_at=before.recorded_at if before else now.at)
    )


def _put(session: Session, entry: Entry, known: Known, cause: Cause) -> bool:
    row = ROWS[entry[0]](**known.model_dump(exclude={"prescribers"}), evidence=cause.evidence)
    new = insert_once(session, row)
    if new:
        put_name(session, entry, name_of(entry[0], row))
    _note(session, entry, known, cause)
    note_details(session, entry, stated(known), cause)
    return place(session, entry, cause) or new


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
    """Bring the present standing and details of an entry in line with its history; whether that changed it.

    Authorizations that rest on what ended are void.
    """
    there = position(changes_of(session, (entry,)))
    row = session.get_one(ROWS[entry[0]], entry[1])
    name = name_of(entry[0], row)
    placed = {
        "standing": there.standing,
        **dict(zip(DAYS[entry[0]], (there.good_since, there.ended_on), strict=True)),
        **columns(held(change for _, change in details_of(session, (entry,))), KNOWN[entry[0]]),
    }
    changed = any(getattr(row, column) != value for column, value in placed.items())
    for column, value in placed.items():
        setattr(row, column, value)
    session.flush()
    if name_of(entry[0], row) != name:
        put_name(session, entry, name_of(entry[0], row))
    if entry[0] in RESTS_ON:
        void_ended(session, entry, now)
    return changed


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
