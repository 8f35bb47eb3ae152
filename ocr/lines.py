"""Cutting a crop that holds several lines of writing into its lines."""

import cv2
import numpy as np

from ocr.cleanup import despeckled, ink_of
from ocr.engine import Pixels

_LEAST_LINE = 11
_LEAST_TWO_LINES = 44
_VALLEY = 0.06
_LEAST_SHARE = 0.12


def lines_of(crop: Pixels) -> tuple[Pixels, ...]:
    """The lines of a crop at 204 dpi, top to bottom; a crop of one line comes back whole.

    Lines part where hardly any ink crosses a row; each must be as high as small print and hold its share of
    ink.
    """
    rows = ink_of(despeckled(crop)).sum(axis=1).astype(np.float32)
    inked = np.flatnonzero(rows)
    if not len(inked) or inked[-1] - inked[0] < _LEAST_TWO_LINES:
        return (crop,)
    soft = cv2.GaussianBlur(rows.reshape(-1, 1), (1, 3), 0).ravel()
    cut = _valley(soft, int(inked[0]), int(inked[-1]))
    if cut is None:
        return (crop,)
    return (*lines_of(crop[:cut]), *lines_of(crop[cut:]))


def _valley(rows: np.typing.NDArray[np.float32], first: int, last: int) -> int | None:
    span = np.arange(first + _LEAST_LINE, last - _LEAST_LINE)
    if not len(span):
        return None
    middle = (first + last) / 2
    lowest = rows[span].min()
    candidates = span[rows[span] <= lowest + 0.5]
    cut = int(candidates[np.argmin(np.abs(candidates - middle))])
    total = rows[first : last + 1].sum()
    above, below = rows[first:cut].sum(), rows[cut : last + 1].sum()
    deep = rows[cut] <= _VALLEY * rows[first : last + 1].max()
    return cut if deep and min(above, below) >= _LEAST_SHARE * total else None
