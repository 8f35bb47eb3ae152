"""What a person does with a letter at the desk: look at it, have it sent, say that it is never sent."""

from typing import Protocol

from sqlmodel import Session

from documents import Digest, LetterEvent, NotAllowed, Record, Reference
from documents.formats import phone_is_valid
from documents.letter_act import LetterCancelled, LetterReleased
from registry import outbox
from registry.desk_events import add_event
from registry.outbox import LetterStatus
from review_queue.accounts import Actor


class LetterPictures(Protocol):
    """Pages of letters as pictures made by us: as handed over, or as they would be now."""

    def count(self, status: LetterStatus) -> int:
        """How many pages a letter has."""
        ...

    def page(self, status: LetterStatus, number: int) -> bytes:
        """A page, from 1, as PNG; NoSuchThing when the letter has none of this number."""
        ...


class LetterSheet(Record):
    """A letter, what became of it, and the fax and document of each form that came back in answer."""

    status: LetterStatus
    events: tuple[LetterEvent, ...]
    replies: tuple[tuple[Digest, int], ...]


def letter_sheet(session: Session, reference: Reference) -> LetterSheet:
    """Everything about one letter; NoSuchThing when there is none."""
    return LetterSheet(
        status=outbox.status_of(outbox.letter_row(session, reference)),
        events=outbox.events(session, reference),
        replies=outbox.replies(session, reference),
    )


def release(session: Session, reference: Reference, number: str, actor: Actor) -> None:
    """Have a held or failed letter sent, to the number a person gives or, when empty, to the one it has.

    NotAllowed for other letters, and without a number of ten digits.
    """
    digits = "".join(filter(str.isdigit, number))
    given = digits or outbox.letter_row(session, reference).number
    if not phone_is_valid(given):
        raise NotAllowed("a letter needs a fax number of ten digits")
    outbox.release(session, reference, digits, actor.name, actor.at)
    event = LetterReleased(
        at=actor.at, by=actor.name, address=actor.address, letter=reference, confirmed=bool(digits)
    )
    add_event(session, event)


def cancel(session: Session, reference: Reference, reason: str, actor: Actor) -> None:
    """Never send a letter; NotAllowed without a reason, or when a sender has it."""
    if not reason.strip():
        raise NotAllowed("cancelling a letter needs a reason")
    outbox.cancel(session, reference, actor.name, reason.strip(), actor.at)
    add_event(session, LetterCancelled(at=actor.at, by=actor.name, address=actor.address, letter=reference))
