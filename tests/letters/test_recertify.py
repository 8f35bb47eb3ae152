"""Reminders to certify again: on the cadence before the end, once each, only of what still ends."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import KnownPharmacy, KnownPrescriber, LetterKind, LetterState, Standing
from letters.post import PostPlan
from letters.words import words_of
from registry.database import writing
from registry.history import Cause
from registry.outbox import LetterStatus, release
from registry.participants import put_pharmacy, put_prescriber
from tests.letters.office import DAY, Office
from tests.letters.outgoing import MOMENT, written
from tests.validators.builders import PHARMACY, PRESCRIBER, library

TODAY = MOMENT.date()
PLAN = PostPlan(resolution="standard", certification_lasts=730, recertification_days=(60, 30))


def certified(
    office: Office,
    who: KnownPrescriber | KnownPharmacy,
    on: dt.date,
    evidence: str = "a",
    fax: str = "6175550142",
) -> None:
    standing = {"standing": Standing.CERTIFIED, "certified_on": on, "fax": fax}
    cause = Cause(at=office.now, on=on, evidence=evidence)
    with writing(office.engine) as session:
        known = who.model_copy(update=standing)
        if isinstance(known, KnownPharmacy):
            put_pharmacy(session, known, cause)
        else:
            put_prescriber(session, known, cause)


def reminders(office: Office) -> list[LetterStatus]:
    return [status for status in written(office.engine) if status.letter.kind is LetterKind.REMINDER]


@pytest.fixture
def office(registry_engine: sa.Engine, tmp_path: Path) -> Office:
    return Office(registry_engine, tmp_path, plan=PLAN)


def test_whoever_is_certified_is_reminded_on_the_cadence_once_each(office: Office) -> None:
    certified(office, PRESCRIBER, TODAY - 668 * DAY)
    certified(office, PHARMACY, TODAY - 668 * DAY)
    counts = []
    for _ in range(70):
        office.round(DAY)
        counts.append(len(reminders(office)))
    assert [counts.index(count) + 1 for count in (2, 4)] == [2, 32]
    assert counts[-1] == 4
    first = reminders(office)[0].letter
    assert (first.until, first.reminder) == (TODAY + 62 * DAY, 1)
    assert {status.state for status in reminders(office)} == {LetterState.SENT}
    words = words_of(first, library())
    assert "Reminder: your certification will end" in words
    assert "May 13, 2018" in words


def test_a_table_that_lists_somebody_as_pending_does_not_end_the_reminders(office: Office) -> None:
    certified(office, PRESCRIBER, TODAY - 720 * DAY)
    listed = PRESCRIBER.model_copy(update={"standing": Standing.PENDING, "certified_on": None})
    with writing(office.engine) as session:
        put_prescriber(session, listed, Cause(at=office.now, on=TODAY - 100 * DAY, evidence="list"))
    office.round()
    assert len(reminders(office)) == 1


def test_of_reminders_that_are_both_due_only_the_last_is_written(office: Office) -> None:
    certified(office, PRESCRIBER, TODAY - 720 * DAY)
    office.round()
    assert [status.letter.reminder for status in reminders(office)] == [2]


def test_nobody_is_reminded_of_what_was_given_again_or_ended(office: Office) -> None:
    certified(office, PRESCRIBER, TODAY - 700 * DAY)
    certified(office, PRESCRIBER, TODAY - 10 * DAY, evidence="again")
    certified(office, PHARMACY, TODAY - 740 * DAY)
    office.round()
    assert reminders(office) == []


def test_a_reminder_that_waited_for_a_number_is_not_sent_once_the_certification_was_given_again(
    office: Office,
) -> None:
    certified(office, PRESCRIBER, TODAY - 720 * DAY, fax="")
    assert office.round() == [LetterState.HELD]
    certified(office, PRESCRIBER, TODAY + DAY, evidence="again")
    (held,) = reminders(office)
    with writing(office.engine) as session:
        release(session, held.letter.reference, "6175550177", "clerk", office.now)
    assert office.round(2 * DAY) == [LetterState.CANCELLED]


@pytest.mark.parametrize(
    "plan",
    [
        PLAN.model_copy(update={"certification_lasts": None}),
        PLAN.model_copy(update={"recertification_days": ()}),
    ],
)
def test_what_is_not_configured_reminds_nobody(
    registry_engine: sa.Engine, tmp_path: Path, plan: PostPlan
) -> None:
    office = Office(registry_engine, tmp_path, plan=plan)
    certified(office, PRESCRIBER, TODAY - 720 * DAY)
    office.round()
    assert reminders(office) == []
