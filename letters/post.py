"""One round of the post: letters left half-way are settled, others handed over, their way is followed."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from documents import LetterState, Record, SendFailed, WorldFailed
from forms.library import FormLibrary
from letters.owed import remind, withdraw_void
from letters.printed import printed
from letters.raster import fax_tiff
from letters.recertify import remind_to_recertify
from letters.sender import Parcel, Progress, Sender
from registry.as_of import View
from registry.blobs import Blobs
from registry.database import writing
from registry.held_letters import release_held
from registry.letter_queue import handed_over, take_next, try_again
from registry.outbox import LetterStatus, letter_row, letters, set_state

log = logging.getLogger(__name__)

FOLLOWED = dt.timedelta(days=3)
"""How long a sender is asked what became of a letter; its queues do not remember longer."""

SILENT = dt.timedelta(hours=1)
"""How long a sender may give no answer before a person is asked about what it was being handed."""

_SILENT = "The sender gives no answer: find out whether the letter went."
_NOT_TAKEN = "The sender did not take it."
_NOT_DELIVERED = "The sender could not deliver it."
_MISTAKE = "It could not be handed over, by a mistake of faxdesk: find out whether it went."
_OTHER_SENDER = "The sender was changed while the letter was handed over: find out whether it went."


class PostPlan(Record):
    """How letters are sent: `attempts` at most, the first pause `retry_seconds`, each pause twice the last.

    `reminder_days` are days after a deficiency letter went out, `recertification_days` days before the end of
    a certification that `certification_lasts` so many days: one reminder each.
    """

    resolution: Literal["standard", "fine"] = "fine"
    attempts: int = 5
    retry_seconds: float = 300
    reminder_days: tuple[int, ...] = ()
    certification_lasts: int | None = None
    recertification_days: tuple[int, ...] = ()


@dataclass(frozen=True)
class Post:
    """What a round works with. Only one process may run rounds at a time."""

    engine: sa.Engine
    sender: Sender
    blobs: Blobs
    library: FormLibrary
    clock: Callable[[], dt.datetime]
    zone: ZoneInfo
    plan: PostPlan


def post_round(post: Post) -> int:
    """Settle, write what is owed, hand over everything that is due, follow what is on its way.

    Returns how many letters were handed over. A letter is recorded as being sent before a sender sees it; one
    found so belongs to a round that died or failed, and the sender is asked for it before anything else.
    SendFailed when the sender does not answer: what was under way is settled in the next round.
    """
    _settle(post)
    now, plan = post.clock(), post.plan
    with writing(post.engine) as session:
        today = now.astimezone(post.zone).date()
        withdraw_void(session, now, today)
        release_held(session, now, View(on=today, lasts=plan.certification_lasts))
        remind(session, now, today, plan.reminder_days)
        remind_to_recertify(session, now, today, plan.certification_lasts, plan.recertification_days)
    count = 0
    while (taken := _take(post)) is not None:
        count += _hand_over(post, taken)
    _follow(post)
    return count


def _settle(post: Post) -> None:
    with writing(post.engine) as session:
        under_way = letters(session, LetterState.SENDING)
    for status in under_way:
        job = _found(post, status)
        with writing(post.engine) as session:
            if job:
                handed_over(session, status, job, post.clock())
            elif job is not None:
                _again(post, session, status, _NOT_TAKEN)


def _found(post: Post, status: LetterStatus) -> str | None:
    """The job of a letter, empty when it was not taken; None where nobody can tell and a person is asked."""
    if status.sender != post.sender.name:
        _ask_person(post, status, _OTHER_SENDER)
        return None
    try:
        return post.sender.find(status.key)
    except SendFailed:
        if status.since + SILENT > post.clock():
            raise
        _ask_person(post, status, _SILENT)
        return None


def _ask_person(post: Post, status: LetterStatus, why: str) -> None:
    with writing(post.engine) as session:
        row = letter_row(session, status.letter.reference)
        set_state(session, row, LetterState.FAILED, post.clock(), note=why)
    log.error("a letter needs a person", extra={"letter": status.letter.reference})


def _take(post: Post) -> LetterStatus | None:
    with writing(post.engine) as session:
        now = post.clock()
        return take_next(session, now, now.astimezone(post.zone).date(), post.sender.name)


def _hand_over(post: Post, status: LetterStatus) -> bool:
    """Print a letter and give it to the sender.

    What the world did not let happen is left to the next round; a letter that fails in any other way is a
    mistake of ours, which another attempt does not mend: a person is asked.
    """
    reference = status.letter.reference
    try:
        pdf = printed(status.as_sent, post.library)
        paper = post.blobs.put(pdf)
        fax = fax_tiff(pdf, post.plan.resolution)
        job = post.sender.send(Parcel(status.key, status.number, pdf, fax))
    except WorldFailed as failure:
        told = {"letter": reference, "failure": type(failure).__name__}
        log.warning("a letter was not handed over", extra=told)
        return False
    except Exception as failure:  # one letter must not keep the others
        told = {"letter": reference, "failure": type(failure).__name__}
        log.exception("a letter was not handed over", extra=told)
        _ask_person(post, status, _MISTAKE)
        return False
    with writing(post.engine) as session:
        handed_over(session, status, job, post.clock(), paper)
    log.info("letter handed over", extra={"letter": reference, "sender": post.sender.name})
    return True


def _follow(post: Post) -> None:
    if not post.sender.follows:
        return
    with writing(post.engine) as session:
        sent = letters(session, LetterState.SENT, post.clock() - FOLLOWED)
    ours = {status.job: status for status in sent if status.sender == post.sender.name}
    for job, progress in post.sender.progress(tuple(ours)).items():
        status = ours[job]
        with writing(post.engine) as session:
            if progress is Progress.DELIVERED:
                row = letter_row(session, status.letter.reference)
                set_state(session, row, LetterState.DELIVERED, post.clock())
            elif progress is Progress.FAILED:
                _again(post, session, status, _NOT_DELIVERED)


def _again(post: Post, session: Session, status: LetterStatus, why: str) -> None:
    wait = dt.timedelta(seconds=post.plan.retry_seconds * 2 ** ((status.attempts - 1) % post.plan.attempts))
    state = try_again(session, status, post.clock(), wait, post.plan.attempts, why)
    if state is LetterState.FAILED:
        log.error("a letter needs a person", extra={"letter": status.letter.reference})
