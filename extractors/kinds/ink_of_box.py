"""Measure what is in and around a printed box, against the blank form."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Box
from extractors.blanks import BlankPage, disc
from extractors.features import Pixels
from ocr.parts import parts_of

Mask = NDArray[np.bool_]

_DARK = 140
_SEARCH = 4
_AROUND = 26
_FRAME = 4
_SPECK = 8


@dataclass(frozen=True)
class BoxInk:
    """Ink of one printed box, each measure a share.

    `inside` is the share of the inner area that is dark, `dots` the same with the specks that are too small
    for a stroke, `spread` the share of inner rows and columns it
    touches (the smaller of the two), `left`, `right`, `above`, `below` how far written ink reaches out of
    the box on that side, in box widths. `found` is how well the printed outline agrees with the blank's (-1
    to 1).
    """

    inside: float
    spread: float
    left: float
    right: float
    above: float
    below: float
    found: float
    dots: float


def ink_of_box(laid: Pixels, blank: BlankPage, box: Box) -> BoxInk:
    """Measure a box on a page that lies in its blank's frame; the outline is looked for near its place."""
    left, top, right, bottom = box.pixels(blank.width, blank.height)
    area = (
        slice(max(top - _AROUND, 0), bottom + _AROUND),
        slice(max(left - _AROUND, 0), right + _AROUND),
    )
    printed = blank.printed_within(area)
    page = laid[area]
    down, across, found = _shift(page, blank.pixels, (left, top, right, bottom))
    moved = cv2.warpAffine(
        page, np.array([[1.0, 0.0, -across], [0.0, 1.0, -down]]), page.shape[::-1], borderValue=255
    )
    inner = (left - area[1].start, top - area[0].start, right - area[1].start, bottom - area[0].start)
    dark = np.asarray(moved, np.uint8) < _DARK
    ink = _without_specks(dark)
    outline = cv2.dilate(printed.astype(np.uint8), disc(2)) > 0
    core = _core(printed, inner)
    hole, dots = (each[core[1] : core[3], core[0] : core[2]] for each in (ink, dark))
    written = _of_the_mark(ink, outline, core)
    reach = _reaches(written, inner)
    return BoxInk(float(hole.mean()), _spread(hole), *reach, found, float(dots.mean()))


def _shift(page: Pixels, blank: Pixels, box: tuple[int, int, int, int]) -> tuple[float, float, float]:
    """How far lower and further right the printed outline lies than it should, and how well it agrees."""
    left, top, right, bottom = box
    pad = 3
    pattern = _soft(blank[top - pad : bottom + pad, left - pad : right + pad])
    start_y, start_x = min(top, _AROUND) - pad - _SEARCH, min(left, _AROUND) - pad - _SEARCH
    size = (pattern.shape[0] + 2 * _SEARCH, pattern.shape[1] + 2 * _SEARCH)
    window = _soft(page[max(start_y, 0) : start_y + size[0], max(start_x, 0) : start_x + size[1]])
    if window.shape != size or float(window.std()) < 1:
        return 0.0, 0.0, 0.0
    rim = np.ones(pattern.shape, np.float32)
    inset = pad + _FRAME + 1
    rim[inset:-inset, inset:-inset] = 0.0
    scores = cv2.matchTemplate(window, pattern, cv2.TM_CCOEFF_NORMED, mask=rim)
    scores = np.nan_to_num(np.asarray(scores, np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    steps = np.hypot(*np.mgrid[-_SEARCH : _SEARCH + 1, -_SEARCH : _SEARCH + 1])
    row, column = divmod(int((scores - 0.02 * steps).argmax()), scores.shape[1])
    return float(row - _SEARCH), float(column - _SEARCH), float(np.clip(scores[row, column], -1, 1))


def _soft(pixels: Pixels) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), 0.8), np.float32)


def _core(printed: Mask, inner: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The inner area of the box, clear of its outline and of the outline's blur."""
    left, top, right, bottom = inner
    inset = _FRAME + 2
    middle = (top + bottom) // 2
    line = np.flatnonzero(printed[middle, left - 3 : left + inset + 2])
    inset_found = (int(line[-1]) - 3 + 3) if len(line) else inset
    inset = min(max(inset_found, 4), (right - left) // 3)
    return left + inset, top + inset, right - inset, bottom - inset


def _without_specks(ink: Mask) -> Mask:
    parts = parts_of(ink)
    keep = parts.stats[:, cv2.CC_STAT_AREA] > _SPECK
    keep[0] = False
    return np.asarray(keep[parts.labels], np.bool_)


def _of_the_mark(ink: Mask, outline: Mask, core: tuple[int, int, int, int]) -> Mask:
    """Written ink around the box: not print, and near enough to belong to what is done at the box."""
    written = ink & ~outline
    grown = cv2.morphologyEx(written.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    count, labels = cv2.connectedComponents(grown, connectivity=8)
    sizes = np.bincount(labels[written], minlength=count)
    keep = sizes > _SPECK * 2
    keep[0] = False
    return np.asarray(keep[labels] & written, np.bool_)


def _reaches(written: Mask, inner: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
    """How far written ink reaches beyond each side of the box, beside the box itself, in box widths."""
    left, top, right, bottom = inner
    wide = right - left
    rows = written[max(top - 8, 0) : bottom + 8]
    columns = written[:, max(left - 8, 0) : right + 8]
    across, down = np.flatnonzero(rows.any(axis=0)), np.flatnonzero(columns.any(axis=1))
    if len(across) == 0 or len(down) == 0:
        return 0.0, 0.0, 0.0, 0.0
    return (
        max(left - int(across[0]), 0) / wide,
        max(int(across[-1]) - right + 1, 0) / wide,
        max(top - int(down[0]), 0) / wide,
        max(int(down[-1]) - bottom + 1, 0) / wide,
    )


def _spread(hole: Mask) -> float:
    if hole.size == 0:
        return 0.0
    return min(float(hole.any(axis=0).mean()), float(hole.any(axis=1).mean()))
