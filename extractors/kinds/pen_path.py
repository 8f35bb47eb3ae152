"""Follow the middle of written strokes: ends, forks, loops and the length of the path of the pen."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_AROUND = np.array([[128, 1, 2], [64, 0, 4], [32, 16, 8]], np.float32)
"""Weight of each neighbour in the code of a pixel, clockwise from above it."""
_MOST_ROUNDS = 12


@dataclass(frozen=True)
class PenPath:
    """What the thinned strokes show: counts, lengths in pixels.

    `ends`: where the pen was set down or lifted; `forks`: where strokes meet; `loops`: closed rounds;
    `length`: of all strokes; `longest`: of the longest connected one.
    """

    ends: int
    forks: int
    loops: int
    length: int
    longest: int


def pen_path(ink: Mask) -> PenPath:
    """Follow the strokes of a mask of ink."""
    thin = thinned(ink)
    branches = np.where(thin > 0, _branches()[_codes(thin)], 0)
    count, labels = cv2.connectedComponents(thin, connectivity=8)
    lengths = np.bincount(labels[thin > 0], minlength=2) if count > 1 else np.zeros(2, np.int64)
    paper = cv2.connectedComponents(
        np.pad(thin == 0, 1, constant_values=True).astype(np.uint8), connectivity=4
    )[0]
    return PenPath(
        ends=int((branches == 1).sum()),
        forks=int((branches >= 3).sum()),
        loops=int(paper) - 2,
        length=int(lengths.sum()),
        longest=int(lengths.max()),
    )


def thinned(ink: Mask) -> NDArray[np.uint8]:
    """The strokes worn down to lines one pixel wide (Zhang and Suen), 1 on a line; same shape."""
    thin = np.pad(ink, 1).astype(np.uint8)
    for _ in range(_MOST_ROUNDS):
        before = int(thin.sum())
        for table in _wearing():
            thin &= ~table[_codes(thin)] & 1
        if int(thin.sum()) == before:
            break
    return thin[1:-1, 1:-1]


def _codes(thin: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Which neighbours of each pixel are ink, one bit each."""
    codes = cv2.filter2D(thin, cv2.CV_32F, _AROUND, borderType=cv2.BORDER_CONSTANT)
    return np.rint(codes).astype(np.uint8)


def _ring(code: int) -> list[int]:
    return [code >> place & 1 for place in range(8)]


def _rises(ring: list[int]) -> int:
    """How often paper turns to ink on the way around a pixel: the strokes that leave it."""
    return sum(ring[place] == 0 and ring[(place + 1) % 8] == 1 for place in range(8))


@cache
def _branches() -> NDArray[np.uint8]:
    """For each code how many strokes leave the pixel."""
    return np.array([_rises(_ring(code)) for code in range(256)], np.uint8)


@cache
def _wearing() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """For each code of neighbours whether the pixel goes, in the first and in the second half of a round."""
    tables = np.zeros((2, 256), np.uint8)
    for code in range(256):
        ring = _ring(code)
        if _rises(ring) != 1 or not 2 <= sum(ring) <= 6:
            continue
        up, right, down, left = ring[0], ring[2], ring[4], ring[6]
        tables[0, code] = not (up and right and down) and not (right and down and left)
        tables[1, code] = not (up and right and left) and not (up and down and left)
    return tables[0], tables[1]
