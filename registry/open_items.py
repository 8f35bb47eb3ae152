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
from registry.item_terms import are_found_by
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


class Asked(StrEnum):
    """What the open fields of an item are: critical ones, boxes to tick, signatures."""

    CRITICAL = "critical"
    TICK = "tick"
    SIGNATURE = "signature"


class Wanted(Record):
    """Which open items: of a form (any edition), with a reason code, with or without critical fields.

    `owner` names who has them, `words` find them; empty and None mean any.
    """

    form: str = Field(default="", pattern=r"^[a-z0-9_]{0,60}$")
    reason: str = Field(default="", pattern=r"^[A-Z0-9_]{0,80}$")
    critical: bool | None = None
    holder: Holder = Holder.ANYBODY
    owner: str = Field(default="", pattern=r"^[a-z0-9._-]{0,32}$")
    words: tuple[str, ...] = Field(default=(), repr=False)


EVERYTHING = Wanted()


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
    conditions = [*_conditions(wanted, me, at), *are_found_by(session, wanted.words)]
    if after is not None:
        place = sa.tuple_(
            sa.literal(after.due_at, UtcTime()),
            after.risk,
            after.fax,
            after.document,
        )
        conditions.append(sa.tuple_(*_ORDER) > place)
    return _listed(session, conditions, limit)


def owners(session: Session, at: dt.datetime) -> tuple[str, ...]:
    """Everybody who has an item now, by name."""
    held = (col(ReviewItemRow.claimed_by) > "", col(ReviewItemRow.claimed_until) > at)
    query = sa.select(col(ReviewItemRow.claimed_by)).where(_OPEN, *held).distinct()
    return tuple(sorted(session.scalars(query)))


def asking(
    session: Session, what: Asked, me: str, at: dt.datetime, limit: int, *, supervises: bool = False
) -> tuple[ReviewItem, ...]:
    """The first items that ask for it, are nobody's, and are this person's to work on."""
    free = _conditions(Wanted(holder=Holder.NOBODY), me, at)
    found = _listed(session, [*free, *_for(me, supervises=supervises), _asks(what)], limit)
    return tuple(one.item for one in found)


def next_free(
    session: Session, me: str, at: dt.datetime, wanted: Wanted = EVERYTHING, *, supervises: bool = False
) -> ReviewItem | None:
    """The item this person holds already, otherwise the first wanted that is nobody's and theirs to work on.

    Items they passed on are not, nor, unless they supervise, those for a supervisor. None: there is none.
    """
    held = _conditions(Wanted(holder=Holder.ME), me, at)
    free = _conditions(wanted.model_copy(update={"holder": Holder.NOBODY, "owner": ""}), me, at)
    theirs = [*_for(me, supervises=supervises), *are_found_by(session, wanted.words)]
    found = _listed(session, held, 1) or _listed(session, [*free, *theirs], 1)
    return found[0].item if found else None


def _for(me: str, *, supervises: bool) -> list[Any]:
    """The items that are this person's to work on: neither passed on by them nor for a supervisor alone."""
    theirs: list[Any] = [~col(ReviewItemRow.passed_on_by).contains(f" {me} ", autoescape=True)]
    return theirs if supervises else [*theirs, ~col(ReviewItemRow.for_supervisor)]


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


def _asks(what: Asked) -> Any:
    return col(ReviewItemRow.asks).contains(f" {what} ", autoescape=True)


def _conditions(wanted: Wanted, me: str, at: dt.datetime) -> list[Any]:
    found: list[Any] = []
    if wanted.form:
        found.append(col(ReviewItemRow.form) == wanted.form)
    if wanted.reason:
        found.append(col(ReviewItemRow.reasons).contains(f" {wanted.reason} ", autoescape=True))
    if wanted.critical is not None:
        asks = _asks(Asked.CRITICAL)
        found.append(asks if wanted.critical else ~asks)
    if wanted.owner:
        found += [col(ReviewItemRow.claimed_by) == wanted.owner, col(ReviewItemRow.claimed_until) > at]
    if wanted.holder is Holder.ME:
        found += [col(ReviewItemRow.claimed_by) == me, col(ReviewItemRow.claimed_until) > at]
    if wanted.holder is Holder.NOBODY:
        until = col(ReviewItemRow.claimed_until)
        found.append(sa.or_(until.is_(None), until <= at))
    return found
