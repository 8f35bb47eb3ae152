"""Strings put together from the single characters of one writer, with that writer's habits."""

import random
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samples.training.specimens import Hand, Specimen

Line = NDArray[np.float64]
"""Points of a pen-down line, n x 2, 1000 units to the capital height, y 0 at the baseline and down."""

_CAPITAL = 1000.0
_BELOW = {"g": 0.38, "p": 0.38, "q": 0.38, "y": 0.38, "j": 0.32, "Q": 0.08, ",": 0.55, ";": 0.3, "/": 0.1}
_BELOW |= {"(": 0.12, ")": 0.12, "$": 0.1, "[": 0.1, "]": 0.1, "@": 0.1}
_MIDDLE = {"-": 0.45, "+": 0.45, "=": 0.45, "~": 0.45, "*": 0.75, "'": 0.95, '"': 0.95, "^": 0.95}
_SMALL = {".": 220.0, ",": 450.0, "'": 420.0, '"': 420.0, ":": 650.0, ";": 800.0}
_TALL = "/()#@&%$"
_SIGNS = "-/.,()'#@&:"


@dataclass(frozen=True)
class Habits:
    """How a string is put down: gaps in capital heights, wander and slope of the baseline, slant, sizes.

    `grows` is how much larger the last character is than the first, `uneven` the spread of sizes and
    `plain` how often a sign is a plain mark even where the writer left his own.
    """

    gap: float
    gap_spread: float
    wander: float
    slope: float
    slant: float
    grows: float
    uneven: float
    space: float
    plain: float


def pick_habits(rng: random.Random) -> Habits:
    """Habits of one string; now and then its letters touch or stand far apart."""
    gap = rng.choices((rng.uniform(0.1, 0.32), rng.uniform(-0.04, 0.1), rng.uniform(0.32, 0.8)), (6, 3, 1.5))[0]
    return Habits(
        gap=gap,
        gap_spread=rng.uniform(0.2, 0.5),
        wander=rng.uniform(0.008, 0.05),
        slope=rng.gauss(0, 0.012),
        slant=rng.gauss(0, 0.1),
        grows=rng.gauss(0, 0.1),
        uneven=rng.uniform(0.0, 0.08),
        space=rng.uniform(0.35, 1.0),
        plain=rng.choice((0.0, 0.3, 1.0)),
    )


def can_write(hand: Hand, text: str) -> bool:
    """Whether the writer left every letter and digit of the text; signs can be drawn plainly."""
    return all(character == " " or character in hand.characters or character in _SIGNS for character in text)


def compose(hand: Hand, text: str, habits: Habits, rng: random.Random) -> list[Line]:
    """The text from one writer's characters, from x 0 on; can_write says whether that is possible."""
    lines: list[Line] = []
    right, drift = 0.0, 0.0
    for place, character in enumerate(text):
        if character == " ":
            right += _CAPITAL * habits.space * rng.uniform(0.8, 1.25)
            continue
        drift = 0.6 * drift + rng.gauss(0, habits.wander)
        size = 1 + habits.grows * (place / len(text) - 0.5) + rng.gauss(0, habits.uneven)
        glyph = _glyph(hand, character, habits, rng)
        glyph = _seated(glyph, character, size)
        width = max(float(line[:, 0].max()) for line in glyph)
        gap = habits.gap * (1 + rng.gauss(0, habits.gap_spread)) + (0.04 if character in "/-." else 0)
        right += _CAPITAL * gap if lines else 0.0
        lines += [line + (right, drift * _CAPITAL) for line in glyph]
        right += width
    return [sheared(line, habits.slope, habits.slant) for line in lines]


def sheared(line: Line, slope: float, slant: float) -> Line:
    """The line with its baseline sloping (y per x) and its letters slanting (x per height)."""
    return np.column_stack([line[:, 0] - slant * line[:, 1], line[:, 1] + slope * line[:, 0]])


def as_written(specimen: Specimen, habits: Habits) -> list[Line]:
    """A word or line of a writer as it was written, set about on the baseline."""
    lines = [np.asarray(stroke, np.float64) for stroke in specimen.strokes]
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    deep = 0.25 if set(specimen.text) & set("gjpqyf") else 0.0
    baseline = high[1] - deep * (high[1] - low[1])
    return [sheared(line - (low[0], baseline), habits.slope, habits.slant / 2) for line in lines]


def row_of_words(specimens: list[Specimen], habits: Habits, rng: random.Random) -> list[Line]:
    """Several words of one writer side by side."""
    lines: list[Line] = []
    right = 0.0
    upright = replace(habits, slope=0.0)
    for specimen in specimens:
        word = as_written(specimen, upright)
        lines += [line + (right, rng.gauss(0, habits.wander) * _CAPITAL) for line in word]
        right = max(float(line[:, 0].max()) for line in lines) + _CAPITAL * habits.space * rng.uniform(0.8, 1.3)
    return [sheared(line, habits.slope, 0.0) for line in lines]


def _glyph(hand: Hand, character: str, habits: Habits, rng: random.Random) -> list[Line]:
    left = hand.characters.get(character, [])
    if not left or (character in "-/." and rng.random() < habits.plain):
        return plain_sign(character, rng)
    return [np.asarray(stroke, np.float64) for stroke in rng.choice(left).strokes]


def _seated(glyph: list[Line], character: str, size: float) -> list[Line]:
    """A glyph scaled within reason and set on the baseline, its left edge at x 0."""
    points = np.concatenate(glyph)
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = np.maximum(high - low, 1.0)
    scale = size * _scale(character, float(width), float(height))
    height *= scale
    if character in _MIDDLE:
        raised = _MIDDLE[character]
        top = -raised * _CAPITAL - (height / 2 if raised < 0.9 else 0)
    else:
        top = -height * (1 - _BELOW.get(character, 0.0))
    return [(line - low) * scale + (0.0, top) for line in glyph]


def _scale(character: str, width: float, height: float) -> float:
    """What brings a character to a size that goes with the others, where it was left in another."""
    if character.isdigit() or character.isupper():
        return 1.0 if 800 <= height <= 1250 or height < 250 else min(max(_CAPITAL / height, 0.8), 1.25)
    if character in _TALL:
        return min(max(1150 / height, 0.7), 1.6)
    if character in "-+=~":
        return min(1.0, 700 / width)
    if character in _SMALL:
        return min(1.0, _SMALL[character] / max(width, height))
    return 1.0


def plain_sign(character: str, rng: random.Random) -> list[Line]:
    """A sign as anyone draws it."""
    turn = np.linspace(-1, 1, 9)
    bow = 230 * turn * turn
    arc = (turn + 1) * 620
    a, b = rng.gauss(0, 60), rng.gauss(0, 60)
    if character == "@":
        angle = np.linspace(0, rng.uniform(10.2, 11.5), 40)
        radius = 120 + 38 * angle
        return [np.column_stack([600 + radius * np.cos(angle), 600 + radius * np.sin(angle)])]
    if character == "#":
        bars = [[[300, 0], [200, 1000]], [[650, 0], [550, 1000]], [[0, 330], [820, 330]], [[0, 680], [820, 680]]]
        return [np.array(bar, np.float64) + (a / 2, b / 2) for bar in bars]
    if character == "&":
        knot = [[900, 900], [350, 250], [420, 30], [600, 120], [450, 400], [120, 720], [260, 980], [620, 850], [860, 500]]
        return [np.array(knot, np.float64)]
    marks = {
        "-": [[[0.0, 0.0], [420 + a, b / 3]]],
        "/": [[[420 + a, 0.0], [0.0, 1150 + b]]],
        ".": [[[0.0, 0.0]]],
        ":": [[[0.0, 0.0]], [[a / 4, 420.0 + b]]],
        ",": [[[60.0, 0.0], [0.0, 260 + a]]],
        "'": [[[50.0, 0.0], [0.0, 280 + a]]],
        "(": [np.column_stack([bow, arc]).tolist()],
        ")": [np.column_stack([230 - bow, arc]).tolist()],
    }
    return [np.array(mark, np.float64) for mark in marks[character]]
