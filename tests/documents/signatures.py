"""Signatures that nobody wrote: curves drawn from a seed."""

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def signature(seed: int, wobble: float = 0, shift: int = 0) -> Mask:
    """A curve through points of that seed, each moved by so many pixels, on paper of 130 x 420 pixels."""
    points = np.random.default_rng(seed).uniform((30, 20), (390, 100), (9, 2))
    points[:, 0].sort()
    points += np.random.default_rng(seed + 1).normal(0, wobble, points.shape) + shift
    paper = np.zeros((130, 420), np.uint8)
    cv2.polylines(paper, [points.round().astype(np.int32)], isClosed=False, color=1, thickness=4)
    return paper > 0
