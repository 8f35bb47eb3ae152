"""Letters that nobody's decision writes: withdrawals of void authorizations, and reminders."""

import datetime as dt
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import Addressee, Letter, LetterKind, LetterState
from registry.addressees import prescriber_on_file
from registry.effects import number_for
from registry.letter_queue import answered, superseded
from registry.letter_tables import LetterRow
from registry.outbox import NOT_HANDED_OVER, letters_about, put_letter, row_letter, set_state
from registry.participant_tables import AuthorizationRow

_WITHDRAWN = "The authorization is void."


def withdraw_void(session: Session, at: dt.datetime, on: dt.date) -> int:
    """Write to everybody to whom an authorization was confirmed that is void now; how many letters.

    An authorization is withdrawn once, whatever made it void. Confirmations that have not left are cancelled;
    where none was ever written the prescriber is told. `on` is the local day.
    """
    told = sa.exists().where(
        col(LetterRow.about) == AuthorizationRow.number, col(LetterRow.kind) == LetterKind.WITHDRAWAL
    )
    query = select(AuthorizationRow).where(col(AuthorizationRow.voided_on).is_not(None), ~told)
    return sum(_withdraw(session, row, at, on) for row in session.exec(query).all())


def _withdraw(session: Session, void: AuthorizationRow, at: dt.datetime, on: dt.date) -> int:
    confirmations = letters_about(session, void.number, LetterKind.AUTHORIZATION)
    written = [row_letter(row) for row in confirmations]
    told = tuple(as_it_went(letter, row) for letter, row in zip(written, confirmations, strict=True))
    for row in confirmations:
        if row.state in NOT_HANDED_OVER:
            set_state(session, row, LetterState.CANCELLED, at, note=_WITHDRAWN)
    patient = written[0].patient if written else ""
    addressees = told or (prescriber_on_file(session, void.prescriber_npi, on),)
    for to in addressees:
        letter = Letter(
            reference=number_for("L", f"withdrawal {void.number} {to.role}"),
            kind=LetterKind.WITHDRAWAL,
            to=to,
            written_on=on,
            number=void.number,
            until=void.voided_on,
            patient=patient,
        )
        put_letter(session, letter, at)
    return len(addressees)


def as_it_went(letter: Letter, row: LetterRow) -> Addressee:
    """Whom a letter went to; a number that a person gave it stays."""
    fixed = letter.to.fixed or row.number != letter.to.fax
    return letter.to.model_copy(update={"fax": row.number, "fixed": fixed})


def remind(session: Session, at: dt.datetime, on: dt.date, days: Sequence[int]) -> int:
    """Remind of every unanswered deficiency letter so many `days` after it went out; how many letters.

    `days` count from the day it was sent, one reminder each; none are configured, none are written.
    """
    due = list(_due(session, at, days))
    for row, number in due:
        letter = row_letter(row)
        reminder = letter.model_copy(
            update={
                "reference": number_for("L", f"reminder {number} {row.reference}"),
                "kind": LetterKind.REMINDER,
                "to": as_it_went(letter, row),
                "written_on": on,
                "revision": row.revision,
                "reminds_of": row.reference,
                "reminder": number,
            }
        )
        put_letter(session, reminder, at)
    return len(due)


def _due(session: Session, at: dt.datetime, days: Sequence[int]) -> Iterator[tuple[LetterRow, int]]:
    if not days:
        return
    went_out = col(LetterRow.state).in_((LetterState.SENT, LetterState.DELIVERED))
    latest = at - dt.timedelta(days=min(days))
    query = select(LetterRow).where(
        LetterRow.kind == LetterKind.DEFICIENCY, went_out, LetterRow.state_at <= latest
    )
    for row in session.exec(query).all():
        reminders = select(sa.func.count()).where(col(LetterRow.reminds_of) == row.reference)
        number = session.exec(reminders).one() + 1
        if number > len(days) or row.state_at + dt.timedelta(days=sorted(days)[number - 1]) > at:
            continue
        if not superseded(session, row) and not answered(session, row.reference):
            yield row, number
