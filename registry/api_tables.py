"""Rows about keys of systems that ask over the network."""

import datetime as dt

from sqlmodel import Field

from registry.rows import Row, UtcTime


class ApiKeyRow(Row, table=True):
    """A key of a pharmacy's system, by the digest of what it sends; a revoked key stays on record."""

    __tablename__ = "api_key"

    name: str = Field(primary_key=True)
    pharmacy_npi: str = Field(index=True)
    digest: str = Field(unique=True)
    made_at: dt.datetime = Field(sa_type=UtcTime)
    revoked_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
