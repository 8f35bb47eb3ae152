"""Faxes as they arrive, where each one is, and the count that reconciles to zero."""

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import (
    Acceptance,
    Arrival,
    Digest,
    FaxState,
    Media,
    NoSuchThing,
    ReceivedFax,
    Record,
    Refusal,
    RefusalReason,
)
from registry.callers import number_of
from registry.database import writing
from registry.decision_tables import DispositionRow, ReviewItemRow
from registry.fax_tables import ArrivalRow, FaxRow
from registry.rows import insert_once

Enqueue = Callable[[Session, Digest], None]
"""Puts the work on a fax on the queue, inside the session's transaction."""


class FaxStatus(Record):
    """A fax, where it is since when, why (a sentence for people), and how often it arrived."""

    fax: ReceivedFax
    state: FaxState
    since: dt.datetime
    note: str
    arrivals: int


class Reconciliation(Record):
    """Every fax that arrived, accounted for.

    `received` counts distinct faxes among the arrivals; `queued` are those nobody has taken up yet.
    `difference` is what is in no state, and `astray` are faxes whose state is contradicted by their records.
    Sound books have neither.
    """

    arrivals: int
    received: int
    queued: int
    working: int
    review: int
    decided: int
    routed: int
    quarantined: int
    failed: int
    difference: int
    astray: tuple[Digest, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is missing and nothing contradicts itself."""
        return self.difference == 0 and not self.astray


class FaxSink:
    """Takes faxes from the channels: the fax, its arrival and its work in one transaction."""

    def __init__(self, engine: sa.Engine, enqueue: Enqueue) -> None:
        self._engine = engine
        self._enqueue = enqueue

    def accept(self, fax: ReceivedFax, arrival: Arrival) -> Acceptance:
        """Keep the arrival, and the fax with its work when it is new; committed on return.

        StoreFailed when the database did not take it: the source must be kept then.
        """
        if fax.digest != arrival.digest:
            raise ValueError("the arrival is of another fax")
        with writing(self._engine) as session:
            new = insert_once(session, _fax_row(fax))
            arrived = insert_once(session, ArrivalRow(**arrival.model_dump()))
            if new:
                self._enqueue(session, fax.digest)
        if new:
            return Acceptance.NEW
        return Acceptance.KNOWN_FAX if arrived else Acceptance.KNOWN_ARRIVAL


def _fax_row(fax: ReceivedFax) -> FaxRow:
    return FaxRow(
        **fax.model_dump(mode="python"),
        caller_number=number_of(fax.caller),
        state=FaxState.RECEIVED,
        state_at=fax.received_at,
    )


def fax_row(session: Session, digest: Digest) -> FaxRow:
    """The row of a fax; NoSuchThing when it never arrived."""
    row = session.get(FaxRow, digest)
    if row is None:
        raise NoSuchThing("no such fax")
    return row


def set_state(session: Session, digest: Digest, state: FaxState, at: dt.datetime, note: str = "") -> None:
    """Move a fax to a state; `note` is a constant sentence for people.

    NoSuchThing for a fax that never came.
    """
    row = fax_row(session, digest)
    row.state, row.state_at, row.note = state, at, note
    session.flush()


def quarantine(session: Session, refusal: Refusal, at: dt.datetime) -> None:
    """Put a fax that cannot be opened into quarantine, with the reason a clerk reads."""
    row = fax_row(session, refusal.fax)
    row.refusal = refusal.reason
    set_state(session, refusal.fax, FaxState.QUARANTINED, at, refusal.message)


def refusal(session: Session, digest: Digest) -> Refusal:
    """Why a fax is in quarantine; NoSuchThing when it is not."""
    row = fax_row(session, digest)
    if row.refusal is None:
        raise NoSuchThing("this fax is not in quarantine")
    return Refusal(fax=digest, reason=RefusalReason(row.refusal), message=row.note)


def received(session: Session, digest: Digest) -> ReceivedFax:
    """The fax as it was first received."""
    return _fax(fax_row(session, digest))


def _fax(row: FaxRow) -> ReceivedFax:
    return ReceivedFax(
        digest=row.digest,
        channel=row.channel,
        provider_id=row.provider_id,
        received_at=row.received_at,
        caller=row.caller,
        byte_count=row.byte_count,
        media=Media(row.media),
    )


def find_fax(session: Session, start: str) -> Digest:
    """The one fax whose digest starts so; NoSuchThing for none or several."""
    found = session.exec(
        select(FaxRow.digest).where(col(FaxRow.digest).startswith(start, autoescape=True)).limit(2)
    ).all()
    if len(found) != 1:
        raise NoSuchThing("no fax starts so" if not found else "several faxes start so: give more digits")
    return found[0]


def status(session: Session, digest: Digest) -> FaxStatus:
    """Where a fax is."""
    return _status(session, fax_row(session, digest))


def _status(session: Session, row: FaxRow) -> FaxStatus:
    of_it = select(sa.func.count()).select_from(ArrivalRow).where(ArrivalRow.digest == row.digest)
    return FaxStatus(
        fax=_fax(row),
        state=FaxState(row.state),
        since=row.state_at,
        note=row.note,
        arrivals=session.exec(of_it).one(),
    )


def list_faxes(session: Session, state: FaxState | None = None) -> tuple[FaxStatus, ...]:
    """Faxes in the order received; of one state, or all."""
    query = select(FaxRow).order_by(col(FaxRow.received_at), col(FaxRow.digest))
    if state is not None:
        query = query.where(FaxRow.state == state)
    return tuple(_status(session, row) for row in session.exec(query))


def reconcile(session: Session) -> Reconciliation:
    """Count every fax that arrived by where it is, and name the ones whose records contradict their state."""
    by_state = dict(session.exec(select(FaxRow.state, sa.func.count()).group_by(FaxRow.state)).all())
    arrivals, distinct = session.exec(
        select(sa.func.count(), sa.func.count(sa.distinct(col(ArrivalRow.digest)))).select_from(ArrivalRow)
    ).one()
    in_a_state = sum(by_state.values())
    return Reconciliation(
        arrivals=arrivals,
        received=distinct,
        queued=by_state.pop(FaxState.RECEIVED, 0),
        **{state: by_state.get(state, 0) for state in FaxState if state is not FaxState.RECEIVED},
        difference=distinct - in_a_state,
        astray=_astray(session),
    )


def _astray(session: Session) -> tuple[Digest, ...]:
    decided = sa.exists().where(col(DispositionRow.fax) == FaxRow.digest)
    open_item = sa.exists().where(
        col(ReviewItemRow.fax) == FaxRow.digest, col(ReviewItemRow.resolved_at).is_(None)
    )
    contradicted = sa.or_(
        sa.and_(col(FaxRow.state).in_((FaxState.DECIDED, FaxState.ROUTED)), ~decided),
        sa.and_(col(FaxRow.state) == FaxState.REVIEW, ~open_item),
        sa.and_(col(FaxRow.state).in_((FaxState.DECIDED, FaxState.ROUTED)), open_item),
        sa.and_(col(FaxRow.state) == FaxState.QUARANTINED, col(FaxRow.refusal).is_(None)),
    )
    return tuple(session.exec(select(FaxRow.digest).where(contradicted).order_by(FaxRow.digest)))
