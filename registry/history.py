"""The history of standings: every change with its cause, and where it places somebody on any day."""

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa
from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import Record, Standing
from registry.participant_tables import StandingChangeRow

GOOD = frozenset({Standing.CERTIFIED, Standing.ENROLLED})
ENDED = frozenset({Standing.DEACTIVATED, Standing.DECERTIFIED, Standing.DISCONTINUED})
OVER = ENDED | {Standing.EXPIRED}

Entry = tuple[str, str]
"""Kind and NPI or number of one entry of the registry."""


class Moment(Record):
    """A time, and the calendar day it is at the coordinating center."""

    at: AwareDatetime
    on: dt.date


class Cause(Moment):
    """Why something in the registry changes, and when that became known.

    `evidence` names a document, an imported table or `person`; then `by` is the person and `reason` theirs.
    """

    evidence: str
    by: str = ""
    reason: str = Field(default="", repr=False)


class Change(Record):
    """One change of a standing: true from `effective_on`, known since `recorded_at`.

    None: recorded before times were kept, so known at all times.
    """

    standing: Standing
    effective_on: dt.date
    recorded_at: AwareDatetime | None
    evidence: str
    by: str = ""
    reason: str = Field(default="", repr=False)

    @property
    def weight(self) -> tuple[dt.date, bool, float, bool, str]:
        """What decides between two: the later day, a person's word, their later word, the one that ends."""
        known = self.recorded_at.timestamp() if self.by and self.recorded_at else 0
        return self.effective_on, bool(self.by), known, self.standing in ENDED, self.standing


class Position(Record):
    """Where somebody stands on a day.

    `good_since` is the first day of the newest certification or enrollment, over, it may be; `renewed_on` the
    last day on which it was given again; `ended_on` the day it ended, None while it is in force.
    """

    standing: Standing = Standing.PENDING
    good_since: dt.date | None = None
    renewed_on: dt.date | None = None
    ended_on: dt.date | None = None

    @property
    def since(self) -> dt.date | None:
        """The first day of the standing; None for what has no day."""
        return self.ended_on or self.good_since


def position(changes: Iterable[Change], on: dt.date | None = None, lasts: int | None = None) -> Position:
    """Where the changes, in whatever order they became known, place somebody on a day; None: after all.

    A standing is pending until another is given. One that `lasts` so many days is expired after them, unless
    it was given again.
    """
    there = Position()
    for change in sorted(changes, key=lambda each: each.weight):
        if change.standing is not Standing.PENDING and (on is None or change.effective_on <= on):
            there = _after(_expired(there, change.effective_on, lasts), change)
    return there if on is None else _expired(there, on, lasts)


def _after(there: Position, change: Change) -> Position:
    day = change.effective_on
    if change.standing in GOOD:
        since = there.good_since if there.standing in GOOD else day
        return Position(standing=change.standing, good_since=since, renewed_on=day)
    ended = there.ended_on if there.standing is change.standing else day
    return there.model_copy(update={"standing": change.standing, "ended_on": ended})


def _expired(there: Position, on: dt.date, lasts: int | None) -> Position:
    if lasts is None or there.standing not in GOOD or there.renewed_on is None:
        return there
    end = there.renewed_on + dt.timedelta(days=lasts + 1)
    return there if on < end else there.model_copy(update={"standing": Standing.EXPIRED, "ended_on": end})


def ended_from(changes: tuple[Change, ...], day: dt.date) -> dt.date | None:
    """The first day, from this one on, on which a standing is ended; None when there is none."""
    days = (day, *(change.effective_on for change in changes if change.effective_on > day))
    return min((each for each in days if position(changes, each).standing in ENDED), default=None)


def changes_of(
    session: Session, entries: Iterable[Entry], known_at: dt.datetime | None = None
) -> tuple[Change, ...]:
    """The changes of these entries, in the order of their days; with `known_at` those known by then."""
    return tuple(change for _, change in told_of(session, entries, known_at))


def told_of(
    session: Session, entries: Iterable[Entry], known_at: dt.datetime | None = None
) -> tuple[tuple[Entry, Change], ...]:
    """The same with the entry each is of."""
    rows, wanted = StandingChangeRow, set(entries)
    keys = {key for _, key in wanted}
    query = select(rows).where(col(rows.subject).in_(keys))
    if known_at is not None:
        query = query.where(sa.or_(col(rows.recorded_at).is_(None), col(rows.recorded_at) <= known_at))
    found = session.exec(query.order_by(col(rows.effective_on), col(rows.id)))
    told = (((row.subject_kind, row.subject), row) for row in found)
    return tuple(
        (entry, Change.model_validate(row.model_dump(include=set(Change.model_fields))))
        for entry, row in told
        if entry in wanted
    )


def note_change(session: Session, entry: Entry, standing: Standing, day: dt.date, cause: Cause) -> None:
    """Keep a change, unless the same paper or table has said so before."""
    rows, (kind, key) = StandingChangeRow, entry
    said = select(rows.id).where(
        rows.subject_kind == kind,
        rows.subject == key,
        rows.standing == standing,
        rows.evidence == cause.evidence,
    )
    if standing is not Standing.PENDING:
        said = said.where(rows.effective_on == day)
    if not cause.by and session.exec(said).first() is not None:
        return
    row = StandingChangeRow(
        subject_kind=kind,
        subject=key,
        standing=standing,
        effective_on=day,
        evidence=cause.evidence,
        recorded_at=cause.at,
        by=cause.by,
        reason=cause.reason,
    )
    session.add(row)
    session.flush()
