"""Letters about what is put on record: a discontinuation, the result of an answer sheet."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import LetterKind, Outcome, Standing
from registry.records import RECORDS
from tests.letters.outgoing import decide, written
from tests.letters.test_compose import only
from tests.validators.builders import (
    KNOWLEDGE_ASSESSMENT,
    PATIENT,
    PATIENT_DISCONTINUATION,
    PRESCRIBER,
    library,
    perfect,
    with_facts,
    with_values,
)

TEMPLATES = Path(__file__).parents[2] / "letters" / "templates"


def test_every_form_that_is_put_on_record_has_its_effect_and_its_letter() -> None:
    forms = {form.ref.form for form in library() if form.grants is Outcome.RECORD}
    templates = {path.stem.removeprefix("record_") for path in TEMPLATES.glob("record_*.txt")}
    assert forms == set(RECORDS) == templates


def test_a_notice_sent_again_is_answered_with_the_day_on_record(registry_engine: sa.Engine) -> None:
    decide(registry_engine, perfect(PATIENT_DISCONTINUATION))
    gone = PATIENT.model_copy(
        update={"standing": Standing.DISCONTINUED, "discontinued_on": dt.date(2018, 3, 9)}
    )
    again = decide(
        registry_engine, with_facts(perfect(PATIENT_DISCONTINUATION), patients=(gone,)), name="again"
    )
    assert again.outcome is Outcome.DUPLICATE
    told = [(one.letter.kind, one.letter.since, one.letter.number) for one in written(registry_engine)]
    assert told == [(LetterKind.RECORD, dt.date(2018, 3, 9), PATIENT.number)] * 2


def test_a_notice_with_a_later_day_does_not_put_a_discontinuation_off(registry_engine: sa.Engine) -> None:
    for revision, day in enumerate(("2018-04-01", "2018-05-01")):
        notice = with_values(perfect(PATIENT_DISCONTINUATION), effective_date=day)
        assert decide(registry_engine, notice, revision=revision).outcome is Outcome.RECORD
    assert {one.letter.since for one in written(registry_engine)} == {dt.date(2018, 4, 1)}


@pytest.mark.parametrize(("answer", "said"), [("b", ()), ("c", ("5 of 6 answers are right.",))])
def test_a_sheet_is_answered_with_how_many_answers_are_right(
    registry_engine: sa.Engine, answer: str, said: tuple[str, ...]
) -> None:
    case = with_values(perfect(KNOWLEDGE_ASSESSMENT), answer_1=answer)
    letter = only(registry_engine, with_facts(case, prescribers=(PRESCRIBER,))).letter
    assert (letter.kind, letter.said, letter.number) == (LetterKind.RECORD, said, PRESCRIBER.npi)
