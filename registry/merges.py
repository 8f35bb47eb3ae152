"""Two entries that are one person or pharmacy: merged by a person, and taken apart again."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from documents import AlreadyTaken, NoSuchThing
from registry.history import Cause, Entry
from registry.participant_tables import MergeRow


def root_of(session: Session, entry: Entry, known_at: dt.datetime | None = None) -> Entry:
    """The entry that this one counts as; itself unless it was merged."""
    kind, key = entry
    query = _in_force(known_at).where(MergeRow.kind == kind, MergeRow.other == key)
    row = session.exec(query).first()
    return entry if row is None else root_of(session, (kind, row.kept), known_at)


def entries_of(session: Session, entry: Entry, known_at: dt.datetime | None = None) -> tuple[Entry, ...]:
    """All entries that count as one with this one, the kept one first."""
    found = [root_of(session, entry, known_at)]
    for kind, key in found:
        below = session.exec(_in_force(known_at).where(MergeRow.kind == kind, MergeRow.kept == key))
        found += sorted((kind, row.other) for row in below)
    return tuple(found)


def keys_of(session: Session, entry: Entry) -> tuple[str, ...]:
    """The NPIs or numbers of all entries that count as one with this one, the kept one first."""
    return tuple(key for _, key in entries_of(session, entry))


def merge_entries(session: Session, kind: str, kept: str, other: str, cause: Cause) -> None:
    """Have `other` count as `kept`; nothing of either is lost. AlreadyTaken when they count as one."""
    root, merged = root_of(session, (kind, kept)), root_of(session, (kind, other))
    if root == merged:
        raise AlreadyTaken("the two entries are merged already")
    row = MergeRow(
        kind=kind,
        kept=root[1],
        other=merged[1],
        merged_at=cause.at,
        merged_by=cause.by,
        reason=cause.reason,
    )
    session.add(row)
    session.flush()


def part_entries(session: Session, kind: str, other: str, cause: Cause) -> str:
    """Have `other` count for itself again, and say as which it counted; NoSuchThing unless it was merged."""
    query = _in_force(None).where(MergeRow.kind == kind, MergeRow.other == other)
    row = session.exec(query).first()
    if row is None:
        raise NoSuchThing("this entry is not merged into another one")
    row.undone_at, row.undone_by, row.undone_reason = cause.at, cause.by, cause.reason
    session.flush()
    return row.kept


def merges_of(session: Session, entries: tuple[Entry, ...]) -> tuple[MergeRow, ...]:
    """Every merge these entries ever took part in, undone ones too, oldest first."""
    kinds, keys = {kind for kind, _ in entries}, {key for _, key in entries}
    of_them = sa.or_(col(MergeRow.kept).in_(keys), col(MergeRow.other).in_(keys))
    query = select(MergeRow).where(col(MergeRow.kind).in_(kinds), of_them)
    return tuple(session.exec(query.order_by(col(MergeRow.id))))


def _in_force(known_at: dt.datetime | None) -> SelectOfScalar[MergeRow]:
    row = MergeRow
    if known_at is None:
        return select(row).where(col(row.undone_at).is_(None))
    undone = sa.or_(col(row.undone_at).is_(None), col(row.undone_at) > known_at)
    return select(row).where(col(row.merged_at) <= known_at, undone)
