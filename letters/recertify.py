"""Reminders that a certification will end unless it is given again."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from documents import Letter, LetterKind, Standing
from registry.addressees import pharmacy_on_file, prescriber_on_file
from registry.as_of import View, position_of
from registry.effects import number_for
from registry.history import Entry
from registry.letter_tables import LetterRow
from registry.outbox import put_letter
from registry.participant_tables import StandingChangeRow

ON_FILE = {"prescriber": prescriber_on_file, "pharmacy": pharmacy_on_file}


class _Ending(NamedTuple):
    """A certification that ends unless it is given again: whose, given on which day, its last day."""

    entry: Entry
    given_on: dt.date
    last_day: dt.date
    reminder: int

    @property
    def reference(self) -> str:
        return number_for("L", f"recertification {self.entry[1]} {self.given_on} {self.reminder}")


def remind_to_recertify(
    session: Session, at: dt.datetime, on: dt.date, lasts: int | None, days: Sequence[int]
) -> int:
    """Remind everybody whose certification ends in so many `days`, or fewer; how many letters.

    A certification holds the day it was given and `lasts` days more. Of several reminders that are due only
    the last is written, each once; nobody is reminded of a certification that ended or was given again.
    None and no `days`: not configured, and no letters. `on` is the local day.
    """
    if lasts is None or not days:
        return 0
    given = _given(on - dt.timedelta(days=lasts), max(days))
    told = _told(session, given)
    due = [one for one in _ending(session, given, on, lasts, days) if one.reference not in told]
    return sum(put_letter(session, letter, at) for one in due for letter in _letters(session, one, on, lasts))


def _given(first: dt.date, days: int) -> sa.Select[str, str, dt.date]:
    """Kind, NPI and day of certifications given from a day on, or so many days later, and unchanged since."""
    row, later = StandingChangeRow, aliased(StandingChangeRow)
    changed_since = sa.exists().where(
        col(later.subject_kind) == row.subject_kind,
        col(later.subject) == row.subject,
        col(later.effective_on) > row.effective_on,
        col(later.standing) != Standing.PENDING,
    )
    query = sa.select(col(row.subject_kind), col(row.subject), col(row.effective_on))
    return query.distinct().where(
        col(row.subject_kind).in_(ON_FILE),
        col(row.standing) == Standing.CERTIFIED,
        col(row.effective_on).between(first, first + dt.timedelta(days=days)),
        ~changed_since,
    )


def _told(session: Session, given: sa.Select[str, str, dt.date]) -> frozenset[str]:
    of_them = col(LetterRow.about).in_(given.with_only_columns(col(StandingChangeRow.subject)))
    written = select(LetterRow.reference).where(LetterRow.kind == LetterKind.REMINDER, of_them)
    return frozenset(session.exec(written))


def _ending(
    session: Session,
    given: sa.Select[str, str, dt.date],
    on: dt.date,
    lasts: int,
    days: Sequence[int],
) -> Iterator[_Ending]:
    for kind, npi, given_on in session.execute(given):
        last_day = given_on + dt.timedelta(days=lasts)
        reminder = sum(last_day - dt.timedelta(days=before) <= on for before in days)
        yield _Ending((kind, npi), given_on, last_day, reminder)


def _letters(session: Session, one: _Ending, on: dt.date, lasts: int) -> Iterator[Letter]:
    kind, npi = one.entry
    there = position_of(session, one.entry, View(on=on, lasts=lasts))
    if there.standing is Standing.CERTIFIED and there.renewed_on == one.given_on:
        yield Letter(
            reference=one.reference,
            kind=LetterKind.REMINDER,
            to=ON_FILE[kind](session, npi),
            written_on=on,
            number=npi,
            since=there.good_since,
            until=one.last_day,
            reminder=one.reminder,
        )
