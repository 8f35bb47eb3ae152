"""Odds of type are fitted so that faxes left out are told, and as the readers reckon them."""

import numpy as np
import pytest

import extractors.writing_odds as shipped
from samples.training.type_odds import Fit, Line, fitted, left_out, mistaken


def lines(count: int) -> list[Line]:
    rng = np.random.default_rng(3)
    middles = {True: 0.2, False: 0.5}
    return [
        Line(f"fax {number // 10}", number % 3 > 0, rng.normal(middles[number % 3 > 0], 0.08, 8))
        for number in range(count)
    ]


def test_lines_of_faxes_left_out_are_told() -> None:
    assert sum(left_out(lines(300))) <= 3


def test_what_is_fitted_without_use_mistakes_many() -> None:
    turned = [line._replace(typed=not line.typed) for line in lines(300)]
    assert sum(mistaken(lines(300), fitted(turned).odds)) > 290


@pytest.mark.parametrize("seed", range(5))
def test_the_fit_is_reckoned_as_the_readers_reckon_theirs(seed: int) -> None:
    ours = Fit(shipped._MEAN, shipped._DEVIATION, shipped._OFFSET, shipped._WEIGHT, shipped._PAIRS)
    measures = np.random.default_rng(seed).random(8)
    assert ours.odds(measures) == pytest.approx(shipped.odds_of_type(measures))
