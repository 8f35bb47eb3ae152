"""The words of the desk: whole, and the same as in the documents."""

import datetime as dt
import re
from pathlib import Path

import pytest

from documents import Doubt
from review_queue.words import DOUBTS, due_in_words, reason_in_words, span
from tests.registry.people import NOON
from tests.review_queue.items import ORDER_FORM

REVIEW = Path(__file__).parents[2] / "docs" / "review.md"


def test_every_doubt_is_said_as_the_document_on_review_says_it() -> None:
    said = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", REVIEW.read_text(encoding="utf-8"), re.MULTILINE))
    assert {doubt.value: words for doubt, words in DOUBTS.items()} == said
    assert set(DOUBTS) == set(Doubt)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ILLEGIBLE_PATIENT_LAST_NAME", "Illegible: patient_last_name"),
        ("MISSING_SHOE_SIZE", "Missing: shoe size"),
        ("SIG_MISSING_PATIENT", "A signature is absent"),
        ("MARGIN_NOTE", "There is handwriting outside the fields"),
        ("NO_CODE_OF_OURS", "NO_CODE_OF_OURS"),
    ],
)
def test_a_reason_code_is_a_sentence_that_names_its_field_as_the_form_does(code: str, words: str) -> None:
    assert reason_in_words(code, ORDER_FORM) == words


def test_lengths_of_time_are_said_in_two_units() -> None:
    minutes = (0, 59, 60, 185, 60 * 24, 60 * 53 + 9)
    assert [span(dt.timedelta(minutes=each, seconds=59)) for each in minutes] == [
        "0 min", "59 min", "1 h 00 min", "3 h 05 min", "1 d 0 h", "2 d 5 h",
    ]  # fmt: skip
    assert due_in_words(NOON, NOON) == "in 0 min"
    assert due_in_words(NOON, NOON + dt.timedelta(minutes=61)) == "overdue 1 h 01 min"
