"""Decisions that wait for evidence, and the evidence that has them made again."""

import datetime as dt
from collections.abc import Callable, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from documents import Digest, Record
from registry.decision_tables import CorrectionRow, DispositionRow, WaitingRow
from registry.fax_tables import DocumentRow

Wake = Callable[[Session, Digest, int, int], None]
"""Has a document decided again, under a revision, inside the session's transaction."""


class Waiting(Record):
    """A document whose newest decision waits, and the revision under which it is to be decided again."""

    fax: Digest
    document: int
    revision: int


def wake_all(session: Session, news: Iterable[str], on: dt.date, wake: Wake) -> None:
    """Have each document that waits for one of these pieces of evidence on this day decided again, once."""
    for document in waiting_on(session, news, on):
        wake(session, document.fax, document.document, document.revision)


def waiting_on(
    session: Session, news: Iterable[str], on: dt.date, known_at: dt.datetime | None = None
) -> tuple[Waiting, ...]:
    """The documents that evidence of a day, in the words of `registry.awaited`, may settle; oldest first.

    With `known_at` the decisions made by then, as if it were then.
    """
    found = session.execute(_that_wait(on, known_at).where(col(WaitingRow.awaits).in_(tuple(news))))
    return tuple(dict.fromkeys(_next(fax, document, revision) for fax, document, revision, *_ in found))


def all_waiting(session: Session, on: dt.date) -> tuple[tuple[Waiting, dt.datetime, str], ...]:
    """Every document that waits on this day, when it was decided and one thing it waits for; oldest first."""
    found = session.execute(_that_wait(on, None))
    return tuple(
        (_next(fax, document, revision), decided_at, awaits)
        for fax, document, revision, decided_at, awaits in found
    )


def _next(fax: Digest, document: int, revision: int) -> Waiting:
    return Waiting(fax=fax, document=document, revision=revision + 1)


def _that_wait(on: dt.date, known_at: dt.datetime | None) -> sa.Select[str, int, int, dt.datetime, str]:
    """The newest decisions that wait on a day, by a time, once for each thing they wait for; oldest first."""
    later = aliased(DispositionRow)
    by_then = (lambda at: at <= known_at) if known_at is not None else (lambda _at: sa.true())
    superseded = sa.exists().where(
        col(later.fax) == DispositionRow.fax,
        col(later.document) == DispositionRow.document,
        col(later.revision) > DispositionRow.revision,
        by_then(col(later.as_of)),
    )
    corrected = sa.exists().where(
        col(CorrectionRow.fax) == DispositionRow.fax,
        col(CorrectionRow.document) == DispositionRow.document,
        col(CorrectionRow.revision) > DispositionRow.revision,
        by_then(col(CorrectionRow.made_at)),
    )
    given_way = sa.exists().where(
        col(DocumentRow.fax) == DispositionRow.fax,
        col(DocumentRow.number) == DispositionRow.document,
        col(DocumentRow.superseded_by).is_not(None),
    )
    waits = sa.and_(
        col(WaitingRow.fax) == DispositionRow.fax,
        col(WaitingRow.document) == DispositionRow.document,
        col(WaitingRow.revision) == DispositionRow.revision,
        sa.or_(col(WaitingRow.until).is_(None), col(WaitingRow.until) >= on),
    )
    row = DispositionRow
    columns = (col(row.fax), col(row.document), col(row.revision), col(row.as_of), col(WaitingRow.awaits))
    return (
        sa.select(*columns)
        .join(WaitingRow, waits)
        .where(~superseded, ~corrected, ~given_way, by_then(col(row.as_of)))
        .order_by(col(row.as_of), col(row.fax), col(row.document))
    )
