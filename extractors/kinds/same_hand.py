"""Tell whether two signatures of one page are one and the same: the same words by the same hand."""

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

ALIKE = 0.7
"""Likeness from which two signatures are taken for one hand's."""

_SIZE = (128, 32)
_BLUR = 1.6
_WIDER = 1.6
"""One may be so many times as wide for its height as the other."""
_STRETCHES = (0.9, 1.0, 1.1)
_SHIFT_X, _SHIFT_Y = 20, 3


def likeness(first: Mask, second: Mask) -> float:
    """How well two signatures, brought to one size, lie on each other: 1 the same ink, about 0 unrelated.

    0 when one has no ink, or is much wider for its height than the other.
    """
    inks = [_trimmed(mask) for mask in (first, second)]
    if not all(ink.any() for ink in inks):
        return 0.0
    shapes = sorted(ink.shape[1] / ink.shape[0] for ink in inks)
    if shapes[1] > _WIDER * shapes[0]:
        return 0.0
    one, two = (_soft(ink) for ink in inks)
    room = cv2.copyMakeBorder(one, _SHIFT_Y, _SHIFT_Y, _SHIFT_X, _SHIFT_X, cv2.BORDER_CONSTANT)
    found = [
        float(cv2.matchTemplate(room, _stretched(two, wide), cv2.TM_CCOEFF_NORMED).max())
        for wide in _STRETCHES
    ]
    return max(0.0, *found)


def _trimmed(mask: Mask) -> Mask:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else mask


def _soft(ink: Mask) -> NDArray[np.float32]:
    small = cv2.resize(ink.astype(np.float32), _SIZE, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), _BLUR), np.float32)


def _stretched(ink: NDArray[np.float32], wide: float) -> NDArray[np.float32]:
    return np.asarray(cv2.resize(ink, (round(_SIZE[0] * wide), _SIZE[1])), np.float32)
