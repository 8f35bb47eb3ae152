"""Letters that no decision writes: withdrawals of void authorizations, and reminders."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import LetterKind, LetterState, Standing
from letters.post import PostPlan
from registry.database import writing
from registry.history import Cause
from registry.outbox import link_reply
from registry.participants import put_prescriber
from tests.letters.office import DAY, Office, order
from tests.letters.outgoing import MOMENT, decide, written
from tests.registry.people import digest_of
from tests.validators.builders import PATIENT_DISCONTINUATION, PRESCRIBER, perfect


@pytest.fixture
def office(registry_engine: sa.Engine, tmp_path: Path) -> Office:
    return Office(registry_engine, tmp_path)


def decertify(office: Office) -> None:
    gone = PRESCRIBER.model_copy(
        update={"standing": Standing.DECERTIFIED, "decertified_on": office.now.date()}
    )
    with writing(office.engine) as session:
        put_prescriber(session, gone, Cause(at=office.now, on=office.now.date(), evidence="test"))


def test_everybody_who_was_told_of_an_authorization_is_told_once_that_it_is_void(office: Office) -> None:
    decide(office.engine, order())
    office.round()
    decertify(office)
    office.round()
    office.round()
    said = [status for status in written(office.engine) if status.letter.kind is LetterKind.WITHDRAWAL]
    assert {status.number for status in said} == {"6175550142", "6175550199"}
    assert {status.letter.until for status in said} == {MOMENT.date()}
    assert len(office.sender.taken) == 4


def test_everybody_is_told_when_the_patient_is_discontinued(office: Office) -> None:
    decide(office.engine, order())
    office.round()
    decide(office.engine, perfect(PATIENT_DISCONTINUATION), name="notice", at=office.now)
    office.round()
    said = [(status.letter.kind, status.number) for status in written(office.engine)][2:]
    assert sorted(said) == [
        (LetterKind.RECORD, "6175550142"),
        (LetterKind.WITHDRAWAL, "6175550142"),
        (LetterKind.WITHDRAWAL, "6175550199"),
    ]


def test_a_confirmation_that_has_not_left_is_cancelled_when_the_authorization_is_void(
    office: Office,
) -> None:
    decide(office.engine, order())
    decertify(office)
    office.round()
    confirmations = [s for s in written(office.engine) if s.letter.kind is LetterKind.AUTHORIZATION]
    assert {status.state for status in confirmations} == {LetterState.CANCELLED}


def reminding(engine: sa.Engine, home: Path, days: tuple[int, ...]) -> Office:
    office = Office(engine, home, plan=PostPlan(resolution="standard", reminder_days=days))
    decide(engine, order(refills=""))
    office.round()
    return office


def test_reminders_follow_their_cadence_and_then_end(registry_engine: sa.Engine, tmp_path: Path) -> None:
    office = reminding(registry_engine, tmp_path, (7, 14))
    counts = [len(office.round(DAY)) for _ in range(30)]
    assert [counts.index(count) for count in (2, 3)] == [6, 13]
    assert counts[-1] == 3
    (first, second) = [s.letter for s in written(registry_engine) if s.letter.kind is LetterKind.REMINDER]
    assert (first.reminder, second.reminder) == (1, 2)


def test_a_later_decision_that_says_the_same_does_not_end_the_reminders(
    registry_engine: sa.Engine, tmp_path: Path
) -> None:
    office = reminding(registry_engine, tmp_path, (7,))
    decide(registry_engine, order(refills=""), revision=1)
    assert office.round(8 * DAY) == [LetterState.SENT, LetterState.SENT]


def test_without_a_cadence_nobody_is_reminded(registry_engine: sa.Engine, tmp_path: Path) -> None:
    assert len(reminding(registry_engine, tmp_path, ()).round(400 * DAY)) == 1


def test_nobody_is_reminded_of_a_form_that_came_back(registry_engine: sa.Engine, tmp_path: Path) -> None:
    office = reminding(registry_engine, tmp_path, (7,))
    (status,) = written(registry_engine)
    with writing(registry_engine) as session:
        link_reply(session, digest_of("one"), 1, status.letter.reference, office.now)
    assert len(office.round(30 * DAY)) == 1


def test_nobody_is_reminded_of_a_form_that_was_accepted_on_another_fax(
    registry_engine: sa.Engine, tmp_path: Path
) -> None:
    office = reminding(registry_engine, tmp_path, (7,))
    decide(registry_engine, order(), name="two", at=MOMENT + DAY)
    office.round(30 * DAY)
    assert [s for s in written(registry_engine) if s.letter.kind is LetterKind.REMINDER] == []
