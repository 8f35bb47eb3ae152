"""Two entries that are one person or pharmacy: merged by a person, and taken apart again."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from documents import AlreadyTaken, NoSuchThing
from registry.history import Cause, Entry
from registry.participant_tables import MergeRow


def families_of(
    session: Session, entries: Iterable[Entry], known_at: dt.datetime | None = None
) -> dict[Entry, tuple[Entry, ...]]:
    """For each entry all that count as one with it, itself among them, the kept one first."""
    wanted = tuple(dict.fromkeys(entries))
    kept_of = _merged_with(session, wanted, known_at)
    others = defaultdict[Entry, list[Entry]](list)
    for other, kept in sorted(kept_of.items()):
        others[kept].append(other)
    found = {}
    for entry in wanted:
        root = entry
        while root in kept_of:
            root = kept_of[root]
        family = [root]
        for one in family:
            family += others[one]
        found[entry] = tuple(family)
    return found


def _merged_with(
    session: Session, entries: tuple[Entry, ...], known_at: dt.datetime | None
) -> dict[Entry, Entry]:
    """Every merge in force that these entries lead to: which entry counts as which."""
    kept_of: dict[Entry, Entry] = {}
    seen, new = set[str](), {key for _, key in entries}
    while new:
        seen |= new
        touched = sa.or_(col(MergeRow.other).in_(new), col(MergeRow.kept).in_(new))
        rows = session.exec(_in_force(known_at).where(touched)).all()
        kept_of |= {(row.kind, row.other): (row.kind, row.kept) for row in rows}
        new = {key for row in rows for key in (row.other, row.kept)} - seen
    return kept_of


def entries_of(session: Session, entry: Entry, known_at: dt.datetime | None = None) -> tuple[Entry, ...]:
    """All entries that count as one with this one, the kept one first."""
    return families_of(session, (entry,), known_at)[entry]


def root_of(session: Session, entry: Entry, known_at: dt.datetime | None = None) -> Entry:
    """The entry that this one counts as; itself unless it was merged."""
    return entries_of(session, entry, known_at)[0]


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
