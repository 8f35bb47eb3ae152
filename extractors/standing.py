"""Printed lines that stand upright on a page: rows across them are alike without any fault of the call."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Turn
from extractors.align import Alignment
from extractors.blanks import BlankPage

_TALL = 28
_OFF_X, _OFF_Y = 3, 4


def standing_print(alignment: Alignment, blank: BlankPage, turn: Turn) -> NDArray[np.bool_] | None:
    """Where upright lines of the form lie on the page as received: sides of cells and boxes, bars of a code.

    None for a form without combs. True with a rim of a few pixels, at 204 dpi; `turn` is the turn that laid
    the page upright.
    """
    if not blank.uprights:
        return None
    rows, columns = _tall_print(blank)
    width, height = alignment.upright_size
    found = np.zeros((height, width), np.uint8)
    if len(rows):
        across = np.rint(alignment.across[rows, columns]).astype(np.intp)
        down = np.rint(alignment.down[rows, columns]).astype(np.intp)
        on = (across >= 0) & (across < width) & (down >= 0) & (down < height)
        found[down[on], across[on]] = 1
        found = np.asarray(cv2.dilate(found, np.ones((2 * _OFF_Y + 1, 2 * _OFF_X + 1), np.uint8)), np.uint8)
    return np.ascontiguousarray(np.rot90(found, turn // 90)) > 0


@lru_cache(maxsize=32)
def _tall_print(blank: BlankPage) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of print as tall as a box or a cell of a comb."""
    tall = cv2.morphologyEx(blank.printed.astype(np.uint8), cv2.MORPH_OPEN, np.ones((_TALL, 1), np.uint8))
    rows, columns = np.nonzero(tall)
    return rows, columns
