"""A letter that waits for a fax number leaves once when one comes on file, if what it says still holds."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import KnownPharmacy, KnownPrescriber, LetterKind, LetterState, Standing
from registry.database import writing
from registry.held_letters import NO_LONGER_SO, ON_FILE_NOW
from registry.history import Cause
from registry.outbox import NEEDS_NUMBER, events
from registry.participants import put_pharmacy, put_prescriber
from tests.letters.office import DAY, Office, order
from tests.letters.outgoing import DEFICIENCY, EVERY_KIND, with_fax, written
from tests.letters.outgoing import decide as decided
from tests.validators.builders import PHARMACY, PRESCRIBER, with_facts

NOWHERE = DEFICIENCY.to.model_copy(update={"fax": ""})


@pytest.fixture
def office(registry_engine: sa.Engine, tmp_path: Path) -> Office:
    return Office(registry_engine, tmp_path)


def known(office: Office, who: KnownPrescriber | KnownPharmacy) -> None:
    cause = Cause(at=office.now, on=office.now.date(), evidence=f"told at {office.now}")
    with writing(office.engine) as session:
        if isinstance(who, KnownPrescriber):
            put_prescriber(session, who, cause)
        else:
            put_pharmacy(session, who, cause)


def why(office: Office, reference: str) -> list[tuple[LetterState, str]]:
    with writing(office.engine) as session:
        return [(event.state, event.note) for event in events(session, reference)]


def test_a_number_that_comes_on_file_has_the_letter_sent_there_once(office: Office) -> None:
    office.put(DEFICIENCY.model_copy(update={"to": NOWHERE}))
    known(office, PRESCRIBER.model_copy(update={"fax": ""}))
    assert office.round() == [LetterState.HELD]
    known(office, PRESCRIBER.model_copy(update={"fax": "6175550188"}))
    assert office.round() == office.round() == [LetterState.SENT]
    assert office.numbers() == ["6175550188"]
    assert why(office, DEFICIENCY.reference)[:2] == [
        (LetterState.HELD, NEEDS_NUMBER),
        (LetterState.QUEUED, ON_FILE_NOW),
    ]


def test_a_certification_that_has_ended_is_not_confirmed_any_more(office: Office) -> None:
    letter = EVERY_KIND[LetterKind.CERTIFICATION].model_copy(update={"to": NOWHERE, "number": PRESCRIBER.npi})
    office.put(letter)
    gone = {"standing": Standing.DECERTIFIED, "decertified_on": office.now.date()}
    known(office, PRESCRIBER.model_copy(update=gone))
    assert office.round() == [LetterState.CANCELLED]
    assert why(office, letter.reference)[-1] == (LetterState.CANCELLED, NO_LONGER_SO)


@pytest.mark.parametrize(("days", "state"), [(160, LetterState.SENT), (170, LetterState.CANCELLED)])
def test_an_authorization_is_confirmed_until_its_supply_is_used_up(
    office: Office, days: int, state: LetterState
) -> None:
    decided(office.engine, with_facts(order(), pharmacies=(PHARMACY,)))
    office.round(days * DAY)
    known(office, with_fax(PHARMACY))
    office.round()
    assert {status.letter.to.role: status.state for status in written(office.engine)} == {
        "prescriber": LetterState.SENT,
        "pharmacy": state,
    }


def test_a_letter_whose_deadline_has_passed_stays_with_a_person(office: Office) -> None:
    yesterday = office.now.date() - dt.timedelta(days=1)
    office.put(DEFICIENCY.model_copy(update={"to": NOWHERE, "answer_by": yesterday}))
    known(office, PRESCRIBER)
    assert office.round() == [LetterState.HELD]
