"""Signatures: a cursive of loops, arches and flourishes that belongs to one pen."""

import random

import numpy as np

from samples.ink.paper_sheet import Line, PaperSheet, Pen, smooth

Place = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the sheet."""

Points = list[tuple[float, float]]
"""A line to be smoothed: x to the right, y up, small letters one unit high."""

CAPITALS: tuple[Points, ...] = (
    [(0.2, 2.2), (0.9, 2.9), (0.8, 1.6), (0.5, 0.2), (0.1, -0.6), (-0.4, -0.2), (0.4, 0.5), (1.2, 0.6)],
    [
        (1.3, 2.5),
        (0.7, 2.9),
        (0.2, 2.2),
        (0.8, 1.5),
        (1.3, 0.8),
        (0.7, 0.0),
        (-0.1, 0.4),
        (0.6, 0.7),
        (1.6, 0.3),
    ],
    [(0, 0.1), (0.5, 2.7), (0.7, 2.8), (0.9, 0.4), (1.3, 2.4), (1.6, 2.7), (1.8, 0.3), (2.2, 0.2)],
    [(0, 0), (0.7, 1.6), (1.1, 2.9), (1.2, 1.4), (1.3, 0.1), (0.4, 1.0), (1.0, 1.3), (1.8, 0.6)],
    [(0.9, 2.6), (1.2, 2.9), (0.8, 2.2), (0.4, 0.6), (0.1, 0.1), (0.9, 0.2), (1.7, 0.1), (2.0, 0.5)],
    [
        (0.3, 2.7),
        (0.4, 0.0),
        (0.2, 1.6),
        (0.5, 2.8),
        (1.4, 2.6),
        (1.2, 1.6),
        (0.4, 1.4),
        (1.2, 0.7),
        (1.8, 0.1),
    ],
    [
        (1.5, 2.4),
        (1.0, 2.9),
        (0.2, 1.8),
        (0.1, 0.6),
        (0.7, 0.0),
        (1.4, 0.6),
        (1.2, 1.2),
        (0.6, 1.0),
        (1.7, 0.4),
    ],
)
_SMALL: dict[str, Points] = {
    "arch": [(0.1, 0.7), (0.3, 1.0), (0.45, 0.5), (0.5, 0.05), (0.7, 0.2)],
    "cup": [(0.05, 0.8), (0.15, 0.1), (0.4, 0.1), (0.5, 0.85), (0.6, 0.1), (0.75, 0.2)],
    "eye": [(0.3, 0.45), (0.45, 0.9), (0.2, 0.95), (0.1, 0.3), (0.35, 0.0), (0.65, 0.25)],
    "loop": [(0.4, 1.3), (0.5, 2.2), (0.25, 2.3), (0.15, 1.0), (0.25, 0.05), (0.55, 0.2)],
    "tail": [
        (0.4, 0.9),
        (0.1, 0.5),
        (0.4, 0.2),
        (0.5, 0.6),
        (0.4, -0.8),
        (0.1, -1.3),
        (0.0, -0.8),
        (0.7, 0.2),
    ],
    "flat": [(0.3, 0.45), (0.6, 0.15), (0.9, 0.35), (1.2, 0.15)],
}
_SMALL_WEIGHTS = (5, 4, 4, 3, 1, 4)


def draw_signature(sheet: PaperSheet, place: Place, pen: Pen, owner: int, rng: random.Random) -> None:
    """Sign over the line at the bottom of the place: the owner's signature, a little different each time."""
    lines = _written(random.Random(owner), rng)
    sheet.stroke(placed(lines, place, rng, overshoot=1.12), pen, rng)


def _written(habits: random.Random, rng: random.Random) -> list[Line]:
    slant, wide = habits.uniform(0.1, 0.5), habits.uniform(0.8, 1.35)
    lines: list[Points] = []
    x = 0.0
    for word in range(habits.choices((1, 2), (35, 65))[0]):
        points, x = _word(habits, x + 0.8 * word)
        lines.append(points)
        if habits.random() < 0.5:
            lines.append(_bar(habits, x))
    if habits.random() < 0.35:
        reach = x * habits.uniform(0.5, 0.9)
        lines.append([(x, -0.5), (x - reach * 0.5, -0.9), (x - reach, -0.6), (x * 0.95, -0.75)])
    shaped = []
    for line in lines:
        curve = smooth(wobbled(line, rng))
        shaped.append(np.column_stack([curve[:, 0] * wide + curve[:, 1] * slant, -curve[:, 1]]))
    return shaped


def _word(habits: random.Random, start: float) -> tuple[Points, float]:
    """One word from its capital to its trailing end, and where it ends."""
    points = shifted(habits.choice(CAPITALS), start)
    x = points[-1][0]
    fading = habits.uniform(0.0, 0.07)
    size = 1.0
    for kind in habits.choices(list(_SMALL), _SMALL_WEIGHTS, k=habits.randint(3, 7)):
        points += [(x + px * habits.uniform(0.9, 1.2), py * size) for px, py in _SMALL[kind]]
        x = points[-1][0]
        size = max(size - fading, 0.5)
    x += habits.uniform(0.6, 2.2)
    points.append((x, habits.uniform(-0.1, 0.9)))
    return points, x


def _bar(habits: random.Random, end: float) -> Points:
    """The bar of a t or a dash over the word."""
    x, y = end * habits.uniform(0.35, 0.75), habits.uniform(1.5, 2.1)
    return [(x - 0.5, y - 0.05), (x, y + 0.05), (x + habits.uniform(0.5, 1.0), y + habits.uniform(0, 0.25))]


def shifted(points: Points, across: float) -> Points:
    """The points moved to the right."""
    return [(x + across, y) for x, y in points]


def wobbled(points: Points, rng: random.Random) -> Points:
    """The points as a hand hits them."""
    return [(x + rng.gauss(0, 0.035), y + rng.gauss(0, 0.045)) for x, y in points]


def placed(lines: list[Line], place: Place, rng: random.Random, overshoot: float) -> list[Line]:
    """The lines scaled to the place: not wider than it, up to `overshoot` times as high, turned a little."""
    left, top, right, bottom = place
    angle = rng.gauss(0.03, 0.02)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    turned = [line @ turn.T for line in lines]
    points = np.concatenate(turned)
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = high - low
    scale = min((right - left) * rng.uniform(0.75, 0.95) / wide, (bottom - top) * overshoot / tall)
    x = left + (right - left - wide * scale) * rng.uniform(0.05, 0.5)
    y = bottom + (bottom - top) * rng.uniform(0.02, 0.12) - tall * scale
    return [(line - low) * scale + (x, y) for line in turned]
