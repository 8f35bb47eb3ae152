"""A printed form is found on a page by its corners."""

import numpy as np

from extractors.features import Features, fit


def printed_and_received(lean: float) -> tuple[Features, Features]:
    """Thirty corners in a band that leans on the page, and eight elsewhere that calls have moved a little."""
    rng = np.random.default_rng(6)
    band = np.column_stack([rng.uniform(100, 1600, 30), rng.uniform(500, 540, 30)])
    elsewhere = np.column_stack([rng.uniform(100, 1600, 8), rng.uniform(100, 2100, 8)])
    printed = np.vstack([band, elsewhere])
    received = printed.copy()
    received[:30, 0] += lean * (band[:, 1] - 520)
    received[30:] += rng.normal(0, 4, (8, 2))
    looks = rng.integers(0, 256, (38, 32), dtype=np.uint8)
    return Features(printed.astype(np.float32), looks), Features(received.astype(np.float32), looks)


def test_a_form_is_found_where_its_corners_crowd_in_a_band_that_leans() -> None:
    found = fit(*printed_and_received(lean=0.3))
    assert found is not None
    assert found.turn == 0
    assert np.allclose(found.matrix @ (800, 1800, 1), (800, 1800), atol=20)


def test_a_form_whose_corners_all_lean_is_not_found() -> None:
    printed, _ = printed_and_received(lean=0.0)
    leaning = printed.points @ np.array([[1, 0], [0.3, 1]], np.float32)
    assert fit(printed, Features(leaning, printed.descriptors)) is None
