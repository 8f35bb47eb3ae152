"""Rows about safety: papers that may tell of an adverse event."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from registry.decision_tables import of_a_document
from registry.rows import JSON_TYPE, Row, UtcTime


class SafetyReportRow(Row, table=True):
    """One document that may tell of an adverse event; `closing` is what a person did with it.

    `marks` tell what was found on which words, so that the same is not looked at twice.
    """

    __tablename__ = "safety_report"
    __table_args__ = (of_a_document(), sa.Index("ix_safety_report_document", "fax", "document"))

    id: int | None = Field(default=None, primary_key=True)
    fax: str
    document: int
    received_at: dt.datetime = Field(sa_type=UtcTime)
    opened_at: dt.datetime = Field(sa_type=UtcTime)
    by: str = ""
    says: list[str] = Field(default_factory=list, sa_column=sa.Column(JSON_TYPE, nullable=False))
    marks: list[str] = Field(default_factory=list, sa_column=sa.Column(JSON_TYPE, nullable=False))
    closed_at: dt.datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    closing: dict[str, Any] | None = Field(default=None, sa_column=sa.Column(JSON_TYPE, nullable=True))
