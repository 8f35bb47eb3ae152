"""Safety reports: opened once for what a document tells, closed by a person, never lost in between."""

import datetime as dt
import hashlib

import sqlalchemy as sa
from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import Digest, NoSuchThing, NotAllowed, Record
from documents.safety import SafetyClosing, SafetyEnding, SafetyReport
from registry import papers
from registry.faxes import received
from registry.rows import as_json, from_json
from registry.safety_tables import SafetyReportRow

HARM = "AE_SUSPECTED"
"""Reason code of what may tell of an adverse event."""


class SafetyCount(Record):
    """How many reports are open, how many of them beyond the clock, and when the oldest was received.

    `overdue` is None while no clock is configured.
    """

    open: int
    overdue: int | None
    oldest: AwareDatetime | None


class Harm(Record):
    """What may tell of an adverse event: a sentence for people, and the words on the paper it rests on."""

    says: str = Field(repr=False)
    rests_on: str = Field(default="", repr=False)

    @property
    def mark(self) -> str:
        """The same for the same letters and digits, whatever stands between them."""
        letters = "".join(filter(str.isalnum, f"{self.says}{self.rests_on}".casefold()))
        return hashlib.sha256(letters.encode()).hexdigest()


def open_report(
    session: Session, fax: Digest, document: int, found: tuple[Harm, ...], at: dt.datetime, by: str = ""
) -> bool:
    """Open a report on a document unless everything found was reported before; whether it is new.

    What safety has, or will have, is not reported again. What ended without an event is, once it rests on
    other words than before.
    """
    rows = session.exec(select(SafetyReportRow).where(*_of(fax, document))).all()
    looked_at = {mark for row in rows for mark in row.marks}
    with_safety = {words for row in rows if not _ended_without_event(row) for words in row.says}
    new = {one.says: one.mark for one in found if one.says not in with_safety and one.mark not in looked_at}
    if not new:
        return False
    row = SafetyReportRow(
        fax=fax,
        document=document,
        received_at=_first_receipt(session, fax, document),
        opened_at=at,
        by=by,
        says=list(new),
        marks=list(new.values()),
    )
    session.add(row)
    session.flush()
    return True


def _of(fax: Digest, document: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (col(SafetyReportRow.fax) == fax, col(SafetyReportRow.document) == document)


def _ended_without_event(row: SafetyReportRow) -> bool:
    closing = _report(row).closing
    return closing is not None and closing.ending is SafetyEnding.NO_EVENT


def _first_receipt(session: Session, fax: Digest, document: int) -> dt.datetime:
    """When the first page of a document was received: of an attached one, with the fax it came in."""
    numbers = {page.number for page in papers.document(session, fax, document).pages}
    pages = papers.pages(session, fax).pages
    sources = {page.source.fax for page in pages if page.source and page.number in numbers}
    return min(received(session, each).received_at for each in {fax, *sources})


def open_reports(session: Session) -> tuple[SafetyReport, ...]:
    """Every open report, the one received first at the head."""
    query = select(SafetyReportRow).where(col(SafetyReportRow.closed_at).is_(None))
    in_order = query.order_by(col(SafetyReportRow.received_at), col(SafetyReportRow.id))
    return tuple(map(_report, session.exec(in_order)))


def every_report(session: Session) -> tuple[SafetyReport, ...]:
    """Every report, open or closed, by number."""
    return tuple(map(_report, session.exec(select(SafetyReportRow).order_by(col(SafetyReportRow.id)))))


def reports_of(session: Session, fax: Digest, document: int) -> tuple[SafetyReport, ...]:
    """The reports on a document, open or closed, by number."""
    rows = session.exec(select(SafetyReportRow).where(*_of(fax, document)).order_by(col(SafetyReportRow.id)))
    return tuple(map(_report, rows))


def closed_reports(session: Session, since: dt.datetime) -> tuple[SafetyReport, ...]:
    """The reports closed since a time, the latest first."""
    query = select(SafetyReportRow).where(col(SafetyReportRow.closed_at) >= since)
    in_order = query.order_by(col(SafetyReportRow.closed_at).desc(), col(SafetyReportRow.id).desc())
    return tuple(map(_report, session.exec(in_order)))


def close_report(session: Session, number: int, closing: SafetyClosing) -> SafetyReport:
    """Close a report; what it is then.

    NotAllowed when it is closed, when it was handed over without a reference or at a time before receipt or
    after `closing.at`, or ends without an event and without a reason.
    """
    row = session.get(SafetyReportRow, number)
    if row is None:
        raise NoSuchThing("no safety report has this number")
    if row.closed_at is not None:
        raise NotAllowed("the safety report is closed already")
    if closing.ending is SafetyEnding.HANDED_OVER:
        _check_handed_over(closing, row.received_at)
    elif not closing.reason.strip():
        raise NotAllowed("a safety report that ends without an event needs a reason")
    row.closed_at, row.closing = closing.at, as_json(closing)
    session.flush()
    return _report(row)


def _check_handed_over(closing: SafetyClosing, received_at: dt.datetime) -> None:
    if not closing.reference.strip():
        raise NotAllowed("what was handed over to safety needs the reference it has there")
    if closing.handed_at is None or not received_at <= closing.handed_at <= closing.at:
        raise NotAllowed("a safety report is handed over between its receipt and now")


def safety_count(session: Session, now: dt.datetime, hours: float | None) -> SafetyCount:
    """How the open reports stand by a clock of so many calendar hours, or without one."""
    row = SafetyReportRow
    still_open = col(row.closed_at).is_(None)
    query = sa.select(sa.func.count(), sa.func.min(row.received_at)).where(still_open)
    count, oldest = session.execute(query).one()
    overdue = None
    if hours is not None:
        late = col(row.received_at) < now - dt.timedelta(hours=hours)
        overdue = session.execute(sa.select(sa.func.count()).where(still_open, late)).scalar_one()
    return SafetyCount(open=count, overdue=overdue, oldest=oldest)


def _report(row: SafetyReportRow) -> SafetyReport:
    return SafetyReport(
        number=row.id or 0,
        fax=row.fax,
        document=row.document,
        received_at=row.received_at,
        opened_at=row.opened_at,
        by=row.by,
        says=tuple(row.says),
        closing=from_json(SafetyClosing, row.closing) if row.closing else None,
    )
