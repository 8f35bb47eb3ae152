"""The accounts of the review desk as kept, with the secrets that let their people in."""

import datetime as dt

from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import Account, NoSuchThing, Record, Role
from registry.desk_tables import AccountRow


class Secrets(Record):
    """What lets a person in.

    `password` is an Argon2id hash, `secret` the base32 secret of the second factor, `last_step` the newest
    30-second step whose code was used. `invitation` is the SHA-256 of a code that is good once, until
    `invited_until`. Empty texts: not set.
    """

    password: str = Field(default="", repr=False)
    secret: str = Field(default="", repr=False)
    last_step: int = 0
    invitation: str = Field(default="", repr=False)
    invited_until: AwareDatetime | None = None

    def invites(self, at: dt.datetime) -> bool:
        """Whether there is an invitation that can still be used."""
        return bool(self.invitation) and self.invited_until is not None and at < self.invited_until


def account(session: Session, name: str) -> Account:
    """The account of that name; NoSuchThing when there is none."""
    return _account(_row(session, name))


def has_account(session: Session, name: str) -> bool:
    """Whether there is, or ever was, an account of that name."""
    return session.get(AccountRow, name) is not None


def all_accounts(session: Session) -> tuple[Account, ...]:
    """Every account, disabled ones too, by name."""
    return tuple(_account(row) for row in session.exec(select(AccountRow).order_by(col(AccountRow.name))))


def active_administrators(session: Session) -> tuple[str, ...]:
    """The names of those who can look after accounts."""
    return tuple(one.name for one in all_accounts(session) if one.active and one.role is Role.ADMINISTRATOR)


def secrets_of(session: Session, name: str) -> Secrets:
    """The secrets of an account; NoSuchThing when there is none."""
    row = _row(session, name)
    return Secrets(
        password=row.password,
        secret=row.secret,
        last_step=row.last_step,
        invitation=row.invitation,
        invited_until=row.invited_until,
    )


def save_account(session: Session, account: Account) -> None:
    """Keep an account as it is now; a new one has no secrets."""
    row = session.get(AccountRow, account.name)
    if row is None:
        session.add(AccountRow(**account.model_dump()))
    else:
        for key, value in account.model_dump(exclude={"name"}).items():
            setattr(row, key, value)
    session.flush()


def save_secrets(session: Session, name: str, secrets: Secrets) -> None:
    """Keep the secrets of an account in the place of those before."""
    row = _row(session, name)
    for key in Secrets.model_fields:
        setattr(row, key, getattr(secrets, key))
    session.flush()


def _row(session: Session, name: str) -> AccountRow:
    row = session.get(AccountRow, name)
    if row is None:
        raise NoSuchThing("there is no such account")
    return row


def _account(row: AccountRow) -> Account:
    return Account(
        name=row.name,
        full_name=row.full_name,
        role=Role(row.role),
        joined=row.joined,
        disabled=row.disabled,
        generation=row.generation,
    )
