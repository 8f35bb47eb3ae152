"""Letters held for want of a fax number, and the number that comes on file."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session, col, select

from documents import Letter, LetterKind, LetterState
from registry.addressees import number_now
from registry.as_of import View, position_of
from registry.authorizations import authorization, open_authorizations
from registry.history import GOOD
from registry.letter_tables import LetterRow
from registry.outbox import row_letter, set_state
from registry.participant_tables import PharmacyRow, PrescriberRow

ON_FILE_NOW = "A fax number is on file now."
NO_LONGER_SO = "What it confirms no longer holds."


def release_held(session: Session, at: dt.datetime, view: View) -> int:
    """Have each held letter sent to whose addressee a number is on file by now; how many letters.

    One that confirms what no longer holds on the day of the view is cancelled instead. One whose deadline has
    passed stays held: a person must say whether it is still to be sent.
    """
    held = select(LetterRow).where(LetterRow.state == LetterState.HELD).order_by(col(LetterRow.reference))
    found = [(row, row_letter(row)) for row in session.exec(held).all()]
    reached = _reached(session, {letter.to.npi for _, letter in found})
    released = 0
    for row, letter in found:
        too_late = letter.answer_by is not None and letter.answer_by < view.on
        if letter.to.npi not in reached or too_late or not number_now(session, letter.to, view.on):
            continue
        if _holds(session, letter, view):
            row.due_at = at
            set_state(session, row, LetterState.QUEUED, at, note=ON_FILE_NOW)
            released += 1
        else:
            set_state(session, row, LetterState.CANCELLED, at, note=NO_LONGER_SO)
    return released


def _reached(session: Session, npis: Iterable[str]) -> frozenset[str]:
    """Those of the NPIs of which a number is on file, whatever it is on a day."""
    found: set[str] = set()
    for row in (PrescriberRow, PharmacyRow):
        found.update(session.exec(select(row.npi).where(col(row.npi).in_(npis), row.fax != "")))
    return frozenset(found)


def _holds(session: Session, letter: Letter, view: View) -> bool:
    """Whether a certification, enrollment or authorization that a letter confirms is in force; else True."""
    if letter.kind is LetterKind.AUTHORIZATION:
        patient = authorization(session, letter.number).patient
        return letter.number in [one.number for one in open_authorizations(session, patient, view.on)]
    if letter.kind in (LetterKind.CERTIFICATION, LetterKind.ENROLLMENT):
        kind = "patient" if letter.kind is LetterKind.ENROLLMENT else letter.to.role
        return position_of(session, (kind, letter.number), view).standing in GOOD
    return True
