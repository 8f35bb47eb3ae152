"""How well a page laid over its blank agrees with it, tile by tile, and the shift each tile needs."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Reduced = NDArray[np.float32]

TILE_WIDE, TILE_HIGH = 144, 64
"""Tile size in pixels of 204 dpi."""
_REACH = 4
_LEAST_INK = 0.012
_SURE = 0.45
_FLAT = 0.12


@dataclass(frozen=True)
class Tiles:
    """Measurements on a grid of tiles, all (down, across) arrays in pixels of 204 dpi.

    `agreement` is the correlation of print and page at the best shift (-1 to 1), `right` and `low` that
    shift: how much further right and lower the page's content lies than the blank's. `weight` is the
    printed ink of the tile, 0 where too little is printed to say anything.
    """

    agreement: NDArray[np.float64]
    right: NDArray[np.float64]
    low: NDArray[np.float64]
    weight: NDArray[np.float64]

    @property
    def score(self) -> float:
        """Agreement over the whole page, 0 to 1, each tile by its print."""
        total = float(self.weight.sum())
        return 0.0 if total == 0 else max(float((self.agreement * self.weight).sum()) / total, 0.0)

    @property
    def sure(self) -> NDArray[np.bool_]:
        """Tiles whose shift can be trusted."""
        return (self.weight > 0) & (self.agreement > _SURE)


def compare(blank: Reduced, laid: Reduced) -> Tiles:
    """Compare a page already in the blank's frame with the blank, both from `reduced`."""
    high, wide, reach = TILE_HIGH // 2, TILE_WIDE // 2, _REACH // 2 + 1
    down, across = blank.shape[0] // high, blank.shape[1] // wide
    weight, there = print_of(blank), _tile_ink(laid, down, across)
    measured = np.zeros((3, down, across))
    framed = np.asarray(
        cv2.copyMakeBorder(laid, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0.0), np.float32
    )
    for row, column in np.argwhere((weight > 0) & (there > _LEAST_INK / 4)):
        top, left = row * high, column * wide
        tile = blank[top : top + high, left : left + wide]
        window = framed[top : top + high + 2 * reach, left : left + wide + 2 * reach]
        measured[:, row, column] = _tile(tile, window, reach)
    return Tiles(measured[0], measured[1], measured[2], weight)


def print_of(blank: Reduced) -> NDArray[np.float64]:
    """Printed ink of each tile of a blank from `reduced`, 0 where too little is printed to say anything."""
    weight = _tile_ink(blank, blank.shape[0] // (TILE_HIGH // 2), blank.shape[1] // (TILE_WIDE // 2))
    return np.where(weight < _LEAST_INK, 0.0, weight)


def reduced(pixels: Pixels) -> Reduced:
    """Ink of a page at half resolution, 0 paper to 1 ink, a little blurred."""
    size = (pixels.shape[1] // 2, pixels.shape[0] // 2)
    small = cv2.resize(255 - pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 0.8), np.float32)


def _tile_ink(page: Reduced, down: int, across: int) -> NDArray[np.float64]:
    whole = page[: down * TILE_HIGH // 2, : across * TILE_WIDE // 2]
    return np.asarray(cv2.resize(whole, (across, down), interpolation=cv2.INTER_AREA), np.float64)


def _tile(tile: Reduced, window: Reduced, reach: int) -> tuple[float, float, float]:
    found = np.asarray(cv2.matchTemplate(window, tile, cv2.TM_CCOEFF_NORMED), np.float32)
    row, column = divmod(int(found.argmax()), found.shape[1])
    right = column + _peak(found[row], column) - reach
    low = row + _peak(found[:, column], row) - reach
    return float(np.clip(found[row, column], -1, 1)), 2 * right, 2 * low


def _peak(line: Reduced, at: int) -> float:
    """The highest point of a parabola through three samples, as a distance from `at`.

    Along a ruled line every place agrees alike; such a direction says nothing and gives the middle.
    """
    if float(line[at] - line.min()) < _FLAT:
        return len(line) // 2 - float(at)
    if not 0 < at < len(line) - 1:
        return 0.0
    before, here, after = (float(value) for value in line[at - 1 : at + 2])
    bend = before - 2 * here + after
    return 0.0 if bend >= 0 else 0.5 * (before - after) / bend
