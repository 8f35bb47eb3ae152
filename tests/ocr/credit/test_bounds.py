"""Exact bounds on rare errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.credit import least_without_error, upper_bound
from ocr.credit.bounds import probability_of_at_most


@pytest.mark.parametrize(
    ("errors", "trials", "bound"),
    [(0, 10, 0.2589), (0, 2138, 0.0014), (1, 100, 0.0466), (3, 1000, 0.00773), (5, 5, 1.0), (0, 0, 1.0)],
)
def test_the_bound_is_that_of_the_tables(errors: int, trials: int, bound: float) -> None:
    assert upper_bound(errors, trials, 0.95) == pytest.approx(bound, rel=2e-3)


def test_2139_readings_without_an_error_show_the_target() -> None:
    needed = least_without_error(0.0014, 0.95)
    assert needed == 2139
    assert upper_bound(0, needed, 0.95) <= 0.0014 < upper_bound(0, needed - 1, 0.95)


@given(st.integers(0, 40), st.integers(1, 3000), st.floats(0.6, 0.999))
def test_at_the_bound_as_few_errors_are_as_unlikely_as_promised(
    errors: int, more: int, confidence: float
) -> None:
    trials = errors + more
    bound = upper_bound(errors, trials, confidence)
    assert errors / trials <= bound <= 1
    assert probability_of_at_most(errors, trials, bound) == pytest.approx(1 - confidence, abs=1e-6)


@given(st.integers(0, 30), st.integers(1, 2000))
def test_more_errors_never_lower_the_bound_and_more_trials_never_raise_it(errors: int, more: int) -> None:
    trials = errors + more
    assert upper_bound(errors, trials, 0.95) <= upper_bound(errors + 1, trials, 0.95)
    assert upper_bound(errors, trials + 1, 0.95) <= upper_bound(errors, trials, 0.95)


def test_more_errors_than_trials_are_refused() -> None:
    with pytest.raises(ValueError, match="3 errors of 2"):
        upper_bound(3, 2, 0.95)
