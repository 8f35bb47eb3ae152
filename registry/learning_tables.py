"""Rows about what faxdesk learns from: audited outcomes, brakes, and the part each writer's paper is for."""

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from documents import Writing
from registry.decision_tables import of_a_document
from registry.rows import Row, UtcTime, one_of


class Part(StrEnum):
    """What a writer's paper is for; nobody's paper is for two."""

    TRAINING = "training"
    CALIBRATION = "calibration"
    HOLDOUT = "holdout"


class AuditedOutcomeRow(Row, table=True):
    """One reading that was used unseen and checked later."""

    __tablename__ = "audited_outcome"
    __table_args__ = (of_a_document(), one_of("writing", Writing))

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    field: str = Field(primary_key=True)
    kind: str
    form: str
    edition: str
    writing: str
    confidence: float
    right: bool
    by: str
    second: str
    audited_at: dt.datetime = Field(sa_type=UtcTime, index=True)


class BrakeEventRow(Row, table=True):
    """One time a brake was pulled or released; never changed."""

    __tablename__ = "brake_event"
    __table_args__ = (one_of("writing", Writing),)

    id: int | None = Field(default=None, primary_key=True)
    family: str
    writing: str
    pulled: bool
    at: dt.datetime = Field(sa_type=UtcTime)
    by: str
    reason: str


class WriterPartRow(Row, table=True):
    """The part of one writer; `writer` is a keyed hash of a caller, an NPI or a fax."""

    __tablename__ = "writer_part"
    __table_args__ = (one_of("part", Part),)

    writer: str = Field(primary_key=True)
    writer_group: str = Field(index=True)
    part: str
    decided_at: dt.datetime = Field(sa_type=UtcTime)


class WriterKeyRow(Row, table=True):
    """The one key of this installation under which writers are hashed."""

    __tablename__ = "writer_key"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one"),)

    id: int = Field(default=1, primary_key=True)
    key: str
