"""Signs as anyone draws them, for writers who left none of their own."""

import random
from typing import TYPE_CHECKING

import numpy as np

from samples.ink.paper_sheet import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN_SIGNS = "-/.,:'()#@&"
"""The signs that can be drawn plainly."""
_AMPERSAND = (
    (900, 900), (350, 250), (420, 30), (600, 120), (450, 400), (120, 720), (260, 980), (620, 850), (860, 500),
)  # fmt: skip
_BARS = (((300, 0), (200, 1000)), ((650, 0), (550, 1000)), ((0, 330), (820, 330)), ((0, 680), (820, 680)))


def plain_sign(character: str, rng: random.Random) -> list[Line]:
    """A sign in units of 1000 to the capital height; KeyError for one that is not plain."""
    if character == "@":
        return [_whorl(rng)]
    if character in "()":
        return [_arc(character)]
    a, b = rng.gauss(0, 60), rng.gauss(0, 60)
    marks: dict[str, Sequence[Sequence[tuple[float, float]]]] = {
        "-": [[(0.0, 0.0), (420 + a, b / 3)]],
        "/": [[(420 + a, 0.0), (0.0, 1150 + b)]],
        ".": [[(0.0, 0.0)]],
        ":": [[(0.0, 0.0)], [(a / 4, 420.0 + b)]],
        ",": [[(60.0, 0.0), (0.0, 260 + a)]],
        "'": [[(50.0, 0.0), (0.0, 280 + a)]],
        "#": [[(x + a / 2, y + b / 2) for x, y in bar] for bar in _BARS],
        "&": [_AMPERSAND],
    }
    return [np.array(mark, np.float64) for mark in marks[character]]


def _whorl(rng: random.Random) -> Line:
    angle = np.linspace(0, rng.uniform(10.2, 11.5), 40)
    radius = 120 + 38 * angle
    return np.column_stack([600 + radius * np.cos(angle), 600 + radius * np.sin(angle)])


def _arc(character: str) -> Line:
    turn = np.linspace(-1, 1, 9)
    bow = 230 * turn * turn
    return np.column_stack([bow if character == "(" else 230 - bow, (turn + 1) * 620])
