"""Ending the work on an item: what the decision will be, completing, leaving it otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from documents import (
    Correction,
    Disposition,
    FieldReading,
    NotAllowed,
    Outcome,
    Resolution,
    Resolved,
    Severity,
)
from forms.definition import FieldDefinition, FormDefinition
from registry.desk_events import add_event
from review_queue.accounts import Actor
from review_queue.desk import Enqueue, resolve
from review_queue.readings import readings_by
from review_queue.say import seconds_since_last_act
from review_queue.work import Work

Foresee = Callable[[Session, Correction], Disposition]
"""What the decision would be if a correction were made now, recorded nowhere."""


@dataclass(frozen=True)
class WayOut:
    """How an item ends otherwise than by its fields, and why; `form` goes with the resolution `set_form`."""

    resolution: Resolution
    reason: str
    form: FormDefinition | None = None


LOOKED = "looked at the pages"
"""The reason of a correction that sets nothing aside."""


def correction_of(work: Work, actor: Actor) -> Correction:
    """The correction that everything settled so far amounts to."""
    aside = work.set_aside()
    reasons = dict.fromkeys(one.reason for one in work.overrides if one.code in aside and one.reason)
    readings = _readings(work, work.form) if work.form else ()
    return Correction(
        **_said(work, actor),
        resolution=Resolution.ACCEPT,
        readings=readings,
        overrides=aside,
        second=work.second_beside(actor.name),
        reason="; ".join(reasons) or LOOKED,
    )


def _readings(work: Work, form: FormDefinition) -> tuple[FieldReading, ...]:
    said = [one.keying for one in work.settlements().values() if one.keying]
    return tuple(
        reading
        for one in said
        for reading in readings_by(one.by, form, work.seen, {one.field: one.value or one.state}, _as_kept)
    )


def _as_kept(_field: FieldDefinition, value: str) -> str:
    return value


def _said(work: Work, actor: Actor) -> dict[str, Any]:
    item = work.item
    return {
        "fax": item.fax,
        "document": item.document,
        "revision": item.revision + 1,
        "keyings": work.keyings,
        "set_aside": work.overrides,
        "by": actor.name,
        "made_at": actor.at,
    }


def obstacles(work: Work, foreseen: Disposition) -> tuple[str, ...]:
    """Why the item cannot be completed yet, as sentences; none when it can."""
    return (
        *(f"{field.label or field.name} is open." for field in work.unsettled()),
        *(f"{code}: another person must agree to set it aside." for code in work.half_set_aside()),
        *(_asking_again(foreseen) if not work.unsettled() else ()),
    )


def _asking_again(foreseen: Disposition) -> tuple[str, ...]:
    if foreseen.outcome is not Outcome.REVIEW:
        return ()
    asked = [found.message for found in foreseen.findings if found.severity is Severity.REVIEW]
    return tuple(asked) or ("A person must look at this document again.",)


def complete(session: Session, work: Work, actor: Actor, foresee: Foresee, enqueue: Enqueue) -> None:
    """Resolve the item with what was said of it; NotAllowed while something is open, as the message says."""
    correction = correction_of(work, actor)
    foreseen = foresee(session, correction)
    open_still = obstacles(work, foreseen)
    if open_still:
        raise NotAllowed(" ".join(open_still))
    resolve(session, correction, work.form, enqueue, foreseen.findings)
    _note(session, correction, actor)


def leave(session: Session, work: Work, way: WayOut, actor: Actor, enqueue: Enqueue) -> None:
    """Resolve the item as a person says: rejected, not ours, or another form, which is then read anew."""
    if way.resolution is Resolution.ACCEPT or not way.reason.strip():
        raise NotAllowed("this needs a reason")
    correction = Correction(
        **_said(work, actor),
        resolution=way.resolution,
        form=way.form.ref if way.form else None,
        reason=way.reason.strip(),
    )
    resolve(session, correction, way.form or work.form, enqueue)
    _note(session, correction, actor)


def _note(session: Session, correction: Correction, actor: Actor) -> None:
    event = Resolved(
        at=actor.at,
        by=actor.name,
        address=actor.address,
        fax=correction.fax,
        document=correction.document,
        revision=correction.revision,
        resolution=correction.resolution,
        seconds=seconds_since_last_act(session, actor.name, actor.at),
    )
    add_event(session, event)
