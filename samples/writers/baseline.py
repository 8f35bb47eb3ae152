"""Where a piece stands on the line: the data gives its shape, not its height above the line of writing.

Characters are put where their class stands; words and lines of text by where most of their ink lies.
"""

import string

import numpy as np
from numpy.typing import NDArray

from samples.ink.paper_sheet import Line
from samples.writers.strokes import Piece

_HANGING = "gpqy"
_TALL_LETTERS = "bdfhkl"
_MIDDLE = {"-": 0.42, "+": 0.45, "=": 0.42, "~": 0.45, "/": 0.5, "\\": 0.5, "(": 0.42, ")": 0.42, "*": 0.6}
"""Height of the middle of a sign above the line, in capital heights."""
_MIDDLE |= {"@": 0.38, "[": 0.45, "]": 0.45, "<": 0.42, ">": 0.42, ":": 0.3}
_TOP = {"'": 1.05, '"': 1.05, "^": 1.05, "`": 1.05, ",": 0.12, ";": 0.5, "_": -0.05}
"""Height of the top of a sign above the line, in capital heights."""
_FALLS_BELOW = 1.3
"""A capital or a small f that is so many capital heights tall has a tail below the line."""
_SIGNS: dict[str, tuple[float, float]] = {
    ".": (0.02, 0.14),
    ",": (0.15, 0.4),
    "'": (0.15, 0.4),
    "-": (0.2, 0.6),
    "/": (0.9, 1.5),
    "(": (0.9, 1.6),
    ")": (0.9, 1.6),
    "@": (0.7, 1.2),
    "#": (0.7, 1.2),
    "&": (0.7, 1.2),
    ":": (0.3, 0.6),
}
"""Least and largest extent of signs on paper; tablets with boxes let people write them very large."""
_BANDS = 48


def usual_scale(piece: Piece, low_height: float) -> float:
    """By what a character is to be made larger or smaller to go with the others of its writer."""
    extent = max(piece.height, piece.width, 0.01)
    if piece.label in _SIGNS:
        least, largest = _SIGNS[piece.label]
        return min(max(extent, least), largest) / extent
    if piece.label.isdigit() or piece.label.isupper():
        return min(1.0, 1.35 / piece.height) / min(1.0, piece.height / 0.8)
    tall = piece.label in _TALL_LETTERS or piece.label in _HANGING or piece.label in "jft"
    least, largest = (0.75, 1.5) if tall else (low_height * 0.75, max(low_height * 1.3, 0.55))
    return min(max(piece.height, least), largest) / piece.height


def top_above_line(piece: Piece, low_height: float) -> float:
    """How far the top of a character is above the line of writing, in capital heights, at its own size."""
    label, height = piece.label, piece.height
    if label in _MIDDLE:
        return _MIDDLE[label] + height / 2
    if label in _TOP:
        return _TOP[label]
    if label in string.ascii_letters:
        return _top_of_letter(label, height, low_height)
    return height


def _top_of_letter(letter: str, height: float, low_height: float) -> float:
    if letter in _HANGING:
        return max(low_height, height - 0.75)
    if letter == "j":
        return max(height - 0.45, 0.5)
    if height > _FALLS_BELOW:
        return 1.05
    if letter in "zmnrsuvwx" and height > 1.6 * low_height:
        return low_height
    return height


def core(piece: Piece) -> tuple[float, float]:
    """Rows between which most ink of a word or a line lies: top of its low letters and its baseline.

    In capital heights from the top of the piece.
    """
    rows = np.concatenate([_evenly(line[:, 1], line) for line in piece.lines])
    if piece.height <= 0 or rows.size == 0:
        return 0.0, piece.height
    counts, edges = np.histogram(rows, bins=_BANDS, range=(0, piece.height))
    smooth = np.convolve(counts, np.ones(3) / 3, mode="same")
    full = np.flatnonzero(smooth > 0.45 * smooth.max())
    return float(edges[full[0]]), float(edges[full[-1] + 1])


def _evenly(values: NDArray[np.float64], line: Line) -> NDArray[np.float64]:
    """The values at even steps along the line, because points are dense only where it bends."""
    steps = np.hypot(*np.diff(line, axis=0).T) if len(line) > 1 else np.zeros(0)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    return np.interp(np.arange(0, along[-1] + 1e-9, 0.02), along, values)
