"""What a person does with a paper that may tell of an adverse event: report it, and close the report."""

import datetime as dt

from sqlmodel import Session

from documents import Digest, NotAllowed
from documents.safety import SafetyClosing, SafetyEnding
from documents.safety_event import SafetyClosed, SafetyReported
from registry.desk_events import add_event
from registry.safety import Harm, close_report, open_report
from review_queue.accounts import Actor


def report(session: Session, fax: Digest, document: int, words: str, actor: Actor) -> None:
    """Report a document to safety in a person's words; NotAllowed without words, or twice for the same."""
    if not words.strip():
        raise NotAllowed("a safety report needs to say what the paper tells")
    if not open_report(session, fax, document, (Harm(says=words.strip()),), actor.at, actor.name):
        raise NotAllowed("this was reported before")
    about = {"at": actor.at, "by": actor.name, "address": actor.address}
    add_event(session, SafetyReported(**about, fax=fax, document=document))


def hand_over(session: Session, number: int, reference: str, handed_at: dt.datetime, actor: Actor) -> None:
    """Close a report that safety has, under its reference there; errors as in `close_report`."""
    closing = SafetyClosing(
        ending=SafetyEnding.HANDED_OVER,
        by=actor.name,
        at=actor.at,
        handed_at=handed_at,
        reference=reference.strip(),
    )
    _close(session, number, closing, actor)


def dismiss(session: Session, number: int, reason: str, actor: Actor) -> None:
    """Close a report on a paper that tells of no adverse event; errors as in `close_report`."""
    closing = SafetyClosing(ending=SafetyEnding.NO_EVENT, by=actor.name, at=actor.at, reason=reason.strip())
    _close(session, number, closing, actor)


def _close(session: Session, number: int, closing: SafetyClosing, actor: Actor) -> None:
    closed = close_report(session, number, closing)
    event = SafetyClosed(
        at=actor.at,
        by=actor.name,
        address=actor.address,
        fax=closed.fax,
        document=closed.document,
        number=number,
        ending=closing.ending,
    )
    add_event(session, event)
