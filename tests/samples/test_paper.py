"""What comes off the scanner has fax geometry, stays in its ranges and stays legible."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from samples.paper import Preset, Resolution, pick_conditions, to_fax

PRESETS: tuple[Preset, ...] = ("clean", "office", "copied", "worn")


@pytest.fixture(scope="module")
def page() -> NDArray[np.uint8]:
    """A letter page at 300 dpi with a black frame and a block in its middle."""
    pixels = np.full((3300, 2550), 255, np.uint8)
    pixels[300:3000, 300:310] = pixels[300:3000, 2240:2250] = 0
    pixels[300:310, 300:2250] = pixels[2990:3000, 300:2250] = 0
    pixels[1500:1800, 1000:1500] = 0
    return pixels


@pytest.mark.parametrize(("resolution", "rows"), [("standard", 1078), ("fine", 2156)])
def test_a_letter_page_has_fax_geometry(page: NDArray[np.uint8], resolution: Resolution, rows: int) -> None:
    raster = to_fax(page, resolution, pick_conditions("clean", random.Random(1)), random.Random(2))
    assert raster.shape == (rows, 1728)
    assert raster.dtype == np.bool_


@pytest.mark.parametrize("preset", PRESETS)
def test_black_stays_black_and_paper_stays_white(page: NDArray[np.uint8], preset: Preset) -> None:
    for seed in range(3):
        rng = random.Random(seed)
        raster = to_fax(page, "standard", pick_conditions(preset, rng), rng)
        middle = raster[515:560, 740:960]
        assert middle.mean() > 0.97
        assert raster[200:400, 500:1200].mean() < 0.03


def test_a_clean_page_is_hardly_moved(page: NDArray[np.uint8]) -> None:
    raster = to_fax(page, "fine", pick_conditions("clean", random.Random(1)), random.Random(2))
    rows, columns = np.nonzero(raster)
    assert abs(rows.min() - 300 * 196 / 300) < 25
    assert abs(columns.max() - (2250 * 204 / 300 - 3)) < 25


def test_the_same_seed_makes_the_same_raster(page: NDArray[np.uint8]) -> None:
    made = [
        to_fax(page, "standard", pick_conditions("worn", random.Random(9)), random.Random(4)) for _ in "ab"
    ]
    other = to_fax(page, "standard", pick_conditions("worn", random.Random(9)), random.Random(5))
    assert (made[0] == made[1]).all()
    assert (made[0] != other).any()


def test_a_page_at_another_density_has_the_same_geometry(page: NDArray[np.uint8]) -> None:
    half = np.ascontiguousarray(page[::2, ::2])
    raster = to_fax(half, "fine", pick_conditions("clean", random.Random(1)), random.Random(2), dpi=150)
    assert raster.shape == (2156, 1728)


@given(st.integers(0, 2**32 - 1), st.sampled_from(PRESETS))
@settings(max_examples=200)
def test_conditions_keep_to_the_ranges_of_real_machines(seed: int, preset: Preset) -> None:
    conditions = pick_conditions(preset, random.Random(seed))
    assert abs(conditions.skew_degrees) <= 3
    assert 0.92 <= min(conditions.scale_x, conditions.scale_y) <= 1
    assert conditions.speckle <= 0.01
    assert conditions.generations <= 2
    assert conditions.edge <= 40
