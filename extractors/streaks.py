"""Thin dark lines from top to bottom of a page, drawn by dirt on a scanner's glass."""

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_DARK = 140
_STREAK_EXCESS = 0.15
_STREAK_SURROUNDINGS = 31
_STREAK_WIDTH = 5
_STREAK_PARTS = 8


def without_streaks(upright: Pixels, printed: Mask | None = None) -> Pixels:
    """The page without the thin vertical lines that dirt on a scanner's glass draws from top to bottom.

    `printed`, of the page's shape, is where upright lines of the form are expected: those do not count.
    """
    ink = upright < _DARK
    streaks = _streaks_of(ink if printed is None else ink & ~printed)
    if not streaks.any():
        return upright
    clean = upright.copy()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], streaks.astype(np.int8), [0]])))
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        if right - left <= _STREAK_WIDTH and left >= 3 and right < upright.shape[1] - 3:
            beside = np.maximum(upright[:, left - 2], upright[:, right + 1])
            clean[:, left - 1 : right + 1] = beside[:, None]
    return clean


def _streaks_of(ink: Mask) -> Mask:
    """Columns darker than their surroundings in nearly every part of the page's height."""
    parts = np.array_split(ink, _STREAK_PARTS)
    shares = np.stack([part.mean(axis=0) for part in parts])
    whole = shares.mean(axis=0)
    around = cv2.medianBlur((whole * 255).astype(np.uint8)[None, :], _STREAK_SURROUNDINGS)[0] / 255
    everywhere = (shares > 0.1).sum(axis=0) >= _STREAK_PARTS - 1
    return np.asarray(everywhere & (whole > around + _STREAK_EXCESS), np.bool_)
