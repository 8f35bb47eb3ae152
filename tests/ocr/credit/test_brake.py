"""Credit is taken back when readings go wrong, and not for bad luck."""

import random

import pytest

from ocr.credit import Audited, Target, Watch, watched

TARGET = Target()
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
