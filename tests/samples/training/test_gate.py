"""Scores of held-out crops, and when a reader counts as worse."""

import numpy as np

from ocr.crop_shards import Crop
from ocr.grammar import PRINTABLE
from samples.training.gate import verdicts
from samples.training.scoring import Outcome, outcome, overall, scored

PAPER = np.full((48, 100), 255, np.uint8)


def certain(text: str) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Posteriors that spell the text beyond doubt."""
    rows = []
    for character in text:
        for column in (0, 1 + PRINTABLE.index(character)):
            row = np.full(1 + len(PRINTABLE), 1e-6)
            row[column] = 1
            rows.append(row)
    return np.array(rows)


def test_a_crop_read_right_has_nothing_wrong() -> None:
    crop = Crop("1234567893", PAPER, "npi", "w")
    assert outcome(crop, certain("1234567893")) == Outcome(0, True, True)


def test_wrong_characters_are_counted() -> None:
    found = outcome(Crop("SMITH", PAPER, "capitals", "w"), certain("SMIHT"))
    assert found == Outcome(2, False, None)


def test_only_the_digits_of_a_phone_count_under_its_grammar() -> None:
    found = outcome(Crop("(212)555-0100", PAPER, "phone", "w"), certain("(212) 555-0100"))
    assert found == Outcome(1, False, True)


def test_a_text_outside_its_grammar_is_not_scored_under_it() -> None:
    assert outcome(Crop("May 4 2018", PAPER, "date", "w"), certain("May 4 2018")).under_grammar is None


def test_scores_are_by_kind_and_overall_is_their_mean() -> None:
    crops = [Crop("1234", PAPER, "number", "w"), Crop("AB", PAPER, "state", "w")]
    scores = scored(crops, [Outcome(1, False, None), Outcome(0, True, None)])
    assert scores["number"].told() == "0.0 cer 25.00"
    assert overall(scores) == 0.125


def some_crops() -> list[Crop]:
    return [Crop("1234567890", PAPER, "number", f"writer {at % 12}") for at in range(120)]


def test_a_reader_that_errs_more_with_every_writer_is_worse() -> None:
    crops = some_crops()
    (verdict,) = verdicts(crops, [Outcome(0, True, None)] * 120, [Outcome(1, False, None)] * 120)
    assert verdict.change.worse
    assert verdict.change.points == 10


def test_a_few_errors_more_with_one_writer_are_chance() -> None:
    crops = some_crops()
    after = [Outcome(int(crop.writer == "writer 3"), True, None) for crop in crops]
    (verdict,) = verdicts(crops, [Outcome(0, True, None)] * 120, after)
    assert verdict.change.points > 0
    assert verdict.change.word == "alike"


def test_a_reader_that_errs_less_is_not_worse() -> None:
    crops = some_crops()
    (verdict,) = verdicts(crops, [Outcome(2, False, None)] * 120, [Outcome(1, False, None)] * 120)
    assert verdict.change.word == "better"
