"""Review items and corrections as kept: opened, claimed, closed."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from documents import Claim, Correction, Digest, ReviewItem
from registry.decision_tables import CorrectionRow, ReviewItemRow
from registry.item_terms import remove_terms
from registry.rows import as_json, from_json, insert_once


def add_item(session: Session, item: ReviewItem) -> bool:
    """Keep an item; whether it was new. An older open item of the same document gives way to it."""
    for row in session.exec(
        _open().where(ReviewItemRow.fax == item.fax, ReviewItemRow.document == item.document)
    ):
        if row.revision < item.revision:
            row.resolved_at = item.opened_at
    row = ReviewItemRow(
        fax=item.fax,
        document=item.document,
        revision=item.revision,
        risk=item.risk,
        form=item.form.form if item.form else "",
        reasons=f" {' '.join(item.reasons)} ",
        opened_at=item.opened_at,
        due_at=item.due_at,
        record=as_json(item.model_copy(update={"claim": None, "passed_on_by": (), "for_supervisor": False})),
    )
    return insert_once(session, row)


def set_asks(session: Session, fax: Digest, document: int, asks: Iterable[str]) -> None:
    """Keep what the open fields of the open item of a document are."""
    row = _row(session, fax, document)
    if row is not None:
        row.asks = f" {' '.join(asks)} "
        session.flush()


def open_items(session: Session) -> tuple[ReviewItem, ...]:
    """The items nobody has resolved: by when they are due, then most risky first."""
    query = _open().order_by(
        col(ReviewItemRow.due_at),
        col(ReviewItemRow.risk),
        col(ReviewItemRow.fax),
        col(ReviewItemRow.document),
    )
    return tuple(item_of(row) for row in session.exec(query))


def open_item_of(session: Session, fax: Digest, document: int) -> ReviewItem | None:
    """The open item of a document; None when there is none."""
    row = _row(session, fax, document)
    return None if row is None else item_of(row)


def waits_in_fax(session: Session, fax: Digest, form: str) -> bool:
    """Whether a document of the fax that is of this form, in any edition, waits for a person."""
    query = _open().where(ReviewItemRow.fax == fax, ReviewItemRow.form == form)
    return session.exec(query.limit(1)).first() is not None


def set_claim(session: Session, fax: Digest, document: int, claim: Claim | None) -> None:
    """Give the open item of a document to somebody, or to nobody; no open item, no change."""
    row = _row(session, fax, document)
    if row is not None:
        row.claimed_by = claim.owner if claim else ""
        row.claimed_until = claim.until if claim else None
        session.flush()


def pass_item_on(session: Session, fax: Digest, document: int, by: str, *, to_supervisor: bool) -> None:
    """Free the open item of a document for anybody but those who passed it on, or for a supervisor."""
    row = _row(session, fax, document)
    if row is not None:
        row.claimed_by, row.claimed_until = "", None
        row.passed_on_by = f" {' '.join(dict.fromkeys((*row.passed_on_by.split(), by)))} "
        row.for_supervisor = to_supervisor
        session.flush()


def recall_item(session: Session, fax: Digest, document: int, by: str) -> None:
    """Offer the open item of a document again to one of those who passed it on, and to everybody else."""
    row = _row(session, fax, document)
    if row is not None:
        row.passed_on_by = f" {' '.join(name for name in row.passed_on_by.split() if name != by)} "
        row.for_supervisor = False
        session.flush()


def close_item(session: Session, fax: Digest, document: int, at: dt.datetime) -> None:
    """Mark the open item of a document as resolved."""
    row = _row(session, fax, document)
    if row is not None:
        row.resolved_at = at
        remove_terms(session, fax, document)
        session.flush()


def add_correction(session: Session, correction: Correction) -> bool:
    """Keep a correction; false when another one made this revision before."""
    row = CorrectionRow(
        fax=correction.fax,
        document=correction.document,
        revision=correction.revision,
        resolution=correction.resolution,
        by=correction.by,
        second=correction.second,
        made_at=correction.made_at,
        record=as_json(correction),
    )
    return insert_once(session, row)


def correction(session: Session, fax: Digest, document: int, revision: int) -> Correction | None:
    """The correction that made a revision; None when evidence made it, or nothing has yet."""
    row = session.get(CorrectionRow, (fax, document, revision))
    return None if row is None else from_json(Correction, row.record)


def corrections(session: Session, fax: Digest, document: int) -> tuple[Correction, ...]:
    """Every correction of a document, oldest first."""
    query = select(CorrectionRow).where(CorrectionRow.fax == fax, CorrectionRow.document == document)
    rows = session.exec(query.order_by(col(CorrectionRow.revision)))
    return tuple(from_json(Correction, row.record) for row in rows)


def corrections_since(session: Session, since: dt.datetime) -> tuple[Correction, ...]:
    """Every correction made since a time, oldest first."""
    query = select(CorrectionRow).where(col(CorrectionRow.made_at) >= since)
    in_order = query.order_by(col(CorrectionRow.made_at), CorrectionRow.fax, col(CorrectionRow.document))
    return tuple(from_json(Correction, row.record) for row in session.exec(in_order))


def corrected_documents(session: Session) -> tuple[tuple[Digest, int], ...]:
    """Fax and number of every document a person said something of."""
    query = select(CorrectionRow.fax, CorrectionRow.document).distinct()
    return tuple((fax, number) for fax, number in session.exec(query))


def _open() -> SelectOfScalar[ReviewItemRow]:
    return select(ReviewItemRow).where(col(ReviewItemRow.resolved_at).is_(None))


def _row(session: Session, fax: Digest, document: int) -> ReviewItemRow | None:
    query = _open().where(ReviewItemRow.fax == fax, ReviewItemRow.document == document)
    return session.exec(query.order_by(col(ReviewItemRow.revision).desc()).limit(1)).first()


def item_of(row: ReviewItemRow) -> ReviewItem:
    """The item of a row, with its claim and those who passed it on."""
    claim = None
    if row.claimed_by and row.claimed_until is not None:
        claim = Claim(owner=row.claimed_by, until=row.claimed_until)
    held: dict[str, object] = {
        "claim": claim,
        "passed_on_by": tuple(row.passed_on_by.split()),
        "for_supervisor": row.for_supervisor,
    }
    return from_json(ReviewItem, row.record).model_copy(update=held)
