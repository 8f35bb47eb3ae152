"""What is printed around a place for writing: a ruled line, a box, comb ticks, a label."""

import random

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.fonts.catalog import fonts, loaded
from samples.ink import print_lettering
from samples.training.wording import wording

Place = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the paper."""

_KINDS = ("rule", "box", "comb", "none")
_SHARES = (6, 2, 1, 1.5)
_MM = 300 / 25.4


def draw_frame(sheet: NDArray[np.uint8], place: Place, rng: random.Random) -> None:
    """Print one of the frames the forms have at the place, and often a label beside or under it."""
    left, top, right, bottom = place
    grey, thick = rng.choice((0, 0, 60)), rng.choice((2, 3, 3, 4))
    kind = rng.choices(_KINDS, _SHARES)[0]
    low = bottom + round(rng.uniform(-0.1, 0.3) * _MM)
    if kind == "rule":
        cv2.line(sheet, (left - 6, low), (right + 6, low), grey, thick)
    elif kind in ("box", "comb"):
        cv2.rectangle(sheet, (left - 8, top - 4), (right + 8, low), grey, thick)
    if kind == "comb":
        step, up = round(rng.uniform(4.5, 6.5) * _MM), rng.choice((top - 4, low - round(2 * _MM)))
        for column in range(left + step, right, step):
            cv2.line(sheet, (column, up), (column, low), grey, 2)
    if rng.random() < 0.5:
        _print_label(sheet, place, rng)


def _print_label(sheet: NDArray[np.uint8], place: Place, rng: random.Random) -> None:
    left, top, right, bottom = place
    family = rng.choice(fonts("print")).family
    size = rng.randint(22, 32)
    text = rng.choice(wording("labels"))
    wide = loaded(family, size).getlength(text)
    lettering = print_lettering(text, family, size, max(right - left, wide))
    x, baseline = rng.choice(
        ((left, top - 4), (left, bottom + size + 2), (left - round(wide) - 16, bottom - 6))
    )
    _stamp(sheet, lettering.mask, x, baseline - lettering.baseline)


def _stamp(sheet: NDArray[np.uint8], mask: NDArray[np.uint8], left: int, top: int) -> None:
    height, width = sheet.shape
    rows = slice(max(top, 0), min(top + mask.shape[0], height))
    columns = slice(max(left, 0), min(left + mask.shape[1], width))
    if rows.start < rows.stop and columns.start < columns.stop:
        part = mask[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
        sheet[rows, columns] = np.minimum(sheet[rows, columns], 255 - part)
