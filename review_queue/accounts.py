"""Looking after accounts: invite, change a role, end sign-ins, disable; each leaves an event."""

import datetime as dt
import hashlib
import secrets

from pydantic import AwareDatetime
from sqlmodel import Session

from documents import (
    Account,
    Disabled,
    Invited,
    NotAllowed,
    Record,
    Role,
    RoleChanged,
    SignInsEnded,
)
from registry.accounts import (
    Secrets,
    account,
    active_administrators,
    has_account,
    save_account,
    save_secrets,
)
from registry.desk_events import add_event

INVITATION = dt.timedelta(days=3)
"""How long an invitation can be used."""

CODE_BYTES = 16


class Actor(Record):
    """Who acts, from where, and when; `name` is empty for somebody at the machine itself."""

    name: str
    address: str
    at: AwareDatetime


def invite(session: Session, new: Account, actor: Actor) -> str:
    """Make an account, or invite again one that has not joined; the code to hand over, good once.

    Only its SHA-256 is kept. NotAllowed when the name is or was another person's.
    """
    if has_account(session, new.name) and _is_settled(account(session, new.name), new):
        raise NotAllowed("the name is taken; a name is never given to another person")
    code = secrets.token_hex(CODE_BYTES)
    save_account(session, new)
    invitation = Secrets(invitation=digest_of(code), invited_until=actor.at + INVITATION)
    save_secrets(session, new.name, invitation)
    add_event(session, Invited(**_about(new.name, actor), role=new.role))
    return code


def _is_settled(known: Account, new: Account) -> bool:
    return known.joined or known.disabled or known.full_name != new.full_name


def invite_first(session: Session, new: Account, actor: Actor) -> str:
    """Invite an administrator from the machine itself; NotAllowed while there is one who can do it."""
    if active_administrators(session):
        raise NotAllowed("there is an administrator, who invites everybody else")
    return invite(session, new, actor)


def change_role(session: Session, name: str, role: Role, actor: Actor) -> None:
    """Give an account another role; it must sign in again.

    NotAllowed for oneself and for the last administrator.
    """
    before = _of_another(session, name, actor)
    if role is not before.role:
        save_account(session, _ended(before).model_copy(update={"role": role}))
        _keep_an_administrator(session, before)
        add_event(session, RoleChanged(**_about(name, actor), old=before.role, new=role))


def disable(session: Session, name: str, actor: Actor) -> None:
    """Close an account for good and end its sign-ins. NotAllowed for oneself and for the last administrator.

    Somebody at the machine itself may close the last administrator's, to invite a new one.
    """
    before = _of_another(session, name, actor)
    save_account(session, _ended(before).model_copy(update={"disabled": True}))
    save_secrets(session, name, Secrets())
    if actor.name:
        _keep_an_administrator(session, before)
    add_event(session, Disabled(**_about(name, actor)))


def end_sign_ins(session: Session, name: str, actor: Actor) -> None:
    """Sign an account out wherever it is signed in."""
    save_account(session, _ended(account(session, name)))
    add_event(session, SignInsEnded(**_about(name, actor)))


def digest_of(code: str) -> str:
    """What is kept of an invitation's code."""
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()


def _ended(before: Account) -> Account:
    return before.model_copy(update={"generation": before.generation + 1})


def _of_another(session: Session, name: str, actor: Actor) -> Account:
    found = account(session, name)
    if name == actor.name:
        raise NotAllowed("nobody changes their own account; another administrator does")
    if found.disabled:
        raise NotAllowed("the account is disabled")
    return found


def _keep_an_administrator(session: Session, before: Account) -> None:
    if before.active and before.role is Role.ADMINISTRATOR and not active_administrators(session):
        raise NotAllowed("this is the last administrator")


def _about(name: str, actor: Actor) -> dict[str, object]:
    return {"at": actor.at, "by": actor.name, "address": actor.address, "account": name}
