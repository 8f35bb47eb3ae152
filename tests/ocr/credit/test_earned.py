"""Thresholds that audited readings support, and how often the claim behind them is false."""

import random

from hypothesis import given
from hypothesis import strategies as st

from ocr.credit import Audited, Target, earned, upper_bound
from ocr.credit.earned import NEVER, THRESHOLDS

TARGET = Target()


def audited(count: int, confidence: float, errors: int = 0) -> list[Audited]:
    return [Audited(confidence=confidence, right=number >= errors) for number in range(count)]


def test_without_data_there_is_no_credit() -> None:
    none = earned([], TARGET)
    assert (none.given, none.threshold, none.missing) == (False, NEVER, 2139)


def test_too_few_readings_say_how_many_are_missing() -> None:
    assert earned(audited(2000, 0.9999), TARGET).missing == 139


def test_readings_that_are_likelier_wrong_than_right_do_not_count_toward_the_first_claim() -> None:
    assert earned(audited(2000, 0.9999) + audited(500, 0.2), TARGET).missing == 139


def test_enough_readings_without_an_error_earn_the_most_lenient_threshold_they_reach() -> None:
    found = earned(audited(2200, 0.9999) + audited(500, 0.905), TARGET)
    assert (found.threshold, found.used, found.errors) == (0.9, 2700, 0)
    assert found.bound <= TARGET.rate


def test_errors_among_unsure_readings_keep_the_threshold_above_them() -> None:
    found = earned(audited(3000, 0.9999) + audited(100, 0.91, errors=20), TARGET)
    assert (found.threshold, found.used, found.errors) == (0.9999, 3000, 0)


def test_too_many_errors_earn_nothing_and_say_how_many_right_ones_would() -> None:
    found = earned(audited(3000, 0.9999, errors=5), TARGET)
    assert not found.given
    assert upper_bound(5, 3000 + found.missing, 0.95) <= TARGET.rate
    assert upper_bound(5, 3000 + found.missing - 1, 0.95) > TARGET.rate


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_what_is_used_is_above_the_threshold_and_within_the_bound(readings: list[tuple[float, bool]]) -> None:
    loose = Target(rate=0.2, confidence=0.9)
    given_readings = [Audited(confidence=confidence, right=right) for confidence, right in readings]
    found = earned(given_readings, loose)
    above = [reading for reading in given_readings if reading.confidence >= found.threshold]
    if found.given:
        assert found.used == len(above)
        assert found.errors == sum(not reading.right for reading in above)
        assert found.bound <= loose.rate
    else:
        assert above == []


def test_thresholds_are_tried_strictest_first() -> None:
    assert list(THRESHOLDS) == sorted(THRESHOLDS, reverse=True)


def test_the_claim_is_false_no_more_often_than_the_confidence_allows() -> None:
    """Readings whose confidences lie: the true rate above every threshold is over the target."""
    rng = random.Random(5)
    loose = Target(rate=0.05, confidence=0.9)
    false_claims = 0
    for _ in range(400):
        batch = [
            Audited(confidence=rng.choice((0.999, 0.95, 0.7)), right=rng.random() >= 0.051)
            for _ in range(300)
        ]
        false_claims += earned(batch, loose).given
    assert false_claims <= 55
