"""The clerk of a chronicle answers what waits for a person, once."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import Digest, Document, DocumentTruth, FieldTruth, Outcome, PageSet
from pipeline.chronicle_clerk import answer_all
from pipeline.desk import DocumentRead
from registry.database import writing
from tests.pipeline.stacks import CERTIFIED, MOMENT, Line, ScriptedReaders, page_of
from tests.validators.builders import PHARMACY_ENROLLMENT, illegible, library, perfect


class HalfBlindReaders(ScriptedReaders):
    """Readers that cannot read one field."""

    def read(self, document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
        """A perfect reading but for the name of the pharmacy."""
        whole = super().read(document, pages, received_on).reading
        blurred = illegible(perfect(PHARMACY_ENROLLMENT), "pharmacy_name").reading
        return DocumentRead(whole.model_copy(update={"readings": blurred.readings}))


@pytest.fixture
def line(registry_engine: sa.Engine, tmp_path: Path) -> Line:
    doubting = Line(registry_engine, tmp_path)
    readers = HalfBlindReaders(tmp_path)
    doubting.readers = readers
    doubting.tools = dataclasses.replace(doubting.tools, readers=readers)
    return doubting


def test_the_clerk_says_what_stands_in_a_form_that_waits_for_a_person(line: Line) -> None:
    fax = line.take("one", page_of(1), page_of(2))
    assert line.items() == [(fax, 1)]
    for truths in ({}, {(fax, 1): truth_with()}):
        answer(line, truths)
        assert line.items() == ([] if truths else [(fax, 1)])
    assert line.outcomes(fax) == {1: CERTIFIED}


def test_of_a_field_about_which_a_person_would_ask_the_clerk_says_nothing(line: Line) -> None:
    fax = line.take("one", page_of(1), page_of(2))
    answer(line, {(fax, 1): truth_with("pharmacy_name")})
    assert line.items() == [(fax, 1)]
    assert line.outcomes(fax) == {1: ("review", ("ILLEGIBLE_PHARMACY_NAME",))}


def truth_with(ambiguous: str = "") -> DocumentTruth:
    """What stands in a perfect form, one field doubtful."""
    return DocumentTruth(
        form=PHARMACY_ENROLLMENT,
        pages=(1, 2),
        fields=tuple(
            FieldTruth(
                name=one.field,
                state=one.state,
                value=one.value,
                hand="typed",
                ambiguous=one.field == ambiguous,
            )
            for one in perfect(PHARMACY_ENROLLMENT).reading.readings
        ),
        outcome=Outcome.CERTIFY,
    )


def answer(line: Line, truths: dict[tuple[Digest, int], DocumentTruth]) -> None:
    with writing(line.engine) as session:
        answer_all(session, truths, library(), MOMENT, line.ways.decide_again)
    line.do_work()
