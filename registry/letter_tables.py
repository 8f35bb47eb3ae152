"""Rows about letters: the outbox, what became of each letter, and the forms that came back."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from documents import LetterKind, LetterState
from registry.decision_tables import of_a_document
from registry.rows import JSON_TYPE, Row, UtcTime, one_of


class LetterRow(Row, table=True):
    """One letter and where it is.

    `due_at` is when it may next be handed to a sender, `attempts` how often that was begun, `job` the
    sender's name for the last attempt. `number` is the fax
    number it goes to, `paper` the digest of the PDF as it was handed over.
    """

    __tablename__ = "letter"
    __table_args__ = (
        one_of("kind", LetterKind),
        one_of("state", LetterState),
        sa.Index("ix_letter_due", "state", "due_at"),
        sa.Index("ix_letter_cause", "fax", "document"),
        sa.Index("ix_letter_since", "state_at", "reference"),
    )

    reference: str = Field(primary_key=True)
    kind: str
    state: str
    state_at: dt.datetime = Field(sa_type=UtcTime)
    fax: str | None = None
    document: int = 0
    revision: int = 0
    about: str = Field(default="", index=True)
    reminds_of: str | None = Field(default=None, index=True)
    number: str = ""
    due_at: dt.datetime = Field(sa_type=UtcTime)
    attempts: int = 0
    sender: str = ""
    job: str = ""
    paper: str = ""
    record: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))


class LetterEventRow(Row, table=True):
    """A letter came into a state; only ever added."""

    __tablename__ = "letter_event"

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(foreign_key="letter.reference", index=True)
    state: str
    at: dt.datetime = Field(sa_type=UtcTime)
    by: str = ""
    note: str = ""


class ReplyRow(Row, table=True):
    """A document that is a form we sent with a letter, come back."""

    __tablename__ = "reply"
    __table_args__ = (of_a_document(),)

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    reference: str = Field(foreign_key="letter.reference", index=True)
    at: dt.datetime = Field(sa_type=UtcTime)
