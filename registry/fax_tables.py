"""Rows about paper: faxes, arrivals, pages, documents and their readings."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from documents import FaxState, RefusalReason
from registry.rows import JSON_TYPE, Row, UtcTime, one_of


class FaxRow(Row, table=True):
    """One fax and where it is; `caller_number` is the caller's number in the form numbers are compared in."""

    __tablename__ = "fax"
    __table_args__ = (one_of("state", FaxState), one_of("refusal", RefusalReason))

    digest: str = Field(primary_key=True)
    channel: str
    provider_id: str
    received_at: dt.datetime = Field(sa_type=UtcTime, index=True)
    caller: str
    caller_number: str = Field(default="", index=True)
    byte_count: int
    media: str
    state: str = Field(index=True)
    state_at: dt.datetime = Field(sa_type=UtcTime)
    note: str = ""
    refusal: str | None = None
    whole: bool | None = None
    expected_pages: int = 0
    notes: list[str] = Field(default_factory=list, sa_column=sa.Column(JSON_TYPE, nullable=False))


class ArrivalRow(Row, table=True):
    """One delivery of a fax."""

    __tablename__ = "arrival"
    __table_args__ = (sa.UniqueConstraint("digest", "channel", "name", "arrived_at", name="uq_arrival"),)

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(foreign_key="fax.digest")
    channel: str
    name: str
    provider_id: str
    arrived_at: dt.datetime = Field(sa_type=UtcTime)


class PageRow(Row, table=True):
    """One page image, what it was classified as, and what a person `said` it is instead."""

    __tablename__ = "page"
    __table_args__ = (
        sa.Index(
            "ix_page_unidentified",
            "fax",
            "number",
            sqlite_where=sa.text("unidentified"),
            postgresql_where=sa.text("unidentified"),
        ),
    )

    fax: str = Field(foreign_key="fax.digest", primary_key=True)
    number: int = Field(primary_key=True)
    digest: str = Field(index=True)
    image: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))
    classified: dict[str, Any] | None = Field(default=None, sa_column=sa.Column(JSON_TYPE, nullable=True))
    said: dict[str, Any] | None = Field(default=None, sa_column=sa.Column(JSON_TYPE, nullable=True))
    unidentified: bool = False


class DocumentRow(Row, table=True):
    """One document of a fax: from which assembly it is (0: as classified), and which one did away with it."""

    __tablename__ = "document"
    __table_args__ = (
        sa.Index(
            "ix_document_superseded",
            "fax",
            "number",
            sqlite_where=sa.text("superseded_by IS NOT NULL"),
            postgresql_where=sa.text("superseded_by IS NOT NULL"),
        ),
    )

    fax: str = Field(foreign_key="fax.digest", primary_key=True)
    number: int = Field(primary_key=True)
    form: str | None = Field(default=None, index=True)
    edition: str | None = None
    assembly: int = 0
    superseded_by: int | None = None
    record: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))


class DocumentPageRow(Row, table=True):
    """Which page images a document is made of, to find the same image in another one."""

    __tablename__ = "document_page"
    __table_args__ = (
        sa.ForeignKeyConstraint(["fax", "document"], ["document.fax", "document.number"]),
        sa.ForeignKeyConstraint(["fax", "page"], ["page.fax", "page.number"]),
    )

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    page: int = Field(primary_key=True)


class AssemblyRow(Row, table=True):
    """How a person put the pages of a fax together; only ever added."""

    __tablename__ = "assembly"

    fax: str = Field(foreign_key="fax.digest", primary_key=True)
    number: int = Field(primary_key=True)
    by: str
    made_at: dt.datetime = Field(sa_type=UtcTime)
    record: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))


class ReadingRow(Row, table=True):
    """What was read of a document, once for each revision that changed it.

    `subject` is whom it is about, `gist` what of the record it is compared by.
    """

    __tablename__ = "reading"
    __table_args__ = (sa.ForeignKeyConstraint(["fax", "document"], ["document.fax", "document.number"]),)

    fax: str = Field(primary_key=True)
    document: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    form: str | None = None
    subject: str = Field(index=True)
    made_at: dt.datetime = Field(sa_type=UtcTime)
    record: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))
    gist: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))
