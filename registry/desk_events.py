"""What people did at the desk, as kept: added, counted, listed; never changed."""

import datetime as dt

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from documents import AnyDeskEvent, DeskEvent
from registry.desk_tables import DeskEventRow
from registry.rows import as_json

_EVENT: TypeAdapter[AnyDeskEvent] = TypeAdapter(AnyDeskEvent)


def add_event(session: Session, event: AnyDeskEvent) -> None:
    """Keep an event, in the session's transaction."""
    row = DeskEventRow(
        at=event.at,
        act=event.act,
        by=event.by,
        account=event.account,
        address=event.address,
        record=as_json(event),
    )
    session.add(row)
    session.flush()


def count_events(
    session: Session, act: str, since: dt.datetime, account: str | None = None, address: str | None = None
) -> int:
    """How many events of one act there were since a time, about an account, from an address, or both."""
    query = sa.select(sa.func.count()).where(col(DeskEventRow.act) == act, col(DeskEventRow.at) > since)
    if account is not None:
        query = query.where(col(DeskEventRow.account) == account)
    if address is not None:
        query = query.where(col(DeskEventRow.address) == address)
    return session.connection().execute(query.select_from(DeskEventRow)).scalar_one()


def last_act(session: Session, by: str) -> dt.datetime | None:
    """When this person did something last; None before their first act."""
    newest = select(DeskEventRow).where(DeskEventRow.by == by).order_by(col(DeskEventRow.id).desc()).limit(1)
    row = session.exec(newest).first()
    return None if row is None else row.at


def events(session: Session, limit: int, before: int | None = None) -> tuple[tuple[int, DeskEvent], ...]:
    """The newest events with their numbers, newest first; `before` goes on from a number."""
    query = select(DeskEventRow).order_by(col(DeskEventRow.id).desc()).limit(limit)
    if before is not None:
        query = query.where(col(DeskEventRow.id) < before)
    return tuple((row.id or 0, _EVENT.validate_python(row.record)) for row in session.exec(query))


def events_of(session: Session, act: str, since: dt.datetime) -> tuple[DeskEvent, ...]:
    """The events of one act since a time, oldest first."""
    query = select(DeskEventRow).where(DeskEventRow.act == act, col(DeskEventRow.at) >= since)
    return tuple(
        _EVENT.validate_python(row.record) for row in session.exec(query.order_by(col(DeskEventRow.id)))
    )
