"""Credit is taken back when readings go wrong, and not for bad luck."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.credit import Audited, Target, Watch, pulled_within, watched

TARGET = Target()
RIGHT, WRONG = (Audited(confidence=0.999, right=right) for right in (True, False))
CALM = [0.99, 0.995, 0.999] * 100


def outcomes(rate: float, count: int, seed: int) -> list[Audited]:
    rng = random.Random(seed)
    return [Audited(confidence=0.999, right=rng.random() >= rate) for _ in range(count)]


def test_a_few_errors_far_apart_do_not_pull_it() -> None:
    checked = outcomes(0.0, 3000, 1)
    for place in (10, 1500, 2900):
        checked[place] = Audited(confidence=0.999, right=False)
    assert not watched(checked, CALM, CALM, TARGET).pulled


def test_errors_in_quick_succession_pull_it_and_are_counted() -> None:
    checked = [*outcomes(0.0, 400, 1), *[Audited(confidence=0.999, right=False)] * 5]
    brake = watched(checked, CALM, CALM, TARGET)
    assert brake.pulled
    assert brake.reason == "5 of 405 checked readings were wrong"


def test_a_long_good_record_does_not_hide_a_decline() -> None:
    checked = [*outcomes(0.0, 20_000, 1), *outcomes(0.03, 600, 2)]
    assert watched(checked, CALM, CALM, TARGET).pulled


@pytest.mark.parametrize("seed", range(10))
def test_the_promised_rate_rarely_pulls_it(seed: int) -> None:
    assert not watched(outcomes(TARGET.rate, 1500, seed), CALM, CALM, TARGET).pulled


def test_confidences_that_moved_pull_it() -> None:
    moved = [0.9, 0.95, 0.99] * 100
    brake = watched([], moved, CALM, TARGET)
    assert brake.pulled
    assert "moved by 0.67" in brake.reason


def test_a_few_confidences_say_nothing() -> None:
    assert not watched([], [0.9, 0.95], CALM, TARGET).pulled
    assert not watched([], [], CALM, TARGET, Watch(shift=0.0)).pulled


RATES = st.floats(0.0005, 0.05)


@given(rate=RATES, seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_at_the_target_the_brake_pulls_no_more_often_than_it_says(rate: float, seed: int) -> None:
    watch, count, runs = Watch(run_length=1000), 200, 200
    target, rng = Target(rate=rate), np.random.default_rng(seed)
    pulled = sum(watched(read(rng, rate, count), (), (), target, watch).pulled for _ in range(runs))
    promised = count / watch.run_length
    assert pulled / runs <= promised + 4 * math.sqrt(promised * (1 - promised) / runs)


@given(rate=RATES, seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_at_five_times_the_target_it_pulls_within_the_readings_it_says(rate: float, seed: int) -> None:
    watch, runs, target = Watch(times=5), 60, Target(rate=rate)
    within, rng = pulled_within(target, watch, 0.95), np.random.default_rng(seed)
    missed = sum(not watched(read(rng, 5 * rate, within), (), (), target, watch).pulled for _ in range(runs))
    assert missed / runs <= 0.05 + 4 * math.sqrt(0.05 * 0.95 / runs)


def test_how_many_readings_a_decline_needs_to_show() -> None:
    assert (pulled_within(TARGET, Watch(), 0.5), pulled_within(TARGET, Watch(), 0.95)) == (1239, 3302)


def read(rng: np.random.Generator, rate: float, count: int) -> list[Audited]:
    return [RIGHT if right else WRONG for right in rng.random(count) >= rate]


@pytest.mark.parametrize("blocks", [1, 20])
def test_the_same_confidences_do_not_pull_it_however_often_they_are_looked_at(blocks: int) -> None:
    rng, watch = np.random.default_rng(blocks), Watch(shift=0.0, false_alarm=0.05)
    pulled = 0
    for _ in range(100):
        earned, late = rng.random(500).tolist(), rng.random(blocks * watch.block).tolist()
        pulled += watched((), late, earned, TARGET, watch).pulled
    assert pulled <= 5


def test_confidences_that_move_late_pull_it_too() -> None:
    late = CALM * 4 + [0.9, 0.95, 0.99] * 200
    assert not watched((), CALM * 4, CALM, TARGET).pulled
    assert watched((), late, CALM, TARGET).pulled
