"""Writing that runs on beyond the end of its zone: which strokes continue it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

FARTHEST = 260
"""How far beyond its zone writing is followed, in pixels of 204 dpi."""
_EDGE = 30
_GAP = 0.9
_LEAST_AREA = 6
_TALLEST = 2.2
_DASH = 0.2


@dataclass(frozen=True, eq=False)
class Strokes:
    """All strokes of a page: `stats` as `ocr.parts.Parts` has them, 0 being the paper."""

    stats: NDArray[np.int32]

    @property
    def left(self) -> NDArray[np.int32]:
        """First column of each."""
        return self.stats[:, cv2.CC_STAT_LEFT]

    @property
    def right(self) -> NDArray[np.int32]:
        """The column after the last of each."""
        return self.left + self.stats[:, cv2.CC_STAT_WIDTH]

    @property
    def top(self) -> NDArray[np.int32]:
        """First row of each."""
        return self.stats[:, cv2.CC_STAT_TOP]

    @property
    def height(self) -> NDArray[np.int32]:
        """Rows of each."""
        return self.stats[:, cv2.CC_STAT_HEIGHT]

    @property
    def area(self) -> NDArray[np.int32]:
        """Pixels of each."""
        return self.stats[:, cv2.CC_STAT_AREA]


def continued(strokes: Strokes, owners: NDArray[np.intp], number: int, end_of_zone: int) -> NDArray[np.intp]:
    """The strokes without an owner that continue the writing of zone `number` to its right, in their order.

    Writing continues when it comes to the end of its zone, and the next stroke on the same line is no
    farther than letters of its size stand apart. `end_of_zone` is the column after the zone's last.
    """
    own = np.flatnonzero(owners == number)
    own = own[strokes.area[own] > _LEAST_AREA]
    if not len(own) or int(strokes.right[own].max()) < end_of_zone - _EDGE:
        return np.empty(0, np.intp)
    tall = float(np.median(strokes.height[own]))
    line = float(np.median(strokes.top[own])), float(np.median((strokes.top + strokes.height)[own]))
    end = int(strokes.right[own].max())
    middle = strokes.top + strokes.height / 2
    beside = (owners == 0) & (strokes.area > _LEAST_AREA) & (strokes.height <= _TALLEST * tall)
    beside &= (strokes.right > end) & (strokes.left < end_of_zone + FARTHEST)
    beside &= (middle > line[0] - _DASH * tall) & (middle < line[1] + _DASH * tall)
    beside[0] = False
    found = []
    for stroke in sorted(np.flatnonzero(beside).tolist(), key=lambda one: int(strokes.left[one])):
        if strokes.left[stroke] > end + _GAP * tall:
            break
        found.append(stroke)
        end = max(end, int(strokes.right[stroke]))
    return np.array(found, np.intp)
