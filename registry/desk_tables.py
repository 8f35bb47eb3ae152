"""Rows of the review desk: accounts, who is signed in, and what people did."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from documents import Role
from registry.rows import JSON_TYPE, Row, UtcTime, one_of


class AccountRow(Row, table=True):
    """One account with its secrets: what a password hashes to, the shared secret of its second factor."""

    __tablename__ = "account"
    __table_args__ = (one_of("role", Role),)

    name: str = Field(primary_key=True)
    full_name: str
    role: str
    joined: bool = False
    disabled: bool = False
    generation: int = 0
    password: str = ""
    secret: str = ""
    last_step: int = 0
    invitation: str = ""
    invited_until: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class SignInRow(Row, table=True):
    """One browser that is signed in, under the digest of what its cookie says."""

    __tablename__ = "sign_in"

    key: str = Field(primary_key=True)
    content: bytes
    expires_at: dt.datetime = Field(sa_type=UtcTime, index=True)


class DeskEventRow(Row, table=True):
    """One thing a person did at the desk; only ever added."""

    __tablename__ = "desk_event"
    __table_args__ = (
        sa.Index("ix_desk_event_account_act_at", "account", "act", "at"),
        sa.Index("ix_desk_event_address_act_at", "address", "act", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: dt.datetime = Field(sa_type=UtcTime)
    act: str
    by: str
    account: str
    address: str
    record: dict[str, Any] = Field(sa_column=sa.Column(JSON_TYPE, nullable=False))
