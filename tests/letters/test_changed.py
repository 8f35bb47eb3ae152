"""A change of a fax number is told at both numbers; other letters go to the new one when it holds."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import LetterKind, LetterState, Outcome
from letters.words import phone, words_of
from tests.letters.outgoing import MOMENT, decide, with_fax, written
from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    PRESCRIBER,
    REPRESENTATIVE_CHANGE,
    REPRESENTED_BEFORE,
    library,
    perfect,
    with_facts,
    with_values,
)

NEW = "6175550188"
CHANGE = with_values(perfect(CHANGE_OF_INFORMATION), new_fax=NEW, new_phone="6175550189")


@pytest.mark.parametrize("effective", [MOMENT.date(), MOMENT.date() + dt.timedelta(days=20)])
def test_a_new_fax_number_is_confirmed_at_the_old_one_too(
    registry_engine: sa.Engine, effective: dt.date
) -> None:
    case = with_values(CHANGE, effective_date=effective.isoformat())
    assert decide(registry_engine, case).outcome is Outcome.RECORD
    told = written(registry_engine)
    assert {status.number for status in told} == {PRESCRIBER.fax, NEW}
    assert {(status.letter.kind, status.state) for status in told} == {
        (LetterKind.RECORD, LetterState.QUEUED)
    }
    for status in told:
        assert (status.letter.to.fixed, status.letter.since) == (True, effective)
        words = words_of(status.letter, library())
        assert "- Fax" in words
        assert "- Phone number" in words
        other = ({PRESCRIBER.fax, NEW} - {status.number}).pop()
        assert phone(other) not in words


def test_what_leaves_the_number_as_it_is_is_confirmed_once(registry_engine: sa.Engine) -> None:
    decide(registry_engine, with_values(CHANGE, new_fax=""))
    (status,) = written(registry_engine)
    assert (status.number, status.letter.to.fixed) == (PRESCRIBER.fax, False)
    assert status.letter.said == ("phone number",)


def test_a_first_number_is_confirmed_at_itself(registry_engine: sa.Engine) -> None:
    decide(registry_engine, with_facts(CHANGE, prescribers=(PRESCRIBER.model_copy(update={"fax": ""}),)))
    assert [status.number for status in written(registry_engine)] == [NEW]


def test_the_number_before_is_that_before_the_document_not_before_its_correction(
    registry_engine: sa.Engine,
) -> None:
    decide(registry_engine, CHANGE)
    corrected = with_facts(with_values(CHANGE, new_fax="6175550177"), prescribers=())
    decide(registry_engine, corrected, revision=1)
    queued = [status.number for status in written(registry_engine) if status.state is LetterState.QUEUED]
    assert sorted(queued) == [PRESCRIBER.fax, "6175550177"]


def test_a_pharmacy_hears_of_its_new_representative(registry_engine: sa.Engine) -> None:
    case = with_facts(perfect(REPRESENTATIVE_CHANGE), pharmacies=(with_fax(REPRESENTED_BEFORE),))
    decide(registry_engine, case)
    (status,) = written(registry_engine)
    assert (status.letter.to.role, status.number) == ("pharmacy", "6175550199")
    assert "Wen" not in words_of(status.letter, library())
