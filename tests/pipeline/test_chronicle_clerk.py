"""The clerk of a chronicle answers what waits for a person, once."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import Digest, DocumentTruth, FieldTruth, Outcome
from pipeline.chronicle_clerk import answer_all
from registry.database import writing
from tests.pipeline.stacks import CERTIFIED, MOMENT, HalfBlindReaders, Line, page_of
from tests.validators.builders import PHARMACY_ENROLLMENT, library, perfect


@pytest.fixture
def line(registry_engine: sa.Engine, tmp_path: Path) -> Line:
    readers = HalfBlindReaders(tmp_path, PHARMACY_ENROLLMENT, "pharmacy_name")
    return Line(registry_engine, tmp_path, readers)


def test_the_clerk_says_what_stands_in_a_form_that_waits_for_a_person(line: Line) -> None:
    fax = line.take("one", page_of(1), page_of(2))
    assert line.items() == [(fax, 1)]
    answer(line, {})
    assert line.items() == [(fax, 1)]
    truths = {(fax, 1): truth_with()}
    answer(line, truths)
    assert line.items() == []
    assert line.outcomes(fax) == {1: CERTIFIED}
    assert truths == {}


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
