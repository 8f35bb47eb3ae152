"""What paper, copier and scanner do to a page before the call: from grey pixels to a 1-bit raster of a fax.

Skew to 3 degrees, scale 0.92 to 1.0 in each direction, shifts of a few millimetres, up to two photocopies,
specks, streaks, dark edges, strokes up to a pixel thicker or thinner; judged ranges, not measured ones.
"""

import random
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from documents import Record

FAX_WIDTH = 1728
FAX_DPI = 204
_ROWS_PER_INCH = {"standard": 98, "fine": 196}

_CRISPNESS = 0.6
"""How much a scanner lifts edges before its threshold; without it, thin strokes vanish at 98 rows an inch."""

Preset = Literal["clean", "office", "copied", "worn"]
Resolution = Literal["standard", "fine"]
Grey = NDArray[np.float32]


class Conditions(Record):
    """How one page goes through paper, copier and scanner.

    `shift_x` and `shift_y` are in millimetres (y negative: the top is cut), `generations` counts copies,
    `speckle` is the share of dots turned over, `streaks` counts vertical lines of dirt, `edge` is the
    width of a dark bar at a page edge in dots of 204 dpi, `stroke` above 0 thickens strokes, below 0 thins
    them, by a dot at most.
    """

    preset: Preset
    skew_degrees: float = Field(ge=-7, le=7)
    scale_x: float = Field(ge=0.9, le=1.03)
    scale_y: float = Field(ge=0.9, le=1.03)
    shift_x: float = Field(ge=-6, le=6)
    shift_y: float = Field(ge=-5, le=6)
    generations: int = Field(ge=0, le=3)
    speckle: float = Field(ge=0, le=0.01)
    streaks: int = Field(ge=0, le=3)
    edge: int = Field(ge=0, le=40)
    stroke: float = Field(ge=-1, le=1)


class _Range(Record):
    """How far a preset goes: smallest scale, largest skew, shift and so on, units as in Conditions."""

    skew: float
    shrink: float
    shift: float
    generations: tuple[int, ...]
    speckle: float
    streaks: tuple[int, ...]
    edge: tuple[int, ...]
    stroke: float


_RANGES: dict[Preset, _Range] = {
    "clean": _Range(
        skew=0.3, shrink=0.99, shift=0.8, generations=(0,), speckle=0.0, streaks=(0,), edge=(0,), stroke=0.15
    ),
    "office": _Range(
        skew=1.0,
        shrink=0.965,
        shift=2.0,
        generations=(0, 0, 1),
        speckle=0.0004,
        streaks=(0, 0, 0, 1),
        edge=(0, 0, 8),
        stroke=0.35,
    ),
    "copied": _Range(
        skew=1.5,
        shrink=0.94,
        shift=3.0,
        generations=(1, 2),
        speckle=0.0015,
        streaks=(0, 0, 1),
        edge=(0, 12, 24),
        stroke=0.5,
    ),
    "worn": _Range(
        skew=3.0,
        shrink=0.92,
        shift=3.0,
        generations=(1, 2, 2),
        speckle=0.004,
        streaks=(0, 1, 2),
        edge=(0, 14, 28),
        stroke=0.7,
    ),
}


def pick_conditions(preset: Preset, rng: random.Random) -> Conditions:
    """Conditions within the ranges of the preset."""
    reach = _RANGES[preset]
    return Conditions(
        preset=preset,
        skew_degrees=rng.uniform(-reach.skew, reach.skew),
        scale_x=rng.uniform(reach.shrink, 1.0),
        scale_y=rng.uniform(reach.shrink, 1.0),
        shift_x=rng.uniform(-reach.shift, reach.shift),
        shift_y=rng.uniform(-reach.shift / 2, reach.shift),
        generations=rng.choice(reach.generations),
        speckle=rng.uniform(reach.speckle / 3, reach.speckle),
        streaks=rng.choice(reach.streaks),
        edge=rng.choice(reach.edge),
        stroke=rng.uniform(-reach.stroke, reach.stroke),
    )


def to_fax(
    page: NDArray[np.uint8],
    resolution: Resolution,
    conditions: Conditions,
    rng: random.Random,
    dpi: int = 300,
) -> NDArray[np.bool_]:
    """The page as the sender's machine puts it on the line.

    `page` is grey, 255 paper, square pixels at `dpi`. Returns rows x 1728, True = black, 204 dots an inch
    across and 98 or 196 rows an inch down; a letter page has 1078 or 2156 rows. Same arguments, same raster.
    """
    noise = np.random.default_rng(rng.getrandbits(64))
    grey = page.astype(np.float32)
    for _ in range(conditions.generations):
        grey = _copied(grey, dpi, noise)
    rows = round(page.shape[0] * _ROWS_PER_INCH[resolution] / dpi)
    scanned = _scanned(grey, conditions, dpi)
    scanned = np.asarray(cv2.resize(scanned, (FAX_WIDTH, rows), interpolation=cv2.INTER_AREA), np.float32)
    scanned += _CRISPNESS * (scanned - cv2.GaussianBlur(scanned, (0, 0), 1.5))
    scanned += 5 * noise.standard_normal(scanned.shape, np.float32)
    ink: NDArray[np.bool_] = scanned < 158 + 30 * conditions.stroke
    _dirty(ink, conditions, noise)
    return ink


def _copied(grey: Grey, dpi: int, noise: np.random.Generator) -> Grey:
    """One photocopy: optics blur, toner is all or nothing with rough edges, dust, light that is not even."""
    blurred = cv2.GaussianBlur(grey, (0, 0), dpi / 300 * noise.uniform(0.9, 1.4))
    height, width = grey.shape
    unevenness = cv2.resize(
        noise.normal(0, 7, (8, 6)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
    )
    grain = cv2.GaussianBlur(26 * noise.standard_normal(grey.shape, np.float32), (0, 0), 0.8)
    level = noise.uniform(140, 178)
    toner = 255 / (1 + np.exp(-(blurred + unevenness + grain - level) / 9))
    dust = noise.random((height // 2, width // 2)) < noise.uniform(0, 0.00012)
    specks = cv2.resize(dust.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.minimum(toner, 255 - 230 * (specks > 0.2)), np.float32)


def _scanned(grey: Grey, conditions: Conditions, dpi: int) -> Grey:
    """The page turned, shrunk and shifted under the scan line, 1728 dots of 204 dpi wide."""
    height, width = grey.shape
    window = round(FAX_WIDTH * dpi / FAX_DPI)
    angle = np.deg2rad(conditions.skew_degrees)
    scale = np.diag([conditions.scale_x, conditions.scale_y])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    linear = scale @ turn
    middle = np.array([width / 2, height / 2])
    shift = np.array([conditions.shift_x, conditions.shift_y]) * dpi / 25.4
    offset = np.array([window / 2, height / 2]) + shift - linear @ middle
    matrix = np.column_stack([linear, offset])
    moved = cv2.warpAffine(grey, matrix, (window, height), flags=cv2.INTER_LINEAR, borderValue=250)
    return np.asarray(moved, np.float32)


def _dirty(ink: NDArray[np.bool_], conditions: Conditions, noise: np.random.Generator) -> None:
    """Specks, streaks of dirt on the glass and dark edges, in place."""
    rows, columns = ink.shape
    single = noise.random(ink.shape) < conditions.speckle
    ink ^= single & (noise.random(ink.shape) < 0.7)
    for row, column in zip(*np.nonzero(single & (noise.random(ink.shape) < 0.12)), strict=True):
        ink[row : row + noise.integers(1, 3), column : column + noise.integers(1, 4)] = True
    for _ in range(conditions.streaks):
        at, wide = noise.integers(30, columns - 30), noise.integers(1, 3)
        ink[:, at : at + wide] |= noise.random((rows, wide)) < noise.uniform(0.3, 0.95)
    if conditions.edge:
        _dark_edge(ink, conditions.edge, noise)


def _dark_edge(ink: NDArray[np.bool_], edge: int, noise: np.random.Generator) -> None:
    """The shadow of a lid or a page edge along the left or the right side, ragged on its inner side."""
    rows, columns = ink.shape
    steps = cv2.resize(noise.normal(0, edge / 8, (12, 1)).astype(np.float32), (1, rows))[:, 0]
    ragged = edge * np.linspace(noise.uniform(0.3, 1), noise.uniform(0.3, 1), rows) + steps
    reach = np.clip(ragged, 0, edge)[:, None]
    from_edge = np.arange(columns)[None, :]
    if noise.random() < 0.5:
        from_edge = columns - 1 - from_edge
    ink |= from_edge < reach
