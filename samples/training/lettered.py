"""Pieces that come as coverage: type, fonts of handwriting, scanned digits in a row."""

import random
from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.fonts.catalog import capital_height, fonts
from samples.ink import hand_lettering, print_lettering
from samples.ink.lettering import HandHabits
from samples.training.pieces import Laid
from samples.training.texts import TEXTS

_MM = 300 / 25.4
_POINT = 300 / 72
_ANY_WIDTH = 2300.0
_SCAN_INSIDE = slice(4, 24)
"""Where the digit lies in a scan of 28 x 28."""


def typed(rng: random.Random) -> Laid:
    """Any text in a print font of the sample maker."""
    text, family = _any_text(rng), rng.choice(fonts("print")).family
    em = rng.uniform(8, 14) * _POINT
    lettering = print_lettering(text, family, em, _ANY_WIDTH)
    capital = em * capital_height(family)
    return Laid(text, "print", family, lettering.mask, lettering.baseline, capital, rng.randint(5, 60))


def from_font(rng: random.Random) -> Laid:
    """Any text in a handwriting font of the sample maker."""
    text, family = _any_text(rng), rng.choice(fonts("hand")).family
    capital = rng.triangular(2.2, 4.4, 3.0) * _MM
    habits = HandHabits(
        family=family,
        slant=rng.gauss(0, 0.12),
        drift=rng.gauss(0, 0.01),
        jitter=rng.uniform(0.2, 1),
        pen_width=rng.uniform(0.3, 0.7) * _MM,
    )
    lettering = hand_lettering(text, habits, capital, _ANY_WIDTH, rng)
    return Laid(text, "font", family, lettering.mask, lettering.baseline, capital, rng.randint(20, 90))


def _any_text(rng: random.Random) -> str:
    text = TEXTS[rng.choice(list(TEXTS))](rng)
    return text.upper() if rng.random() < 0.25 else text


def from_scans(
    text: str, kind: str, scans: Mapping[str, list[NDArray[np.uint8]]], rng: random.Random
) -> Laid | None:
    """A number from scanned digits of many writers; None when it holds other characters than - and /."""
    if not set(text) <= {*scans, "-", "/"}:
        return None
    high = round(rng.triangular(2.2, 4.2, 3.0) * _MM)
    gap, slope = rng.uniform(-0.05, 0.25) * high, rng.gauss(0, 0.01)
    room = round(0.3 * high)
    tiles: list[NDArray[np.uint8]] = []
    for character in text:
        tile = (
            _sign(character, high, rng) if character in "-/" else _scaled(rng.choice(scans[character]), high)
        )
        width = max(2, tile.shape[1] + round(gap * rng.uniform(0.6, 1.4)))
        lift = room + round(slope * high * len(tiles) + rng.gauss(0, 0.03) * high)
        canvas = np.zeros((high + 2 * room, width), np.uint8)
        shown = min(width, tile.shape[1])
        lift = min(max(lift, 0), 2 * room)
        canvas[lift : lift + high, :shown] = tile[:, :shown]
        tiles.append(canvas)
    mask = np.hstack(tiles)
    return Laid(text, kind, "scans", mask, high + room, float(high), rng.randint(10, 70))


def _scaled(scan: NDArray[np.uint8], high: int) -> NDArray[np.uint8]:
    columns = np.flatnonzero(scan.max(axis=0) > 60)
    inside = scan[_SCAN_INSIDE, max(columns[0] - 1, 0) : columns[-1] + 2]
    width = max(3, round(inside.shape[1] * high / inside.shape[0]))
    return np.asarray(cv2.resize(inside, (width, high), interpolation=cv2.INTER_CUBIC), np.uint8)


def _sign(character: str, high: int, rng: random.Random) -> NDArray[np.uint8]:
    tile = np.zeros((high, round(high * rng.uniform(0.35, 0.6))), np.uint8)
    width = tile.shape[1]
    ends = ((1, high // 2), (width - 2, high // 2)) if character == "-" else ((width - 2, 1), (1, high - 2))
    cv2.line(
        tile, *ends, color=255, thickness=max(2, round(high * rng.uniform(0.08, 0.14))), lineType=cv2.LINE_AA
    )
    return tile
