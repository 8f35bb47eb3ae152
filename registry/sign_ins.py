"""Browsers that are signed in, each under the SHA-256 of what its cookie says."""

import datetime as dt
import hashlib

import sqlalchemy as sa
from sqlmodel import Session, col

from registry.desk_tables import SignInRow


def find(session: Session, cookie: str, at: dt.datetime) -> bytes | None:
    """What is kept for a cookie; None when nothing is, or it has expired."""
    row = session.get(SignInRow, _key(cookie))
    return row.content if row is not None and at < row.expires_at else None


def put(session: Session, cookie: str, content: bytes, expires_at: dt.datetime) -> None:
    """Keep something for a cookie, in the place of what was there."""
    session.merge(SignInRow(key=_key(cookie), content=content, expires_at=expires_at))
    session.flush()


def change(session: Session, cookie: str, content: bytes) -> None:
    """Change what is kept for a cookie; what has been forgotten stays so."""
    row = session.get(SignInRow, _key(cookie))
    if row is not None:
        row.content = content
        session.flush()


def remove(session: Session, cookie: str) -> None:
    """Forget what is kept for a cookie."""
    session.connection().execute(sa.delete(SignInRow).where(col(SignInRow.key) == _key(cookie)))


def remove_expired(session: Session, at: dt.datetime) -> None:
    """Forget what can no longer be used."""
    session.connection().execute(sa.delete(SignInRow).where(col(SignInRow.expires_at) <= at))


def remove_all(session: Session) -> None:
    """Sign everybody out."""
    session.connection().execute(sa.delete(SignInRow))


def _key(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
