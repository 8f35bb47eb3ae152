"""Characters bent into those of people who write much alike."""

import random
from dataclasses import replace

import numpy as np

from samples.ink.paper_sheet import Line
from samples.training.bending import UNBENT, Bends, bent, bent_along, pick_bends

SEVEN: list[Line] = [
    np.array([(0.0, 0.0), (600.0, 0.0), (150.0, 1000.0)]),
    np.array([(100.0, 500.0), (500.0, 450.0)]),
]
STRONG = Bends(waves=60, linear=0.1, own=0.4, rounded=1.0, cut=0.4, style=7)


def how_far(one: list[Line], other: list[Line]) -> float:
    """The longest way from a point of the first to the nearest of the other."""
    there = np.concatenate(other)
    return max(float(np.hypot(*(there - point).T).min()) for point in np.concatenate(one))


def test_unbent_characters_are_those_the_writer_left() -> None:
    assert bent(SEVEN, "7", UNBENT, random.Random(1)) is SEVEN
    assert bent_along(SEVEN, UNBENT, random.Random(1)) is SEVEN


def test_bent_characters_are_near_those_the_writer_left_but_not_the_same() -> None:
    for seed in range(50):
        bends = pick_bends(random.Random(seed))
        lines = bent(SEVEN, "7", bends, random.Random(seed))
        assert len(lines) == len(SEVEN)
        assert how_far(lines, SEVEN) < 600
        assert bends == UNBENT or how_far(lines, SEVEN) > 1


def test_a_hand_bends_a_character_much_alike_wherever_it_stands_and_another_hand_otherwise() -> None:
    style = replace(STRONG, own=0.1)
    first, again = (bent(SEVEN, "7", style, random.Random(seed)) for seed in (1, 2))
    other = bent(SEVEN, "7", replace(style, style=8), random.Random(2))
    assert 0 < how_far(first, again) < how_far(first, other)


def test_the_same_chance_bends_alike() -> None:
    first, again = (bent_along(SEVEN, STRONG, random.Random(3)) for _ in range(2))
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))


def test_a_quarter_of_all_strings_is_not_bent() -> None:
    plain = sum(pick_bends(random.Random(seed)) == UNBENT for seed in range(400))
    assert 60 < plain < 140


def test_a_dot_stays_a_dot() -> None:
    dot: list[Line] = [np.array([(20.0, 30.0)])]
    assert [line.shape for line in bent(dot, ".", STRONG, random.Random(1))] == [(1, 2)]
