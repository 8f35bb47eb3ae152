"""Coming in: an invitation becomes a password and a second factor; name, password and code sign in."""

import datetime as dt
import hmac
from enum import StrEnum

import sqlalchemy as sa
from pydantic import Field
from sqlmodel import Session

from documents import (
    Account,
    Joined,
    NotAllowed,
    PasswordChanged,
    Record,
    SignedIn,
    SignedOut,
    SignInFailed,
    SignInHeldOff,
)
from registry.accounts import Secrets, account, has_account, save_account, save_secrets, secrets_of
from registry.database import reading, writing
from registry.desk_events import add_event, count_events
from review_queue.accounts import Actor, digest_of
from review_queue.passwords import hashed, is_right, objections
from review_queue.second_factor import new_secret, step_of

MOST_FAILURES = 10
WITHIN = dt.timedelta(minutes=15)
REMEMBERED = dt.timedelta(days=30)
"""How long an address from which an account signed in counts as its own."""

KNOWN_WORDS = ("faxdesk", "kynamro", "mipomersen", "rems", "program", "coordinating", "center")


class Attempt(Record):
    """What somebody typed to come in, and from where."""

    name: str = Field(repr=False)
    password: str = Field(repr=False)
    code: str = Field(repr=False)
    address: str


class NotIn(StrEnum):
    """Why somebody did not come in, as they are told."""

    WRONG = "The name, the password or the code is not right."
    HELD_OFF = "Too many attempts failed. Try again in 15 minutes, or ask an administrator."


def sign_in(engine: sa.Engine, attempt: Attempt, at: dt.datetime) -> Account | NotIn:
    """The account, when name, password and an unused code are right; an event is kept either way."""
    with reading(engine) as session:
        known = _known_name(session, attempt.name)
        held_off = _is_held_off(session, known, attempt.address, at)
        kept = secrets_of(session, known) if known else Secrets()
    right = not held_off and is_right(attempt.password, kept.password)
    with writing(engine) as session:
        if held_off:
            add_event(session, SignInHeldOff(at=at, by="", address=attempt.address, account=known))
            return NotIn.HELD_OFF
        step = _usable_step(session, known, kept, attempt.code, at) if right else None
        if step is None:
            add_event(session, SignInFailed(at=at, by="", address=attempt.address, account=known))
            return NotIn.WRONG
        save_secrets(session, known, kept.model_copy(update={"last_step": step}))
        add_event(session, SignedIn(at=at, by=known, address=attempt.address, account=known))
        return account(session, known)


def _known_name(session: Session, typed: str) -> str:
    name = typed.strip().lower()
    return name if has_account(session, name) else ""


def _usable_step(session: Session, name: str, seen: Secrets, code: str, at: dt.datetime) -> int | None:
    """The step of the code, while the account is still what its password was checked against."""
    kept = secrets_of(session, name)
    if kept.password != seen.password or not account(session, name).active:
        return None
    return step_of(code.strip(), kept.secret, kept.last_step, at)


def _is_held_off(session: Session, name: str, address: str, at: dt.datetime) -> bool:
    """Whether too many failed: for this account from here; from elsewhere, only where it is not known."""

    def too_many(of: str | None, source: str | None) -> bool:
        return count_events(session, "sign_in_failed", at - WITHIN, of, source) >= MOST_FAILURES

    if too_many(name, address):
        return True
    if name and count_events(session, "signed_in", at - REMEMBERED, name, address):
        return False
    return too_many(None, address) or bool(name and too_many(name, None))


def begin_joining(session: Session, name: str, code: str, actor: Actor) -> str | None:
    """A new secret for the second factor of an invited account; None when the invitation is not good."""
    if not _is_invited(session, name, code, actor.at):
        add_event(session, SignInFailed(at=actor.at, by="", address=actor.address, account=""))
        return None
    secret = new_secret()
    save_secrets(session, name, secrets_of(session, name).model_copy(update={"secret": secret}))
    return secret


def join(session: Session, name: str, invitation: str, chosen: Attempt, at: dt.datetime) -> tuple[str, ...]:
    """Use an invitation up: keep the password; what is wrong with password or code, as sentences.

    NotAllowed when the invitation is not good any more.
    """
    if not _is_invited(session, name, invitation, at):
        raise NotAllowed("the invitation is used up, too old or withdrawn")
    known, kept = account(session, name), secrets_of(session, name)
    wrong = objections(chosen.password, (*KNOWN_WORDS, known.name, *known.full_name.split()))
    step = step_of(chosen.code.strip(), kept.secret, kept.last_step, at)
    if step is None:
        wrong = (*wrong, "The code is not right: take the one your authenticator shows now.")
    if not wrong and step is not None:
        save_account(session, known.model_copy(update={"joined": True}))
        secrets = Secrets(password=hashed(chosen.password), secret=kept.secret, last_step=step)
        save_secrets(session, name, secrets)
        add_event(session, Joined(at=at, by=name, address=chosen.address, account=name))
    return wrong


def _is_invited(session: Session, name: str, code: str, at: dt.datetime) -> bool:
    if not has_account(session, name):
        return False
    kept = secrets_of(session, name)
    same = hmac.compare_digest(kept.invitation, digest_of(code))
    return kept.invites(at) and same and not account(session, name).disabled


def change_password(session: Session, known: Account, new: str, actor: Actor) -> tuple[str, ...]:
    """Keep another password and end every sign-in; what is wrong with it, as sentences.

    The caller has made sure, by password and code, that it is the person.
    """
    wrong = objections(new, (*KNOWN_WORDS, known.name, *known.full_name.split()))
    if not wrong:
        kept = secrets_of(session, known.name)
        save_secrets(session, known.name, kept.model_copy(update={"password": hashed(new)}))
        _end(session, known.name)
        event = PasswordChanged(at=actor.at, by=actor.name, address=actor.address, account=known.name)
        add_event(session, event)
    return wrong


def sign_out_everywhere(session: Session, actor: Actor) -> None:
    """End every sign-in of the person who asks."""
    _end(session, actor.name)
    event = SignedOut(at=actor.at, by=actor.name, address=actor.address, account=actor.name, everywhere=True)
    add_event(session, event)


def _end(session: Session, name: str) -> None:
    before = account(session, name)
    save_account(session, before.model_copy(update={"generation": before.generation + 1}))
