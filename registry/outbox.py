"""The outbox: letters recorded with the decision that causes them, and every change of where they are."""

import datetime as dt

import sqlalchemy as sa
from pydantic import Field
from sqlmodel import Session, col, select

from documents import (
    BadInput,
    Digest,
    Letter,
    LetterEvent,
    LetterKind,
    LetterState,
    NoSuchThing,
    NotAllowed,
    Record,
)
from documents.formats import phone_is_valid
from registry.letter_tables import LetterEventRow, LetterRow, ReplyRow
from registry.rows import as_json, from_json, insert_once

NEEDS_NUMBER = "No fax number is on file: it is sent when there is one, or when a person gives one."
SUPERSEDED = "A later decision took its place."
_RELEASED = "Released by a person."
NOT_HANDED_OVER = (LetterState.QUEUED, LetterState.HELD, LetterState.FAILED)
"""States in which nobody outside has the letter."""


class LetterStatus(Record):
    """A letter, where it is and since when.

    `number` is the fax number it goes to, `attempts` how often it was begun to be handed over, `sender` and
    `job` to whom and under which name, `paper` the digest of the PDF as handed over.
    """

    letter: Letter
    state: LetterState
    since: dt.datetime
    number: str = Field(repr=False)
    attempts: int
    sender: str = ""
    job: str = ""
    paper: Digest | None = None

    @property
    def key(self) -> str:
        """What the present attempt is known by to the sender, so that it is never made twice."""
        return f"{self.letter.reference}-{self.attempts}"

    @property
    def as_sent(self) -> Letter:
        """The letter with the number it goes to."""
        to = self.letter.to.model_copy(update={"fax": self.number})
        return self.letter.model_copy(update={"to": to})


def put_letter(session: Session, letter: Letter, at: dt.datetime) -> bool:
    """Record a letter to be sent, held where it has no number; whether it is new.

    A letter that says the same as an earlier one about the same document is not recorded again: the earlier
    one stands for the new decision, too.
    """
    if letter.fax is not None:
        for earlier in _of_document(session, letter.fax, letter.document):
            if letter.same_words(row_letter(earlier)):
                earlier.revision = letter.revision
                session.flush()
                return False
    state = LetterState.QUEUED if letter.to.fax else LetterState.HELD
    row = LetterRow(
        reference=letter.reference,
        kind=letter.kind,
        state=state,
        state_at=at,
        fax=letter.fax,
        document=letter.document,
        revision=letter.revision,
        about=letter.number,
        reminds_of=letter.reminds_of,
        number=letter.to.fax,
        due_at=at,
        record=as_json(letter),
    )
    if not insert_once(session, row):
        return False
    _note(session, letter.reference, state, at, note="" if letter.to.fax else NEEDS_NUMBER)
    return True


def _of_document(session: Session, fax: Digest, document: int) -> list[LetterRow]:
    query = select(LetterRow).where(LetterRow.fax == fax, LetterRow.document == document)
    return list(session.exec(query.where(col(LetterRow.state) != LetterState.CANCELLED)))


def supersede(session: Session, fax: Digest, document: int, revision: int, at: dt.datetime) -> None:
    """Cancel the letters of earlier decisions on a document that nobody has been handed yet."""
    for row in _of_document(session, fax, document):
        if row.revision < revision and row.state in NOT_HANDED_OVER:
            set_state(session, row, LetterState.CANCELLED, at, note=SUPERSEDED)


def release(session: Session, reference: str, number: str, by: str, at: dt.datetime) -> None:
    """Have a letter sent that waits for a person, to a number of ten digits; empty: to the number it has.

    NotAllowed for a letter that does not wait, BadInput without a number that can be dialed.
    """
    row = letter_row(session, reference)
    if row.state not in (LetterState.HELD, LetterState.FAILED):
        raise NotAllowed(f"the letter is {row.state}; only held and failed ones are released")
    row.number = number or row.number
    if not phone_is_valid(row.number):
        raise BadInput("a letter needs a fax number of ten digits")
    row.due_at = at
    set_state(session, row, LetterState.QUEUED, at, by=by, note=_RELEASED)


def cancel(session: Session, reference: str, by: str, reason: str, at: dt.datetime) -> None:
    """Never send a letter; NotAllowed when a sender has it."""
    row = letter_row(session, reference)
    if row.state not in NOT_HANDED_OVER:
        raise NotAllowed(f"the letter is {row.state}; it cannot be cancelled")
    set_state(session, row, LetterState.CANCELLED, at, by=by, note=reason)


def link_reply(session: Session, fax: Digest, document: int, reference: str, at: dt.datetime) -> bool:
    """Keep that a document is the form we sent with a letter; False for a letter we never wrote."""
    if session.get(LetterRow, reference) is None:
        return False
    return insert_once(session, ReplyRow(fax=fax, document=document, reference=reference, at=at))


def set_state(
    session: Session, row: LetterRow, state: LetterState, at: dt.datetime, *, by: str = "", note: str = ""
) -> None:
    """Move a letter to a state and keep when, by whom and why."""
    row.state, row.state_at = state, at
    session.flush()
    _note(session, row.reference, state, at, by=by, note=note)


def _note(
    session: Session, reference: str, state: LetterState, at: dt.datetime, *, by: str = "", note: str = ""
) -> None:
    session.add(LetterEventRow(reference=reference, state=state, at=at, by=by, note=note))
    session.flush()


def letter_row(session: Session, reference: str) -> LetterRow:
    """The row of a letter; NoSuchThing when there is none."""
    row = session.get(LetterRow, reference)
    if row is None:
        raise NoSuchThing("no letter has this reference")
    return row


def row_letter(row: LetterRow) -> Letter:
    """The letter of a row."""
    return from_json(Letter, row.record)


def status_of(row: LetterRow) -> LetterStatus:
    """The row as a record."""
    return LetterStatus(
        letter=row_letter(row),
        state=LetterState(row.state),
        since=row.state_at,
        number=row.number,
        attempts=row.attempts,
        sender=row.sender,
        job=row.job,
        paper=row.paper or None,
    )


def letters(
    session: Session, state: LetterState | None = None, since: dt.datetime | None = None
) -> tuple[LetterStatus, ...]:
    """Letters by when they are or were due: all, those in a state, those in theirs since a time."""
    query = select(LetterRow).order_by(col(LetterRow.due_at), col(LetterRow.reference))
    if state is not None:
        query = query.where(LetterRow.state == state)
    if since is not None:
        query = query.where(col(LetterRow.state_at) >= since)
    return tuple(status_of(row) for row in session.exec(query))


def events(session: Session, reference: str) -> tuple[LetterEvent, ...]:
    """What became of a letter, oldest first."""
    query = select(LetterEventRow).where(LetterEventRow.reference == reference)
    return tuple(
        LetterEvent(state=LetterState(row.state), at=row.at, by=row.by, note=row.note)
        for row in session.exec(query.order_by(col(LetterEventRow.id)))
    )


def replies(session: Session, reference: str) -> tuple[tuple[Digest, int], ...]:
    """The documents that came back in answer to a letter or its reminders."""
    reminders = select(LetterRow.reference).where(LetterRow.reminds_of == reference)
    answered = sa.or_(col(ReplyRow.reference) == reference, col(ReplyRow.reference).in_(reminders))
    found = session.exec(select(ReplyRow).where(answered).order_by(col(ReplyRow.at)))
    return tuple((row.fax, row.document) for row in found)


def outbox_counts(session: Session) -> dict[LetterState, int]:
    """How many letters are in each state."""
    query = select(LetterRow.state, sa.func.count()).group_by(LetterRow.state)
    counted = dict(session.exec(query).all())
    return {state: counted.get(state, 0) for state in LetterState}


def letters_about(session: Session, number: str, kind: LetterKind) -> tuple[LetterRow, ...]:
    """The letters of one kind about a patient, authorization or participant, not cancelled."""
    query = select(LetterRow).where(LetterRow.about == number, LetterRow.kind == kind)
    return tuple(session.exec(query.where(col(LetterRow.state) != LetterState.CANCELLED)))
