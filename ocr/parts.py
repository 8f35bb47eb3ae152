"""The separate parts of a mask of ink: their labels, boxes, sizes and middles."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray


class Parts(NamedTuple):
    """What is connected in a mask, at corners too; number 0 is the paper.

    `labels` (int32, the mask's shape) holds the number of each pixel's part, `stats` (int32, parts x 5) the
    columns `cv2.CC_STAT_LEFT` and so on of each, `centres` (float64, parts x 2) its middle, column and row.
    """

    labels: NDArray[np.int32]
    stats: NDArray[np.int32]
    centres: NDArray[np.float64]


def parts_of(mask: NDArray[np.bool_] | NDArray[np.uint8]) -> Parts:
    """The parts of a mask, bool or uint8 with ink other than 0."""
    ink = mask.view(np.uint8)
    _, labels, stats, centres = cv2.connectedComponentsWithStatsWithAlgorithm(
        ink, 8, cv2.CV_32S, cv2.CCL_GRANA
    )
    return Parts(np.asarray(labels, np.int32), np.asarray(stats, np.int32), np.asarray(centres, np.float64))
