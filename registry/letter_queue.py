"""The outbox as a queue: what may be sent next, what is being sent, and what must not be sent any more."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import GRANTS, Letter, LetterKind, LetterState, Standing
from registry.decision_tables import CorrectionRow, DispositionRow
from registry.fax_tables import ReadingRow
from registry.letter_tables import LetterRow
from registry.outbox import (
    SUPERSEDED,
    LetterStatus,
    letter_row,
    replies,
    row_letter,
    set_state,
    status_of,
)
from registry.papers import stands
from registry.participant_tables import StandingChangeRow
from registry.unidentified import MISSING, may_still_come

ANSWERED = "The form has come back, or was accepted otherwise."
LOOK_AGAIN = dt.timedelta(minutes=5)
"""How long a letter that must wait for a page is left alone."""


def take_next(session: Session, now: dt.datetime, sender: str) -> LetterStatus | None:
    """The next letter to hand over, which is being sent from now on; None when none is due.

    Letters whose cause no longer stands are cancelled on the way, and those that ask for a page that may be
    here already wait. The transaction must hold the write lock.
    """
    query = select(LetterRow).where(LetterRow.state == LetterState.QUEUED, LetterRow.due_at <= now)
    for row in session.exec(query.order_by(col(LetterRow.due_at), col(LetterRow.reference))).all():
        letter = row_letter(row)
        why_not = _why_not(session, row)
        if why_not:
            set_state(session, row, LetterState.CANCELLED, now, note=why_not)
        elif page_may_still_come(session, letter):
            row.due_at = now + LOOK_AGAIN
        else:
            row.attempts, row.sender, row.job = row.attempts + 1, sender, ""
            set_state(session, row, LetterState.SENDING, now)
            return status_of(row)
    return None


def _why_not(session: Session, row: LetterRow) -> str:
    if superseded(session, row):
        return SUPERSEDED
    if row.kind == LetterKind.REMINDER:
        done = answered(session, row.reminds_of) if row.reminds_of else _certified_anew(session, row)
        return ANSWERED if done else ""
    return ""


def _certified_anew(session: Session, row: LetterRow) -> bool:
    """Whether the standing a reminder is about has changed since it was written."""
    changed = sa.exists().where(
        col(StandingChangeRow.subject) == row.about,
        col(StandingChangeRow.effective_on) >= row_letter(row).written_on,
        col(StandingChangeRow.standing) != Standing.PENDING,
    )
    return bool(session.exec(select(changed)).one())


def superseded(session: Session, row: LetterRow) -> bool:
    """Whether the document was decided or corrected after the decision behind the letter, or is gone."""
    if row.fax is None:
        return False
    if not stands(session, row.fax, row.document):
        return True
    later = sa.or_(*(_later(table, row) for table in (DispositionRow, CorrectionRow)))
    return bool(session.exec(select(later)).one())


def _later(table: type[DispositionRow] | type[CorrectionRow], row: LetterRow) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        col(table.fax) == row.fax,
        col(table.document) == row.document,
        col(table.revision) > row.revision,
    )


def page_may_still_come(session: Session, letter: Letter) -> bool:
    """Whether a letter asks for a page while an unidentified page of the same caller waits for a person."""
    return letter.fax is not None and MISSING in letter.reasons and may_still_come(session, letter.fax)


def answered(session: Session, reference: str) -> bool:
    """Whether the form sent with a letter came back, or another one of the same person was granted since."""
    if replies(session, reference):
        return True
    row = letter_row(session, reference)
    own = select(ReadingRow).where(ReadingRow.fax == row.fax, ReadingRow.document == row.document)
    reading = session.exec(own.limit(1)).first()
    if reading is None or not reading.subject:
        return False
    granted = sa.exists().where(
        col(ReadingRow.subject) == reading.subject,
        col(ReadingRow.form) == reading.form,
        col(DispositionRow.fax) == ReadingRow.fax,
        col(DispositionRow.document) == ReadingRow.document,
        col(DispositionRow.outcome).in_(GRANTS),
        col(DispositionRow.as_of) > row.state_at,
    )
    return bool(session.exec(select(granted)).one())


def handed_over(session: Session, status: LetterStatus, job: str, now: dt.datetime, paper: str = "") -> None:
    """Keep that a sender has a letter, under which job, and what it was given."""
    row = letter_row(session, status.letter.reference)
    row.job, row.paper = job, paper or row.paper
    set_state(session, row, LetterState.SENT, now)


def try_again(
    session: Session, status: LetterStatus, now: dt.datetime, wait: dt.timedelta, most: int, why: str
) -> LetterState:
    """Queue a letter for another attempt after a wait, or after every `most` give it to a person."""
    row = letter_row(session, status.letter.reference)
    row.due_at = now + wait
    state = LetterState.QUEUED if status.attempts % most else LetterState.FAILED
    set_state(session, row, state, now, note=why)
    return state
