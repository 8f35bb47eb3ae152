"""Keying audited fields again: who gets which crop, what follows from what was keyed, in one transaction."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pydantic import Field
from sqlmodel import Session

from documents import (
    AlreadyTaken,
    AuditKeyed,
    Claim,
    Digest,
    FaxState,
    FieldReading,
    NoSuchThing,
    ReadState,
    Record,
    RecordReopened,
)
from extractors.kinds import KINDS, purpose_of
from forms.definition import FieldDefinition, FieldKind
from forms.library import FormLibrary
from registry import faxes, papers
from registry.audited_outcomes import AuditedOutcome
from registry.audits import (
    Audit,
    AuditKeying,
    add_keying,
    audit_of,
    fields_left,
    keyings,
    next_audit,
    set_audit_claim,
    settle,
    standing_errors,
)
from registry.decisions import decision
from registry.desk_events import add_event
from registry.known_answers import keyed_since_known, next_known
from review_queue.accounts import Actor
from review_queue.audit_plan import AuditPlan
from review_queue.audit_verdict import Verdict, agree, verdict
from review_queue.desk import LEASE, Enqueue

RecordOutcome = Callable[[Session, AuditedOutcome], bool]
"""Keeps an outcome in the session's transaction, and pulls the brake of its family when that is one error too
many; whether the brake holds."""


@dataclass(frozen=True)
class AuditWork:
    """What auditing needs of the installation."""

    plan: AuditPlan
    library: FormLibrary
    zone: ZoneInfo
    record_outcome: RecordOutcome
    enqueue: Enqueue


class Task(Record):
    """One crop for one person to key; `known`: its answer is known, and the person is measured.

    `token` stands for the task in addresses and forms, and tells nobody which of the two it is.
    """

    audit: Audit
    field: FieldDefinition
    known: bool
    token: str
    left: int


class Keyed(Record):
    """What a person says of a crop: the text as typed, or that the field is blank or cannot be read."""

    state: ReadState
    text: str = Field(default="", repr=False)


def take_audit(session: Session, me: str, at: dt.datetime) -> Audit | None:
    """Give this person an audit for the length of a lease; None when none is left for them."""
    found = next_audit(session, me, at)
    if found is not None:
        set_audit_claim(session, found, Claim(owner=me, until=at + LEASE))
    return found


def release_audit(session: Session, me: str, at: dt.datetime) -> Audit | None:
    """Free the audit this person holds; None when they hold none."""
    found = _held(session, me, at)
    if found is not None:
        set_audit_claim(session, found, None)
    return found


def task_of(session: Session, me: str, at: dt.datetime, work: AuditWork) -> Task | None:
    """The next crop of the audit this person holds, sometimes one with a known answer first; None: none."""
    audit = _held(session, me, at)
    left = fields_left(session, audit, me) if audit else ()
    if audit is None or not left:
        return None
    keyed, last_was_known = keyed_since_known(session, me)
    wanted = keyed > 0 and not last_was_known and work.plan.point("known", me, keyed) < work.plan.known_share
    known = next_known(session, me) if wanted else None
    source = audit_of(session, known.fax, known.document) if known else audit
    name = known.field if known else left[0]
    return Task(
        audit=source,
        field=work.library.get(source.form).field(name),
        known=known is not None,
        token=work.plan.token("task", me, source.fax, source.document, name),
        left=len(left),
    )


def task_named(session: Session, token: str, me: str, at: dt.datetime, work: AuditWork) -> Task:
    """The task this person has, by its token; AlreadyTaken when it is no longer theirs.

    Their lease has ended, somebody else settled the field, or they keyed it in another window.
    """
    task = task_of(session, me, at, work)
    if task is None or task.token != token:
        raise AlreadyTaken("this crop is no longer yours to key")
    return task


def key_task(session: Session, task: Task, keyed: Keyed, actor: Actor, work: AuditWork) -> Verdict | None:
    """Keep what a person keyed of their task, with all that follows; the verdict, once there is one.

    An error that nobody has spoken of since reopens the record: its document is decided again and waits for a
    person.
    """
    said = _keying(session, task, keyed, actor, work)
    reading = reading_audited(session, task.audit, task.field.name)
    before = keyings(session, task.audit.fax, task.audit.document, task.field.name)
    if task.known:
        known = verdict(task.field.kind, reading, before)
        agrees = known is not None and agree(task.field.kind, known.keyed, said)
        add_keying(session, task.audit, task.field.name, said, agrees=agrees)
        found = None
    else:
        add_keying(session, task.audit, task.field.name, said)
        found = verdict(task.field.kind, reading, (*before, said))
    add_event(session, AuditKeyed(**_about(actor, task.audit), field=task.field.name, known=task.known))
    if found is not None:
        _settle(session, task, reading, found, actor, work)
    if not task.known:
        left = fields_left(session, task.audit, actor.name)
        renewed = Claim(owner=actor.name, until=actor.at + LEASE)
        set_audit_claim(session, task.audit, renewed if left else None)
    return found


def reading_audited(session: Session, audit: Audit, field: str) -> FieldReading:
    """The reading that an audit holds against what people key; NoSuchThing when it is gone."""
    seen = papers.reading(session, audit.fax, audit.document, audit.revision)
    if seen is None:
        raise NoSuchThing("the audited document was not read")
    return seen.of(field)


def _held(session: Session, me: str, at: dt.datetime) -> Audit | None:
    found = next_audit(session, me, at)
    is_mine = found is not None and found.claim is not None and found.claim.owner == me
    return found if is_mine and found is not None and found.claim and found.claim.until > at else None


def _keying(session: Session, task: Task, keyed: Keyed, actor: Actor, work: AuditWork) -> AuditKeying:
    """What was keyed, in the normal form of its kind; what means nothing for it stays as typed."""
    text = " ".join(keyed.text.split())
    if keyed.state is ReadState.READ and task.field.kind is not FieldKind.CHOICES:
        received_at = faxes.received(session, task.audit.fax).received_at
        purpose = purpose_of(task.field, received_at.astimezone(work.zone).date())
        text = KINDS[task.field.kind].normal_form(text, purpose) or text
    value = text if keyed.state is ReadState.READ else ""
    return AuditKeying(by=actor.name, at=actor.at, state=keyed.state, value=value)


def _settle(
    session: Session, task: Task, reading: FieldReading, found: Verdict, actor: Actor, work: AuditWork
) -> None:
    audit, field = task.audit, task.field
    settle(session, audit, field.name, actor.at, correct=found.right)
    if audit.field(field.name).unseen:
        work.record_outcome(session, _outcome(audit, field, reading, found, actor.at))
    if field.name in standing_errors(session, audit.fax, audit.document):
        revision = _reopen(session, audit.fax, audit.document, actor.at, work.enqueue)
        event = RecordReopened(**_about(actor, audit), field=field.name, revision=revision)
        add_event(session, event)


def _outcome(
    audit: Audit, field: FieldDefinition, reading: FieldReading, found: Verdict, at: dt.datetime
) -> AuditedOutcome:
    return AuditedOutcome(
        fax=audit.fax,
        document=audit.document,
        revision=audit.revision,
        field=field.name,
        kind=field.kind,
        form=audit.form,
        writing=reading.writing,
        confidence=reading.confidence if reading.chance is None else reading.chance,
        right=found.right,
        by=found.keyed.by,
        second=found.second.by if found.second else "",
        audited_at=at,
    )


def _reopen(session: Session, fax: Digest, document: int, at: dt.datetime, enqueue: Enqueue) -> int:
    """Have a document decided again under its next revision; the judge sees the error and asks a person."""
    revision = decision(session, fax, document).revision + 1
    faxes.set_state(session, fax, FaxState.WORKING, at)
    enqueue(session, fax, document, revision)
    return revision


def _about(actor: Actor, audit: Audit) -> dict[str, object]:
    return {
        "at": actor.at,
        "by": actor.name,
        "address": actor.address,
        "fax": audit.fax,
        "document": audit.document,
    }
