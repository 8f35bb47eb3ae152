"""Two signatures by one hand."""

import cv2
import numpy as np
import pytest

from extractors.kinds.same_hand import ALIKE, Mask, likeness


def signature(waves: list[float], wobble: int = 0, size: float = 1.0) -> Mask:
    """A winding stroke whose arches have those heights, each time a little different."""
    rng = np.random.default_rng(wobble)
    page = np.zeros((160, 700), np.uint8)
    points = []
    for place, wave in enumerate(waves):
        up, down = rng.normal(0, 2.0, 2)
        points += [(40 + 36 * place, 110 + down), (56 + 36 * place, 110 - wave + up)]
    at = np.rint(np.array(points) * size).astype(np.int32)
    cv2.polylines(page, [at], False, 1, 4)
    return page > 0


_ONE = [80.0, 20, 24, 60, 18, 22, 20, 70]
_OTHER = [30.0, 75, 20, 20, 85, 18, 60, 20]


@pytest.mark.parametrize("size", [0.8, 1.0, 1.2])
def test_the_same_signature_written_again_is_alike_in_any_size(size: float) -> None:
    assert likeness(signature(_ONE), signature(_ONE, wobble=3, size=size)) >= ALIKE


def test_different_signatures_are_not_alike() -> None:
    assert likeness(signature(_ONE), signature(_OTHER)) < ALIKE


def test_a_much_longer_signature_is_not_alike() -> None:
    assert likeness(signature(_ONE), signature(_ONE[:3])) == 0.0


def test_no_ink_is_like_nothing() -> None:
    nothing = np.zeros((40, 200), np.bool_)
    assert likeness(nothing, signature(_ONE)) == 0.0
    assert likeness(nothing, nothing) == 0.0
