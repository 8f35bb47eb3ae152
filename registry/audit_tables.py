"""Rows about audits: documents whose fields are keyed again unseen, those fields, and what people keyed."""

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from documents import ReadState
from registry.decision_tables import of_a_document
from registry.rows import Row, UtcTime, one_of


class Origin(StrEnum):
    """How an audited document was decided: by the machine alone, or after a person's review."""

    AUTO = "auto"
    REVIEWED = "reviewed"


class AuditRow(Row, table=True):
    """One document that is audited, as it was decided under a revision; `closed_at` once all is settled."""

    __tablename__ = "audit"
    __table_args__ = (
        of_a_document(),
        one_of("origin", Origin),
        sa.Index(
            "ix_audit_queue",
            "opened_at",
            "fax",
            "document",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        ),
    )

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    revision: int
    form: str
    edition: str
    origin: str
    opened_at: dt.datetime = Field(sa_type=UtcTime)
    claimed_by: str = ""
    claimed_until: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    closed_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


def _of_a_field() -> sa.ForeignKeyConstraint:
    key = ["fax", "document", "field"]
    return sa.ForeignKeyConstraint(key, [f"audit_field.{name}" for name in key])


class AuditFieldRow(Row, table=True):
    """One field of an audited document; `correct` is empty until people have settled it.

    `unseen`: an engine's reading was used without a person; otherwise a person had said what it holds.
    """

    __tablename__ = "audit_field"
    __table_args__ = (sa.ForeignKeyConstraint(["fax", "document"], ["audit.fax", "audit.document"]),)

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    field: str = Field(primary_key=True)
    place: int
    unseen: bool
    correct: bool | None = None
    settled_at: dt.datetime | None = Field(default=None, sa_type=UtcTime, index=True)


class AuditKeyingRow(Row, table=True):
    """What one person keyed of one field without seeing the reading; a person keys a field once.

    `agrees` is set where the answer was known before: whether the person keyed it.
    """

    __tablename__ = "audit_keying"
    __table_args__ = (
        _of_a_field(),
        one_of("state", ReadState),
        sa.Index("ix_audit_keying_by_at", "by", "at"),
    )

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    field: str = Field(primary_key=True)
    by: str = Field(primary_key=True)
    at: dt.datetime = Field(sa_type=UtcTime)
    state: str
    value: str
    agrees: bool | None = None
