"""Answer sheets: right only by the key, scored only when read for certain, passed only when all is right."""

from itertools import product

import pytest
from pydantic import ValidationError

from documents import Outcome
from samples.tellers import SAMPLE_KEY
from tests.validators.builders import (
    KNOWLEDGE_ASSESSMENT,
    PASSED,
    PRESCRIBER_ENROLLMENT,
    change,
    illegible,
    perfect,
    with_facts,
    with_values,
)
from tests.validators.verdicts import outcome, verdict
from validators import Case, Limits
from validators.assessment import scored

ANSWERS = tuple(f"answer_{number}" for number in range(1, 7))
OTHER = {"a": "b", "b": "c", "c": "d", "d": "a"}
SHEET = "fax 1 document 1"


def sheet(**values: str) -> Case:
    return with_values(perfect(KNOWLEDGE_ASSESSMENT), **values)


def enrollment_after(case: Case) -> Outcome:
    result = scored(case, SHEET)
    known = () if result is None else (result,)
    return outcome(with_facts(perfect(PRESCRIBER_ENROLLMENT), knowledge=known))


@pytest.mark.parametrize("marked", list(product((True, False), repeat=6)), ids=str)
def test_a_sheet_passes_and_lets_certify_only_with_every_answer_right(marked: tuple[bool, ...]) -> None:
    answers = (
        right if is_right else OTHER[right] for right, is_right in zip(SAMPLE_KEY, marked, strict=True)
    )
    case = sheet(**dict(zip(ANSWERS, answers, strict=True)))
    result = scored(case, SHEET)
    assert result is not None
    assert (result.correct, result.questions, result.npi) == (sum(marked), 6, PASSED.npi)
    assert outcome(case) is Outcome.RECORD
    assert enrollment_after(case) is (Outcome.CERTIFY if all(marked) else Outcome.PENDING)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_in_doubt_leaves_the_sheet_without_a_score_and_to_a_person(name: str) -> None:
    for case in (illegible(sheet(), name), change(sheet(), name, confidence=0.94)):
        assert scored(case, SHEET) is None
        assert verdict(case) == (Outcome.REVIEW, (f"ILLEGIBLE_{name.upper()}", "KA_UNSCORED"))
        assert enrollment_after(case) is Outcome.PENDING


def test_a_blank_answer_is_asked_for_and_never_right() -> None:
    case = sheet(answer_6="")
    assert verdict(case) == (Outcome.DEFICIENT, ("MISSING_ANSWER_6",))
    assert enrollment_after(case) is Outcome.PENDING


def test_without_a_key_a_person_scores() -> None:
    case = sheet().model_copy(update={"limits": Limits()})
    assert scored(case, SHEET) is None
    assert verdict(case) == (Outcome.REVIEW, ("KA_UNSCORED",))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"assessment_date": "2018-03-13"}, (Outcome.DEFICIENT, ("DATE_FUTURE",))),
        ({"assessment_date": "2017-12-11"}, (Outcome.REVIEW, ("DATE_STALE",))),
        ({"assessment_date": "02/30/2018"}, (Outcome.DEFICIENT, ("INVALID_ASSESSMENT_DATE",))),
    ],
    ids=str,
)
def test_an_assessment_has_a_date_that_can_be(
    values: dict[str, str], expected: tuple[Outcome, tuple[str, ...]]
) -> None:
    assert verdict(sheet(**values)) == expected


@pytest.mark.parametrize("key", ["", "abcda", "abcdabc", "abcdae", "ABCDAB"])
def test_a_key_answers_every_question_or_is_refused_without_being_told(key: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Limits.model_validate({"answer_key": key})
    assert "answer_key is one letter" in str(refused.value.errors(include_input=False))


def test_the_key_is_shown_to_nobody() -> None:
    limits = Limits.model_validate({"answer_key": SAMPLE_KEY})
    assert SAMPLE_KEY not in f"{limits!r} {limits} {limits.model_dump_json()}"
