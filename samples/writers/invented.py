"""Plain signs for writers who left none of their own: strokes anyone makes alike, and no letter or digit."""

import math
from collections.abc import Mapping

import numpy as np

from samples.ink.paper_sheet import Line, smooth
from samples.writers.strokes import Piece


def _piece(label: str, *lines: Line) -> Piece:
    corner = np.min([line.min(axis=0) for line in lines], axis=0)
    return Piece(label, tuple(line - corner for line in lines))


def _at_sign() -> Piece:
    inner = [(0.62, 0.38), (0.45, 0.3), (0.33, 0.48), (0.42, 0.66), (0.58, 0.58), (0.64, 0.36), (0.66, 0.62)]
    turns = [0.3 - step * 2 * math.pi / 12 for step in range(12)]
    outer = [(0.5 + 0.46 * math.cos(turn), 0.5 + 0.46 * math.sin(turn)) for turn in turns]
    return _piece("@", smooth([*inner, (0.82, 0.66), *outer], steps=5))


def _and_sign() -> Piece:
    """The three with a bar through it that many write for "and"."""
    belly = [(0.52, 0.2), (0.3, 0.1), (0.14, 0.26), (0.34, 0.46), (0.1, 0.7), (0.3, 0.88), (0.56, 0.74)]
    return _piece("&", smooth(belly, steps=6), np.array([(0.32, -0.05), (0.31, 1.02)]))


INVENTED: Mapping[str, Piece] = {
    piece.label: piece
    for piece in (
        _piece("/", np.array([(0.42, 0.0), (0.2, 0.55), (0.0, 1.1)])),
        _piece("-", smooth([(0.0, 0.03), (0.2, 0.0), (0.42, 0.02)], steps=4)),
        _piece(".", np.array([(0.0, 0.0), (0.04, 0.03), (0.02, 0.05)])),
        _piece(",", smooth([(0.1, 0.0), (0.11, 0.12), (0.0, 0.28)], steps=4)),
        _piece("'", np.array([(0.06, 0.0), (0.0, 0.25)])),
        _piece(":", np.array([(0.02, 0.0), (0.05, 0.04)]), np.array([(0.0, 0.45), (0.03, 0.49)])),
        _piece("(", smooth([(0.28, 0.0), (0.04, 0.4), (0.05, 0.85), (0.26, 1.2)], steps=5)),
        _piece(")", smooth([(0.0, 0.0), (0.24, 0.4), (0.23, 0.85), (0.02, 1.2)], steps=5)),
        _piece("_", np.array([(0.0, 0.0), (0.3, 0.02), (0.6, 0.0)])),
        _piece("+", np.array([(0.3, 0.0), (0.29, 0.6)]), np.array([(0.0, 0.31), (0.6, 0.29)])),
        _piece(
            "#",
            np.array([(0.3, 0.0), (0.2, 0.8)]),
            np.array([(0.58, 0.02), (0.47, 0.82)]),
            np.array([(0.03, 0.28), (0.76, 0.24)]),
            np.array([(0.0, 0.55), (0.72, 0.52)]),
        ),
        _piece(
            "%",
            np.array([(0.6, 0.0), (0.05, 0.9)]),
            smooth([(0.15, 0.0), (0.02, 0.14), (0.14, 0.28), (0.26, 0.15), (0.16, 0.0)], steps=4),
            smooth([(0.55, 0.6), (0.42, 0.74), (0.54, 0.88), (0.66, 0.75), (0.56, 0.6)], steps=4),
        ),
        _at_sign(),
        _and_sign(),
    )
}
"""By label, in capital heights."""
