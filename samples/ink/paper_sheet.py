"""A sheet of paper in grey pixels that takes ink: strokes of a pen and coverage masks."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_FINER = 4
"""Strokes are drawn this much finer than the sheet, then averaged down."""

Line = NDArray[np.float64]
"""Points of one pen-down line, n x 2, x to the right and y down, in pixels of the sheet."""


@dataclass(frozen=True)
class Pen:
    """A pen: line width in pixels of the sheet and grey level of its ink.

    `grain` is the share of ink that rough paper does not take, in spots: 0 for a pen, more for a pencil.
    """

    width: float
    grey: int
    grain: float = 0.0


class PaperSheet:
    """A grey page (uint8, 255 paper) being written on; `pixels` is changed in place."""

    def __init__(self, pixels: NDArray[np.uint8], dpi: int) -> None:
        self.pixels = pixels
        self.dpi = dpi

    def mm(self, length: float) -> float:
        """A length in millimetres as pixels."""
        return length * self.dpi / 25.4

    def lay(self, mask: NDArray[np.uint8], left: int, top: int, grey: int) -> None:
        """Lay ink of that grey where the coverage mask (255 full) lies; what hangs over the edge is cut."""
        height, width = self.pixels.shape
        rows = slice(max(top, 0), min(top + mask.shape[0], height))
        columns = slice(max(left, 0), min(left + mask.shape[1], width))
        if rows.start >= rows.stop or columns.start >= columns.stop:
            return
        covered = mask[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
        under = self.pixels[rows, columns].astype(np.float32)
        share = covered.astype(np.float32) / 255
        inked = np.minimum(under, under * (1 - share) + grey * share)
        self.pixels[rows, columns] = np.rint(inked).astype(np.uint8)

    def stroke(self, lines: Sequence[Line], pen: Pen, rng: random.Random) -> None:
        """Draw pen-down lines, pressed harder and lighter along the way."""
        if not lines:
            return
        margin = round(pen.width) + 2
        points = np.concatenate(lines)
        left, top = (np.floor(points.min(axis=0)) - margin).astype(int)
        right, bottom = (np.ceil(points.max(axis=0)) + margin).astype(int)
        tile = np.zeros(((bottom - top) * _FINER, (right - left) * _FINER), np.uint8)
        for line in lines:
            _press(tile, (line - (left, top)) * _FINER, pen.width * _FINER, rng)
        mask = np.asarray(
            cv2.resize(tile, (right - left, bottom - top), interpolation=cv2.INTER_AREA), np.uint8
        )
        if pen.grain:
            mask = _grainy(mask, pen.grain, rng)
        self.lay(mask, int(left), int(top), pen.grey)


def _grainy(mask: NDArray[np.uint8], grain: float, rng: random.Random) -> NDArray[np.uint8]:
    """The mask with fine spots of paper in it, and pressed harder here than there."""
    noise = np.random.default_rng(rng.getrandbits(64))
    spots = cv2.GaussianBlur(noise.random(mask.shape, np.float32), (0, 0), 0.9)
    spots = np.clip((spots - 0.5) * 4 + 0.5, 0, 1)
    coarse = noise.random((max(mask.shape[0] // 40, 2), max(mask.shape[1] // 40, 2)), np.float32)
    size = (mask.shape[1], mask.shape[0])
    pressure = cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR)
    taken = 1 - grain * (0.6 * spots + 0.4 * pressure)
    return np.asarray(np.rint(mask * taken), np.uint8)


def _press(tile: NDArray[np.uint8], line: Line, width: float, rng: random.Random) -> None:
    pressure = 1.0
    whole = np.rint(line).astype(int)
    for start, end in itertools.pairwise(whole):
        pressure = min(max(pressure + rng.uniform(-0.06, 0.06), 0.75), 1.2)
        thickness = max(1, round(width * pressure))
        ends = (int(start[0]), int(start[1])), (int(end[0]), int(end[1]))
        cv2.line(tile, *ends, color=255, thickness=thickness, lineType=cv2.LINE_8)


def smooth(points: Sequence[tuple[float, float]], steps: int = 10) -> Line:
    """A Catmull-Rom curve through the points, `steps` points a stretch."""
    through = np.asarray(points, np.float64)
    padded = np.vstack([2 * through[0] - through[1], through, 2 * through[-1] - through[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    curve = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        bend = 2 * before - 5 * start + 4 * end - after
        twist = -before + 3 * start - 3 * end + after
        curve.append(0.5 * (2 * start + (end - before) * t + bend * t**2 + twist * t**3))
    return np.vstack([*curve, through[-1:]])
