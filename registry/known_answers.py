"""Audited fields whose answer is known, served again to measure who keys them."""

import sqlalchemy as sa
from pydantic import Field
from sqlmodel import Session, col, select

from documents import Digest, Record
from registry.audit_tables import AuditFieldRow, AuditKeyingRow, AuditRow
from registry.audits import keyed_by, resolved_by


class KnownField(Record):
    """A settled field of an audited document."""

    fax: Digest
    document: int = Field(ge=1)
    field: str


class Agreement(Record):
    """How many known answers a person was asked for, and how many of them the person keyed."""

    by: str
    asked: int
    agreed: int


def next_known(session: Session, me: str) -> KnownField | None:
    """The settled field, longest known, that this person has neither keyed nor resolved; None without one."""
    row = AuditFieldRow
    query = (
        select(row)
        .join(AuditRow, sa.and_(col(AuditRow.fax) == row.fax, col(AuditRow.document) == row.document))
        .where(col(row.correct).is_not(None), ~keyed_by(me), ~resolved_by(me))
        .order_by(col(row.settled_at), col(row.fax), col(row.document), col(row.place))
        .limit(1)
    )
    found = session.exec(query).first()
    return KnownField(fax=found.fax, document=found.document, field=found.field) if found else None


def keyed_since_known(session: Session, me: str) -> tuple[int, bool]:
    """How many fields this person has keyed in audits, and whether the last one had a known answer."""
    row = AuditKeyingRow
    count = sa.select(sa.func.count()).select_from(row).where(col(row.by) == me)
    last = session.exec(select(row).where(row.by == me).order_by(col(row.at).desc()).limit(1)).first()
    return session.execute(count).scalar_one(), last is not None and last.agrees is not None


def agreements(session: Session) -> tuple[Agreement, ...]:
    """How each person did with known answers, by name."""
    row = AuditKeyingRow
    agreed = sa.func.sum(sa.case((col(row.agrees).is_(True), 1), else_=0))
    query = sa.select(col(row.by), sa.func.count(), agreed).where(col(row.agrees).is_not(None))
    found = session.execute(query.group_by(col(row.by)).order_by(col(row.by)))
    return tuple(Agreement(by=by, asked=asked, agreed=right) for by, asked, right in found)
