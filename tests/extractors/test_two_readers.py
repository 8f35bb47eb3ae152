"""Two readers of one line weighed together."""

import numpy as np
import pytest

from documents.formats import npi_is_valid
from extractors.two_readers import Line, TwoReaders, read_together
from ocr import Grammar
from tests.extractors.posteriors import ScriptedLineEngine, seen_as

DIGITS = Grammar("0123456789", r"\d{3}")
NPI = Grammar("0123456789", r"[12]\d{9}", npi_is_valid)
INK = np.pad(np.zeros((30, 120), np.uint8), 12, constant_values=255)
PAPER = np.full((40, 200), 255, np.uint8)


def test_what_both_see_is_sure() -> None:
    both = read_together(Line(seen_as(*"427"), seen_as(*"427")), DIGITS)
    assert (both.first.text, both.first.seen, both.other.seen) == ("427", "427", "427")
    assert both.first.share > 0.99
    assert both.other_share > 0.99


def test_the_second_reader_decides_where_the_first_wavers() -> None:
    wavering = seen_as("4", {"2": 0.48, "7": 0.45}, "7")
    both = read_together(Line(wavering, seen_as(*"477")), DIGITS)
    assert both.first.text == "477"
    assert both.first.seen == "427"
    assert "427" in [other.value for other in both.first.alternatives]


def test_the_second_reader_does_not_outvote_a_sure_first() -> None:
    wavering = seen_as("4", {"1": 0.5, "2": 0.4}, "7")
    both = read_together(Line(seen_as(*"427"), wavering), DIGITS)
    assert both.first.text == "427"
    assert both.other_share < 0.6


def test_only_texts_that_pass_the_check_digit_are_candidates() -> None:
    wavering = seen_as(*"123456789", {"2": 0.6, "3": 0.3})
    both = read_together(Line(wavering, wavering), NPI)
    assert (both.first.seen, both.first.text) == ("1234567892", "1234567893")


def test_free_text_is_the_first_readers_and_agreement_is_told() -> None:
    both = read_together(Line(seen_as(*"Ana"), seen_as(*"ANA")), None)
    assert (both.first.seen, both.other_share > 0.9) == ("Ana", True)
    apart = read_together(Line(seen_as(*"Ana"), seen_as(*"Ava")), None)
    assert (apart.first.seen, apart.other_share) == ("Ana", 0.0)


def test_texts_are_scored_in_either_case() -> None:
    scores = Line(seen_as(*"Ana"), seen_as(*"ANA")).scores(["ANA", "AVA", "AN"])
    assert scores.argmax() == 0
    assert scores[0] == pytest.approx(0.0, abs=1.0)


def test_a_crop_without_ink_is_seen_by_nobody() -> None:
    readers = TwoReaders(ScriptedLineEngine("one", seen_as("1")), ScriptedLineEngine("two", seen_as("1")))
    empty, written = readers.look([PAPER, INK])
    assert empty is None
    assert written is not None
    assert readers.name == "one+two"
