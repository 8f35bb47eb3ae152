"""Keys of pharmacies' systems: made once, kept as digests, revoked for good."""

import datetime as dt
import hashlib
import secrets

from sqlmodel import Session, col, select

from documents import AlreadyTaken, NoSuchThing, Record
from documents.formats import npi_is_valid
from registry.api_tables import ApiKeyRow

_BYTES = 32


class ApiKey(Record):
    """A key without its secret."""

    name: str
    pharmacy_npi: str
    made_at: dt.datetime
    revoked_at: dt.datetime | None = None


def add_key(session: Session, name: str, pharmacy_npi: str, at: dt.datetime) -> str:
    """Make a key of 256 random bits for a pharmacy and return what its system sends; it is not kept.

    AlreadyTaken when a key has the name, revoked or not; NoSuchThing for a number that is no NPI.
    """
    if not npi_is_valid(pharmacy_npi):
        raise NoSuchThing("this is no NPI")
    if session.get(ApiKeyRow, name) is not None:
        raise AlreadyTaken("a key has this name; revoked names are not used again")
    secret = secrets.token_urlsafe(_BYTES)
    session.add(ApiKeyRow(name=name, pharmacy_npi=pharmacy_npi, digest=_digest(secret), made_at=at))
    session.flush()
    return secret


def revoke(session: Session, name: str, at: dt.datetime) -> None:
    """End a key; NoSuchThing when there is none of the name. Ending it again changes nothing."""
    row = session.get(ApiKeyRow, name)
    if row is None:
        raise NoSuchThing("there is no key of this name")
    row.revoked_at = row.revoked_at or at
    session.flush()


def key_of(session: Session, secret: str) -> ApiKey | None:
    """The key whose secret this is; None for a secret nobody has, or a revoked one.

    The secret is looked up by its digest, so the time it takes tells nothing about it.
    """
    row = session.exec(select(ApiKeyRow).where(ApiKeyRow.digest == _digest(secret))).first()
    return None if row is None or row.revoked_at is not None else _key(row)


def keys(session: Session) -> tuple[ApiKey, ...]:
    """Every key there ever was, by name."""
    return tuple(map(_key, session.exec(select(ApiKeyRow).order_by(col(ApiKeyRow.name)))))


def _key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(**row.model_dump(exclude={"digest"}))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
