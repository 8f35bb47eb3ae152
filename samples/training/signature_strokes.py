"""Single strokes on a signature line, in heights above a baseline at zero: a scrawl, and no writing."""

import random

import numpy as np

from samples.ink.paper_sheet import Line, smooth


def scrawl(rng: random.Random) -> Line:
    """A name worn down to one winding line that gets lower toward its end."""
    waves, wide, fall = rng.randint(3, 12), rng.uniform(2.5, 7.0), rng.uniform(0.0, 0.75)
    points = []
    for turn in range(2 * waves + 1):
        share = turn / (2 * waves)
        reach = (1 - fall * share) * rng.uniform(0.75, 1.1) * (1 if turn % 2 else -1)
        points.append((wide * share + rng.gauss(0, 0.06), -0.5 - 0.5 * reach))
    lean = np.array([[1.0, 0.0], [-rng.uniform(-0.1, 0.5), 1.0]])
    return np.asarray(smooth(points) @ lean, np.float64)


def tick(rng: random.Random) -> list[Line]:
    """A tick."""
    return [smooth([(0.0, -0.4), (0.3, 0.0), (rng.uniform(0.7, 1.4), -1.0)])]


def ring(rng: random.Random) -> list[Line]:
    """A ring, round or flat."""
    angle = np.linspace(0.3, 6.8, 30)
    return [np.column_stack([rng.uniform(0.5, 1.6) * np.cos(angle), 0.5 * np.sin(angle) - 0.5])]


def dashes(rng: random.Random) -> list[Line]:
    """One or two dashes."""
    rows = [-rng.uniform(0.1, 1.0) for _ in range(rng.choice((1, 2)))]
    return [smooth([(0.0, row), (0.8, row + rng.gauss(0, 0.1)), (2.0, row)]) for row in rows]


def brace(rng: random.Random) -> list[Line]:
    """A brace, as beside several lines."""
    points = [(0.2, -1.0), (0.05, -0.8), (0.1, -0.6), (-0.05, -0.5), (0.1, -0.4), (0.05, -0.15), (0.2, 0.0)]
    return [smooth([(x + rng.gauss(0, 0.02), y) for x, y in points])]
