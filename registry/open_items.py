"""The open review items in the order they should be looked at: by pages, by filters, the next free one."""

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from pydantic import AwareDatetime, Field
from sqlmodel import Session, col

from documents import Digest, Record, ReviewItem
from registry.decision_tables import ReviewItemRow
from registry.fax_tables import FaxRow
from registry.review_items import item_of
from registry.rows import UtcTime

_ORDER = (
    col(ReviewItemRow.due_at),
    col(ReviewItemRow.risk),
    col(ReviewItemRow.fax),
    col(ReviewItemRow.document),
)
_OPEN = col(ReviewItemRow.resolved_at).is_(None)

UNIDENTIFIED = "PAGE_UNIDENTIFIED"
"""Reason code of pages that are for a person because nobody knows what they are."""


class Holder(StrEnum):
    """Whose items are wanted."""

    ANYBODY = "anybody"
    NOBODY = "nobody"
    ME = "me"


class Wanted(Record):
    """Which open items: of a form (any edition), with a reason code, of faxes whose digest starts so."""

    form: str = Field(default="", pattern=r"^[a-z0-9_]{0,60}$")
    reason: str = Field(default="", pattern=r"^[A-Z0-9_]{0,80}$")
    fax: str = Field(default="", pattern=r"^[0-9a-f]{0,64}$")
    holder: Holder = Holder.ANYBODY


class Place(Record):
    """Where a page of the queue ends; the next one begins after it."""

    due_at: AwareDatetime
    risk: int
    fax: Digest
    document: int = Field(ge=1)


class Listed(Record):
    """An open item in the queue, and when its fax was received."""

    item: ReviewItem
    received_at: AwareDatetime

    @property
    def place(self) -> Place:
        """The place of this item in the queue."""
        item = self.item
        return Place(due_at=item.due_at, risk=item.risk, fax=item.fax, document=item.document)


class Depth(Record):
    """How many items are open, how many of them are past due, and how many are somebody's."""

    open: int
    overdue: int
    claimed: int


def queue_page(
    session: Session, wanted: Wanted, me: str, at: dt.datetime, limit: int, after: Place | None = None
) -> tuple[Listed, ...]:
    """The next `limit` items: by when they are due, then most risky first; `me` is who asks."""
    conditions = _conditions(wanted, me, at)
    if after is not None:
        place = sa.tuple_(
            sa.literal(after.due_at, UtcTime()),
            after.risk,
            after.fax,
            after.document,
        )
        conditions.append(sa.tuple_(*_ORDER) > place)
    return _listed(session, conditions, limit)


def next_free(session: Session, me: str, at: dt.datetime, *, supervises: bool = False) -> ReviewItem | None:
    """The item this person holds already, otherwise the first that is nobody's and theirs to work on.

    Items they passed on are not, nor, unless they supervise, those for a supervisor. None: there is none.
    """
    theirs = [~col(ReviewItemRow.passed_on_by).contains(f" {me} ", autoescape=True)]
    if not supervises:
        theirs.append(~col(ReviewItemRow.for_supervisor))
    held, free = (_conditions(Wanted(holder=holder), me, at) for holder in (Holder.ME, Holder.NOBODY))
    found = _listed(session, held, 1) or _listed(session, [*free, *theirs], 1)
    return found[0].item if found else None


def _listed(session: Session, conditions: list[Any], limit: int) -> tuple[Listed, ...]:
    received = col(FaxRow.received_at)
    query = sa.select(ReviewItemRow, received).join(FaxRow, col(FaxRow.digest) == col(ReviewItemRow.fax))
    found = session.execute(query.where(_OPEN, *conditions).order_by(*_ORDER).limit(limit))
    return tuple(Listed(item=item_of(row), received_at=received_at) for row, received_at in found)


def depth(session: Session, at: dt.datetime) -> Depth:
    """How full the queue is."""
    held = (col(ReviewItemRow.claimed_by) > "", col(ReviewItemRow.claimed_until) > at)
    counts = [
        sa.select(sa.func.count()).select_from(ReviewItemRow).where(_OPEN, *conditions).scalar_subquery()
        for conditions in ((), (col(ReviewItemRow.due_at) < at,), held)
    ]
    total, overdue, claimed = session.execute(sa.select(*counts)).one()
    return Depth(open=total, overdue=overdue, claimed=claimed)


def unidentified_waiting(session: Session) -> int:
    """How many open items are of pages nobody has identified."""
    of_no_form = (col(ReviewItemRow.form) == "", col(ReviewItemRow.reasons).contains(f" {UNIDENTIFIED} "))
    query = sa.select(sa.func.count()).select_from(ReviewItemRow).where(_OPEN, *of_no_form)
    return int(session.execute(query).scalar_one())


def _conditions(wanted: Wanted, me: str, at: dt.datetime) -> list[Any]:
    found: list[Any] = []
    if wanted.form:
        found.append(col(ReviewItemRow.form) == wanted.form)
    if wanted.reason:
        found.append(col(ReviewItemRow.reasons).contains(f" {wanted.reason} ", autoescape=True))
    if wanted.fax:
        found.append(col(ReviewItemRow.fax).between(wanted.fax, wanted.fax.ljust(64, "f")))
    if wanted.holder is Holder.ME:
        found += [col(ReviewItemRow.claimed_by) == me, col(ReviewItemRow.claimed_until) > at]
    if wanted.holder is Holder.NOBODY:
        until = col(ReviewItemRow.claimed_until)
        found.append(sa.or_(until.is_(None), until <= at))
    return found
