"""Text as coverage masks: set in type, or written by a hand that never makes the same letter twice."""

import functools
import math
import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from samples.fonts.catalog import capital_height, catalog, loaded

_FINER = 2
_ROOM = 1.2
"""Room above and below the baseline, in ems."""
_LETTER_ROOM, _SMALL_ROOM, _SMALL_SIGNS = 0.025, 0.07, "/.-@"
"""What a hand leaves free after a letter and around small signs, in ems, so that 1/11 stays readable."""


@dataclass(frozen=True)
class Lettering:
    """A line of text: coverage (uint8, 255 ink) and the row of its baseline."""

    mask: NDArray[np.uint8]
    baseline: int


@dataclass(frozen=True)
class HandHabits:
    """How a hand writes: font, slant (x per y), drift of the baseline (y per x), jitter 0 to 1, pen in px."""

    family: str
    slant: float
    drift: float
    jitter: float
    pen_width: float


def print_lettering(text: str, family: str, em: float, widest: float) -> Lettering:
    """Text in type of `em` pixels, made smaller (to two thirds), then narrower, until `widest` holds it."""
    width = loaded(family, round(em)).getlength(text)
    size = max(round(em * min(1.0, widest / max(width, 1))), round(em * 2 / 3))
    font = loaded(family, size)
    room = math.ceil(size * _ROOM)
    tile = Image.new("L", (math.ceil(font.getlength(text)) + size, 2 * room), 0)
    ImageDraw.Draw(tile).text((size // 4, room), text, font=font, fill=255, anchor="ls")
    mask = np.asarray(tile, np.uint8)
    return _narrowed(Lettering(_cut(mask), room), widest)


def hand_lettering(
    text: str, habits: HandHabits, capital: float, widest: float, rng: random.Random
) -> Lettering:
    """Text written by hand with capitals of about `capital` pixels, squeezed until it is `widest` at most."""
    em = capital / capital_height(habits.family)
    natural = loaded(habits.family, 100).getlength(text) * em / 100
    crowding = max(natural / widest, 1.0)
    em /= min(crowding / 0.85, 1.6) if crowding > 1 / 0.85 else 1.0
    size = max(round(em * _FINER), 8)
    room = math.ceil(size * _ROOM)
    length = loaded(habits.family, size).getlength(text)
    line = np.zeros((2 * room, math.ceil(length * 1.25) + 2 * size), np.uint8)
    x = size * 0.5
    for piece in text.split(" ") if catalog()[habits.family].joined else text:
        x += size * _SMALL_ROOM if piece in _SMALL_SIGNS else 0
        x += _write(line, piece, x, habits, size, rng)
        if catalog()[habits.family].joined:
            x += size * rng.uniform(0.26, 0.36)
    bent = _bend(_weigh(line, habits, size), room, habits, rng)
    height, width = bent.shape
    small = cv2.resize(bent, (width // _FINER, height // _FINER), interpolation=cv2.INTER_AREA)
    return _narrowed(Lettering(_cut(np.asarray(small, np.uint8)), room // _FINER), widest)


def _write(
    line: NDArray[np.uint8], piece: str, x: float, habits: HandHabits, size: int, rng: random.Random
) -> float:
    """Put one letter, or one word of joined letters, at x on the line; return how far the hand moved."""
    font = loaded(habits.family, size)
    advance = font.getlength(piece)
    if not piece.strip():
        return advance * rng.uniform(0.9, 1.3)
    room = line.shape[0] // 2
    tile = Image.new("L", (math.ceil(advance) + 2 * size, line.shape[0]), 0)
    ImageDraw.Draw(tile).text((size, room), piece, font=font, fill=255, anchor="ls")
    jitter = habits.jitter * (0.4 if len(piece) > 1 else 1.0)
    matrix = cv2.getRotationMatrix2D(
        (size + advance / 2, room - size * 0.2), rng.gauss(0, 2.2 * jitter), 1 + rng.gauss(0, 0.035 * jitter)
    )
    matrix[1, 2] += rng.gauss(0, 0.022 * jitter) * size
    turned = cv2.warpAffine(np.asarray(tile, np.uint8), matrix, (tile.width, tile.height))
    left = round(x) - size
    first, last = max(left, 0), min(left + tile.width, line.shape[1])
    part = line[:, first:last]
    np.maximum(part, turned[:, first - left : last - left], out=part)
    apart = _SMALL_ROOM if piece in _SMALL_SIGNS else _LETTER_ROOM
    return advance * (1 + rng.gauss(0, 0.03 * jitter)) + size * (apart if len(piece) == 1 else 0)


@functools.cache
def _stem(family: str) -> float:
    """Usual stroke width as a share of the em, from the distance to the paper along the middle of strokes."""
    tile = Image.new("L", (900, 400), 0)
    ImageDraw.Draw(tile).text((100, 250), "nhadt", font=loaded(family, 200), fill=255, anchor="ls")
    depth = cv2.distanceTransform((np.asarray(tile, np.uint8) > 127).astype(np.uint8), cv2.DIST_L2, 5)
    ridge = depth[depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8))]
    return float(np.median(ridge[ridge > 0]) * 2 / 200)


def _weigh(line: NDArray[np.uint8], habits: HandHabits, size: int) -> NDArray[np.uint8]:
    """Make the strokes of the font as thick as the pen, never thinner than the font by more than a third."""
    stem = _stem(habits.family) * size
    wanted = max(habits.pen_width * _FINER, stem * 2 / 3)
    reach = round(abs(wanted - stem))
    if reach < 1:
        return line
    shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach + 1, reach + 1))
    changed = cv2.dilate(line, shape) if wanted > stem else cv2.erode(line, shape)
    return np.asarray(changed, np.uint8)


def _bend(line: NDArray[np.uint8], room: int, habits: HandHabits, rng: random.Random) -> NDArray[np.uint8]:
    """Slant the letters, let the baseline drift and wave."""
    height, width = line.shape
    columns = np.arange(width, dtype=np.float32)
    wave = sum(
        rng.gauss(0, 0.02 * habits.jitter) * room * np.sin(columns / (room * period) + rng.uniform(0, 6))
        for period in (1.5, 4.0)
    )
    rise = (habits.drift + rng.gauss(0, 0.004)) * columns + wave
    rows = np.arange(height, dtype=np.float32)[:, None]
    map_y = np.asarray(rows + rise[None, :], np.float32)
    map_x = np.asarray(columns[None, :] + habits.slant * (rows - room), np.float32)
    return np.asarray(cv2.remap(line, map_x, map_y, cv2.INTER_LINEAR, borderValue=0), np.uint8)


def _cut(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The mask without empty columns left and right."""
    inked = np.flatnonzero(mask.max(axis=0) > 0)
    return mask if inked.size == 0 else mask[:, inked[0] : inked[-1] + 1]


def _narrowed(lettering: Lettering, widest: float) -> Lettering:
    height, width = lettering.mask.shape
    if width <= widest:
        return lettering
    mask = cv2.resize(lettering.mask, (max(int(widest), 1), height), interpolation=cv2.INTER_AREA)
    return Lettering(np.asarray(mask, np.uint8), lettering.baseline)
