"""Pages nobody has identified yet, and the documents whose missing page may be one of them."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from documents import Digest, Document, Outcome, PageRef, ReceivedFax
from registry.callers import number_of
from registry.decision_tables import DispositionRow
from registry.fax_tables import DocumentRow, FaxRow, PageRow
from registry.review_items import open_item_of
from registry.rows import from_json
from registry.waiting import Waiting

AWAITED = "PAGE_AWAITED"
"""Reason code of a document whose missing page may be one that waits to be identified."""

MISSING = "PAGES_MISSING"
"""Reason code of a document of which a page was not received."""


def unidentified_beside(session: Session, fax: ReceivedFax) -> tuple[PageRef, ...]:
    """The unidentified pages of other faxes from the same caller's number."""
    number = number_of(fax.caller)
    query = (
        select(PageRow)
        .join(FaxRow, col(FaxRow.digest) == PageRow.fax)
        .where(col(PageRow.unidentified), FaxRow.caller_number == number, PageRow.fax != fax.digest)
        .order_by(col(FaxRow.received_at), col(PageRow.fax), col(PageRow.number))
    )
    rows = session.exec(query) if number else ()
    return tuple(PageRef(fax=row.fax, number=row.number) for row in rows)


def may_still_come(session: Session, fax: Digest) -> bool:
    """Whether a page of the fax, or of another fax from the same caller's number, is unidentified.

    While it is, no page may be asked for as missing from a document of the fax.
    """
    row = session.get_one(FaxRow, fax)
    of_caller = _faxes_beside(row)
    query = select(PageRow.fax).where(col(PageRow.unidentified), col(PageRow.fax).in_(of_caller)).limit(1)
    return session.exec(query).first() is not None


def affected(session: Session, fax: Digest, at: dt.datetime) -> tuple[Waiting, ...]:
    """The documents to decide again since pages of the fax became unidentified, or identified.

    While a page of the caller is unidentified, those decided as lacking a page; when none is left, those held
    for nothing else. Documents that wait for more than that, or that somebody has taken, are decided again
    when a person completes them.
    """
    return _to_hold(session, fax) if may_still_come(session, fax) else _to_free(session, fax, at)


def _to_hold(session: Session, fax: Digest) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(fax=row.fax, document=row.document, revision=row.revision + 1)
        for row, _ in _decided(session, fax, Outcome.DEFICIENT)
        if MISSING in row.record["reasons"]
    )


def _to_free(session: Session, fax: Digest, at: dt.datetime) -> tuple[Waiting, ...]:
    held = (
        (row, open_item_of(session, row.fax, row.document))
        for row, _ in _decided(session, fax, Outcome.REVIEW)
        if row.record["reasons"] == [AWAITED]
    )
    return tuple(
        Waiting(fax=row.fax, document=row.document, revision=row.revision + 1)
        for row, item in held
        if item is not None and (item.claim is None or item.claim.until <= at)
    )


def incomplete_beside(session: Session, fax: Digest) -> tuple[Document, ...]:
    """The documents of other faxes from the same caller's number of which a page was not received."""
    decided = _decided(session, fax, Outcome.REVIEW, Outcome.DEFICIENT, Outcome.PENDING)
    documents = (from_json(Document, kept.record) for row, kept in decided if row.fax != fax)
    return tuple(document for document in documents if document.missing)


def _decided(
    session: Session, fax: Digest, *outcomes: Outcome
) -> tuple[tuple[DispositionRow, DocumentRow], ...]:
    """The newest decisions with such an outcome on the standing documents of the same caller's faxes."""
    kept, later = aliased(DocumentRow), aliased(DispositionRow)
    newer = sa.exists().where(
        col(later.fax) == DispositionRow.fax,
        col(later.document) == DispositionRow.document,
        col(later.revision) > DispositionRow.revision,
    )
    of_it = sa.and_(col(kept.fax) == DispositionRow.fax, col(kept.number) == DispositionRow.document)
    query = (
        select(DispositionRow, kept)
        .join(kept, of_it)
        .where(
            col(DispositionRow.fax).in_(_faxes_beside(session.get_one(FaxRow, fax))),
            col(DispositionRow.outcome).in_(outcomes),
            col(kept.superseded_by).is_(None),
            ~newer,
        )
        .order_by(col(DispositionRow.fax), col(DispositionRow.document))
    )
    return tuple(session.exec(query).all())


def _faxes_beside(row: FaxRow) -> sa.Select[str]:
    """The fax and every other from the same caller's number."""
    same = col(FaxRow.caller_number) == row.caller_number if row.caller_number else sa.false()
    return sa.select(col(FaxRow.digest)).where(sa.or_(col(FaxRow.digest) == row.digest, same))
