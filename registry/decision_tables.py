"""Rows about judgement: dispositions with their facts, what they wait for, review items, corrections."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from documents import Outcome, Resolution
from registry.rows import JSON_TYPE, Row, UtcTime, one_of

TERM_TYPE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Text in the order of its code points on either database, so that an index finds what begins alike."""


def of_a_document() -> sa.ForeignKeyConstraint:
    """The key to the document a row is about."""
    return sa.ForeignKeyConstraint(["fax", "document"], ["document.fax", "document.number"])


class DispositionRow(Row, table=True):
    """One decision about a document, with the registry facts it rests on and what it granted."""

    __tablename__ = "disposition"
    __table_args__ = (of_a_document(), one_of("outcome", Outcome))

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    reading_revision: int | None = None
    outcome: str = Field(index=True)
    rule_set: str
    as_of: dt.datetime = Field(sa_type=UtcTime, index=True)
    record: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))
    facts: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))
    granted: str = ""
    changed: list[str] = Field(default_factory=list, sa_column=sa.Column(JSON_TYPE, nullable=False))


class WaitingRow(Row, table=True):
    """A decision that new evidence of this kind about somebody may change; a refusal's only until a day."""

    __tablename__ = "waiting"
    __table_args__ = (of_a_document(),)

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    awaits: str = Field(primary_key=True, index=True)
    until: dt.date | None = None


def _of_open_items(name: str, *columns: str) -> sa.Index:
    is_open = sa.text("resolved_at IS NULL")
    return sa.Index(name, *columns, sqlite_where=is_open, postgresql_where=is_open)


class ReviewItemRow(Row, table=True):
    """One document waiting for a person; `claimed_by` empty means nobody has it.

    `form` is the form without its edition, empty for pages that are none of ours; `reasons` are the reason
    codes, `asks` what its open fields are, `passed_on_by` the people who passed it on, with a space before,
    between and after them.
    """

    __tablename__ = "review_item"
    __table_args__ = (
        of_a_document(),
        _of_open_items("ix_review_item_queue", "due_at", "risk", "fax", "document", "reasons", "asks"),
        _of_open_items("ix_review_item_queue_of_form", "form", "due_at", "risk", "fax", "document"),
        _of_open_items("ix_review_item_held", "claimed_by", "due_at", "risk", "fax", "document"),
    )

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    risk: int
    form: str = ""
    reasons: str = " "
    asks: str = " "
    opened_at: dt.datetime = Field(sa_type=UtcTime)
    due_at: dt.datetime = Field(sa_type=UtcTime)
    record: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))
    claimed_by: str = ""
    claimed_until: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    resolved_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    passed_on_by: str = " "
    for_supervisor: bool = False


class ItemTermRow(Row, table=True):
    """A word by which an open item is found; gone once the item is resolved."""

    __tablename__ = "item_term"
    __table_args__ = (of_a_document(), sa.Index("ix_item_term_item", "fax", "document"))

    term: str = Field(primary_key=True, sa_type=TERM_TYPE)
    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)


class StatementRow(Row, table=True):
    """What a person said at an item, of a field or of a finding; only ever added."""

    __tablename__ = "statement"
    __table_args__ = (of_a_document(), sa.Index("ix_statement_item", "fax", "document", "revision"))

    id: int | None = Field(default=None, primary_key=True)
    fax: str
    document: int
    revision: int
    about: str
    by: str
    at: dt.datetime = Field(sa_type=UtcTime)
    record: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))


class CorrectionRow(Row, table=True):
    """What a person said of a document; makes the revision it carries."""

    __tablename__ = "correction"
    __table_args__ = (of_a_document(), one_of("resolution", Resolution))

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    resolution: str
    by: str
    second: str
    made_at: dt.datetime = Field(sa_type=UtcTime)
    record: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))
