"""Passing an item on to another person, with a reason, and taking it back while nobody else has it."""

from typing import Any

from sqlmodel import Session

from documents import Digest, NotAllowed, PassedOn, PassOn, Recalled, ReviewItem
from registry.desk_events import add_event
from registry.statements import add_statement
from review_queue.accounts import Actor
from review_queue.desk import pass_on, recall
from review_queue.keyings import Stage
from review_queue.say import seconds_since_last_act
from review_queue.work import Work


def pass_work_on(session: Session, work: Work, reason: str, actor: Actor) -> None:
    """Give the item to another person, or to a supervisor where two people and the engines all differ.

    NotAllowed without a reason.
    """
    if not reason.strip():
        raise NotAllowed("passing an item on needs a reason")
    stages = {work.settlement(field.name).stage for field in work.unsettled()}
    item, asks = work.item, Stage.SUPERVISOR in stages and Stage.ANOTHER not in stages
    pass_on(session, item.fax, item.document, actor.name, actor.at, to_supervisor=asks)
    add_statement(session, _statement(session, item, actor, reason=reason.strip()))
    add_event(session, PassedOn(**_about(item.fax, item.document, actor), to_supervisor=asks))


def recall_work(session: Session, fax: Digest, document: int, actor: Actor) -> None:
    """Make an item this person's again that they passed on last; errors as in `desk.recall`."""
    item = recall(session, fax, document, actor.name, actor.at)
    add_statement(session, _statement(session, item, actor, withdrawn=True))
    add_event(session, Recalled(**_about(fax, document, actor)))


def _statement(session: Session, item: ReviewItem, actor: Actor, **said: Any) -> PassOn:
    return PassOn(
        fax=item.fax,
        document=item.document,
        revision=item.revision,
        by=actor.name,
        at=actor.at,
        seconds=seconds_since_last_act(session, actor.name, actor.at),
        **said,
    )


def _about(fax: Digest, document: int, actor: Actor) -> dict[str, Any]:
    return {"at": actor.at, "by": actor.name, "address": actor.address, "fax": fax, "document": document}
