"""Strings put together from one writer's characters."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np

from samples.ink.paper_sheet import Line
from samples.training.bending import UNBENT
from samples.training.compose import (
    as_written,
    can_write,
    compose,
    pick_habits,
    row_of_words,
    struck_out,
)
from samples.training.signs import PLAIN_SIGNS, plain_sign
from samples.training.specimens import Hand, load_hands

CALM = replace(
    pick_habits(random.Random(0)),
    slope=0,
    slant=0,
    grows=0,
    uneven=0,
    wander=0,
    gap=0.2,
    wide=1,
    bends=UNBENT,
)


def hand(strokes: Path) -> Hand:
    return load_hands(strokes, "training")[0]


def extent(lines: list[Line]) -> tuple[float, float, float, float]:
    points = np.concatenate(lines)
    return tuple(np.concatenate([points.min(axis=0), points.max(axis=0)]).tolist())


def test_digits_stand_on_the_baseline_one_after_the_other(strokes: Path) -> None:
    left, top, right, bottom = extent(compose(hand(strokes), "123", CALM, random.Random(1)))
    assert left == 0
    assert bottom == 0
    assert -1300 < top < -700
    assert right > 3 * 400


def test_letters_with_tails_hang_below_the_baseline(strokes: Path) -> None:
    assert extent(compose(hand(strokes), "g", CALM, random.Random(1)))[3] > 100


def test_a_space_leaves_room(strokes: Path) -> None:
    close = extent(compose(hand(strokes), "AB", CALM, random.Random(1)))[2]
    assert extent(compose(hand(strokes), "A B", CALM, random.Random(1)))[2] > close + 200


def test_capitals_inside_words_can_be_small(strokes: Path) -> None:
    small = replace(CALM, small_capitals=0.7)
    height = extent(compose(hand(strokes), "AA", CALM, random.Random(1)))[1]
    lines = compose(hand(strokes), "AA", small, random.Random(1))
    assert lines[0][:, 1].min() == height
    assert lines[-1][:, 1].min() > height


def test_what_a_writer_did_not_leave_cannot_be_written(strokes: Path) -> None:
    writer = hand(strokes)
    assert can_write(writer, "John 12-34/5.6,7 (8)")
    assert not can_write(writer, "50%")


def test_every_plain_sign_can_be_drawn() -> None:
    for sign in PLAIN_SIGNS:
        assert np.isfinite(np.concatenate(plain_sign(sign, random.Random(1)))).all()


def test_a_word_as_written_keeps_its_strokes(strokes: Path) -> None:
    specimen = hand(strokes).words[0]
    lines = as_written(specimen, CALM, random.Random(1))
    assert [len(line) for line in lines] == [len(stroke) for stroke in specimen.strokes]
    assert extent(lines)[3] == 0


def test_words_of_a_row_do_not_overlap(strokes: Path) -> None:
    words = hand(strokes).words[:2]
    lines = row_of_words(words, CALM, random.Random(1))
    first, second = lines[: len(words[0].strokes)], lines[len(words[0].strokes) :]
    assert extent(first)[2] < extent(second)[0]


def test_what_was_meant_stands_after_the_slip(strokes: Path) -> None:
    wrong = compose(hand(strokes), "12", CALM, random.Random(1))
    right = compose(hand(strokes), "34", CALM, random.Random(2))
    together = struck_out(wrong, right, CALM, random.Random(3))
    assert len(together) > len(wrong) + len(right)
    assert extent(together[-len(right) :])[0] > extent(wrong)[2]
