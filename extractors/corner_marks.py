"""The solid squares in the corners of a form: they tell an edition that has them when its code is spoilt."""

from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np

from extractors.blanks import BlankPage
from extractors.features import Matrix, Pixels
from ocr.parts import parts_of

_DARK = 128
_SMALLEST, _LARGEST = 15, 45
_CORNER = 0.07
_SOLID = 0.9
_REACH_X, _REACH_Y = 20, 40
_INSIDE, _AROUND, _RIM = 0.8, 0.4, 8


class CornerMark(NamedTuple):
    """Middle and side of a square, in pixels of the blank."""

    x: float
    y: float
    side: int


@lru_cache(maxsize=64)
def corner_marks(blank: BlankPage) -> tuple[CornerMark, ...]:
    """The solid squares that a blank prints in its corners."""
    _, stats, middles = parts_of(blank.printed)
    found = []
    for (_, _, wide, high, area), (x, y) in zip(stats[1:].tolist(), middles[1:].tolist(), strict=True):
        across, down = min(x, blank.width - x) / blank.width, min(y, blank.height - y) / blank.height
        small = min(wide, high) >= _SMALLEST and max(wide, high) <= _LARGEST
        if small and area >= _SOLID * wide * high and max(across, down) < _CORNER:
            found.append(CornerMark(x, y, (wide + high) // 2))
    return tuple(found)


def marks_found(upright: Pixels, matrix: Matrix, marks: tuple[CornerMark, ...]) -> int:
    """How many of the squares are on the page, free on all sides, near where the map puts them."""
    return sum(_is_there(upright, matrix, mark) for mark in marks)


def _is_there(upright: Pixels, matrix: Matrix, mark: CornerMark) -> bool:
    x, y = (int(value) for value in matrix @ (mark.x, mark.y, 1.0))
    half = mark.side // 2 + _RIM
    left, top = max(x - half - _REACH_X, 0), max(y - half - _REACH_Y, 0)
    window = upright[top : y + half + _REACH_Y + 1, left : x + half + _REACH_X + 1] < _DARK
    if min(window.shape) < 2 * half:
        return False
    dark = window.astype(np.float32)
    inner, outer = mark.side - 4, mark.side + 2 * _RIM
    inside = cv2.blur(dark, (inner, inner), borderType=cv2.BORDER_CONSTANT)
    whole = cv2.blur(dark, (outer, outer), borderType=cv2.BORDER_CONSTANT) * outer**2
    around = (whole - inside * mark.side**2) / (outer**2 - mark.side**2)
    return bool(((inside >= _INSIDE) & (around <= _AROUND)).any())
