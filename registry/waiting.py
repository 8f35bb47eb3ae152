"""Pending documents, and the new evidence that lets them be decided again."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from documents import Digest, Outcome, Record
from registry.decision_tables import CorrectionRow, DispositionRow, WaitingRow
from registry.fax_tables import DocumentRow


class Waiting(Record):
    """A pending document, and the revision under which it is to be decided again."""

    fax: Digest
    document: int
    revision: int


def waiting_on(session: Session, npi: str) -> tuple[Waiting, ...]:
    """The pending documents that new evidence about an NPI may settle, oldest decision first."""
    return _waiting(session, col(WaitingRow.npi) == npi)


def waiting(session: Session) -> tuple[Waiting, ...]:
    """Every pending document that names an NPI, oldest decision first."""
    return _waiting(session, sa.true())


def _waiting(session: Session, which: sa.ColumnElement[bool]) -> tuple[Waiting, ...]:
    later = aliased(DispositionRow)
    superseded = sa.exists().where(
        col(later.fax) == DispositionRow.fax,
        col(later.document) == DispositionRow.document,
        col(later.revision) > DispositionRow.revision,
    )
    corrected = sa.exists().where(
        col(CorrectionRow.fax) == DispositionRow.fax,
        col(CorrectionRow.document) == DispositionRow.document,
        col(CorrectionRow.revision) > DispositionRow.revision,
    )
    given_way = sa.exists().where(
        col(DocumentRow.fax) == DispositionRow.fax,
        col(DocumentRow.number) == DispositionRow.document,
        col(DocumentRow.superseded_by).is_not(None),
    )
    named = sa.exists().where(
        which,
        col(WaitingRow.fax) == DispositionRow.fax,
        col(WaitingRow.document) == DispositionRow.document,
    )
    query = (
        select(DispositionRow)
        .where(DispositionRow.outcome == Outcome.PENDING, named, ~superseded, ~corrected, ~given_way)
        .order_by(col(DispositionRow.as_of), col(DispositionRow.fax), col(DispositionRow.document))
    )
    return tuple(
        Waiting(fax=row.fax, document=row.document, revision=row.revision + 1) for row in session.exec(query)
    )
