"""Saying something at an item that is one's own: of a field, of a finding; each statement leaves an event."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from documents import (
    FieldKeyed,
    FindingSetAside,
    Keying,
    NotAllowed,
    Override,
    ReadState,
    Statement,
)
from registry.desk_events import add_event, last_act
from registry.statements import add_statement
from review_queue.accounts import Actor
from review_queue.keyings import Stage, set_aside_by
from review_queue.work import Work
from validators.reasons import may_be_overridden


@dataclass(frozen=True)
class Said:
    """What somebody says a field holds; `value` in normal form, when it can be read."""

    field: str
    state: ReadState
    value: str = ""


def key(session: Session, work: Work, said: Said, actor: Actor, *, supervises: bool) -> None:
    """Keep what a person says of a field.

    NotAllowed when it is another person's turn.
    """
    if not work.may_key(said.field, actor.name, supervises=supervises):
        raise NotAllowed("another person keys this field")
    before = work.reading(said.field)
    keying = Keying(
        **_about(session, work, actor),
        field=said.field,
        state=said.state,
        value=said.value,
        old_state=before.state,
        old=before.value,
        blind=work.is_hidden(said.field),
        decides=work.settlement(said.field).stage is Stage.SUPERVISOR,
    )
    add_statement(session, keying)
    add_event(session, _keyed(work, keying, actor))


def take_back(session: Session, work: Work, actor: Actor) -> str:
    """Take back the newest statement this person may take back; the field it was about.

    NotAllowed when there is none: what was keyed blind stays.
    """
    last = work.last_of(actor.name)
    if last is None:
        raise NotAllowed("there is nothing to take back; what was keyed blind stays")
    back = last.model_copy(update={**_about(session, work, actor), "withdrawn": True})
    add_statement(session, back)
    add_event(session, _keyed(work, back, actor))
    return last.field


def set_aside(session: Session, work: Work, code: str, reason: str, actor: Actor) -> None:
    """Set a finding aside; NotAllowed for what needs new evidence, without a reason, or a second time."""
    if not may_be_overridden(code):
        raise NotAllowed(f"{code} cannot be set aside: it needs new evidence, or a reading")
    if not reason.strip():
        raise NotAllowed("setting a finding aside needs a reason")
    if actor.name in set_aside_by(code, work.overrides):
        raise NotAllowed("another person must agree")
    _keep(session, work, Override(**_about(session, work, actor), code=code, reason=reason.strip()), actor)


def take_up_again(session: Session, work: Work, code: str, actor: Actor) -> None:
    """Let a finding count that somebody set aside."""
    _keep(session, work, Override(**_about(session, work, actor), code=code, withdrawn=True), actor)


def seconds_since_last_act(session: Session, by: str, at: dt.datetime) -> float:
    """Seconds since a person's last desk event; 0 when this is the first."""
    last = last_act(session, by)
    return max((at - last).total_seconds(), 0.0) if last else 0.0


def _keep(session: Session, work: Work, override: Override, actor: Actor) -> None:
    add_statement(session, override)
    event = FindingSetAside(
        **_event(override, actor),
        code=override.code,
        withdrawn=override.withdrawn,
    )
    add_event(session, event)


def _keyed(work: Work, keying: Keying, actor: Actor) -> FieldKeyed:
    after = work.after(keying).settlement(keying.field)
    return FieldKeyed(
        **_event(keying, actor),
        field=keying.field,
        state=keying.state,
        blind=keying.blind,
        agreed=after.stage is Stage.SETTLED,
        withdrawn=keying.withdrawn,
    )


def _about(session: Session, work: Work, actor: Actor) -> dict[str, Any]:
    item = work.item
    return {
        "fax": item.fax,
        "document": item.document,
        "revision": item.revision,
        "by": actor.name,
        "at": actor.at,
        "seconds": seconds_since_last_act(session, actor.name, actor.at),
    }


def _event(said: Statement, actor: Actor) -> dict[str, Any]:
    return {
        "at": actor.at,
        "by": actor.name,
        "address": actor.address,
        "fax": said.fax,
        "document": said.document,
        "seconds": said.seconds,
    }
