"""Strings put together from the single characters of one writer, with the habits of one moment.

Lines have 1000 units to the capital height, y 0 at the baseline and down.
"""

import random
from dataclasses import dataclass, replace

import numpy as np

from samples.ink.paper_sheet import Line
from samples.training.bending import Bends, bent, bent_along, pick_bends
from samples.training.signs import PLAIN_SIGNS, plain_sign
from samples.training.specimens import Hand, Specimen

CAPITAL = 1000.0
_BELOW = {"g": 0.38, "p": 0.38, "q": 0.38, "y": 0.38, "j": 0.32, "Q": 0.08, ",": 0.55, ";": 0.3, "/": 0.1}
_BELOW |= {"(": 0.12, ")": 0.12, "$": 0.1, "[": 0.1, "]": 0.1, "@": 0.1}
_MIDDLE = {"-": 0.45, "+": 0.45, "=": 0.45, "~": 0.45, "*": 0.75, "'": 0.95, '"': 0.95, "^": 0.95}
_SMALL = {".": 220.0, ",": 450.0, "'": 420.0, '"': 420.0, ":": 650.0, ";": 800.0}
_TALL = "/()#@&%$"
_MOSTLY_PLAIN = "-/."
_OFTEN_OVERWRITTEN = 0.06


@dataclass(frozen=True)
class Habits:
    """How a string is put down: gaps in capital heights, wander and slope of the baseline, slant, sizes.

    `grows` is how much larger the last character is than the first, `uneven` the spread of sizes, `wide`
    a factor on widths and `small_capitals` the size of capitals that begin no word. `plain` says how often
    a sign is a plain mark even where the writer left his own, `overwritten` how often a character is
    written over another, `bends` how shapes differ from those the writer left.
    """

    gap: float
    gap_spread: float
    wander: float
    slope: float
    slant: float
    grows: float
    uneven: float
    wide: float
    space: float
    small_capitals: float
    plain: float
    overwritten: float
    bends: Bends


def pick_habits(rng: random.Random) -> Habits:
    """Habits of one string; now and then its letters touch or stand far apart."""
    gaps = (rng.uniform(0.1, 0.32), rng.uniform(-0.04, 0.1), rng.uniform(0.32, 0.8))
    return Habits(
        gap=rng.choices(gaps, (6, 3, 1.5))[0],
        gap_spread=rng.uniform(0.2, 0.5),
        wander=rng.uniform(0.008, 0.05),
        slope=rng.gauss(0, 0.012),
        slant=rng.gauss(0, 0.1),
        grows=rng.gauss(0, 0.1),
        uneven=rng.uniform(0.0, 0.08),
        wide=rng.uniform(0.84, 1.16),
        space=rng.uniform(0.35, 1.0),
        small_capitals=rng.uniform(0.68, 0.85) if rng.random() < 0.1 else 1.0,
        plain=rng.choice((0.0, 0.3, 1.0)),
        overwritten=_OFTEN_OVERWRITTEN if rng.random() < 0.15 else 0.0,
        bends=pick_bends(rng),
    )


def can_write(hand: Hand, text: str) -> bool:
    """Whether the writer left every letter and digit of the text; common signs can be drawn plainly."""
    return all(one == " " or one in hand.characters or one in PLAIN_SIGNS for one in text)


def compose(hand: Hand, text: str, habits: Habits, rng: random.Random) -> list[Line]:
    """The text from one writer's characters, from x 0 on; can_write says whether that is possible."""
    lines: list[Line] = []
    right, drift = 0.0, 0.0
    for place, character in enumerate(text):
        if character == " ":
            right += CAPITAL * habits.space * rng.uniform(0.8, 1.25)
            continue
        drift = 0.6 * drift + rng.gauss(0, habits.wander)
        glyph = _glyph(hand, text, place, habits, rng)
        gap = habits.gap * (1 + rng.gauss(0, habits.gap_spread)) + (0.04 if character in _MOSTLY_PLAIN else 0)
        right += CAPITAL * gap if lines else 0.0
        if character.isalnum() and rng.random() < habits.overwritten:
            lines += moved(_mistake(hand, character, habits, rng), right, drift * CAPITAL)
        lines += moved(glyph, right, drift * CAPITAL)
        right += max(float(line[:, 0].max()) for line in glyph)
    return [sheared(line * (habits.wide, 1.0), habits.slope, habits.slant) for line in lines]


def moved(lines: list[Line], right: float, down: float) -> list[Line]:
    """The lines so far to the right and down."""
    return [line + np.array([right, down]) for line in lines]


def sheared(line: Line, slope: float, slant: float) -> Line:
    """The line with its baseline sloping (y per x) and its letters slanting (x per height)."""
    return np.column_stack([line[:, 0] - slant * line[:, 1], line[:, 1] + slope * line[:, 0]])


def as_written(specimen: Specimen, habits: Habits, rng: random.Random) -> list[Line]:
    """A word or line of a writer as it was written, but for the bends, set about on the baseline."""
    lines = bent_along([np.asarray(stroke, np.float64) for stroke in specimen.strokes], habits.bends, rng)
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    deep = 0.25 if set(specimen.text) & set("gjpqyf") else 0.0
    baseline = high[1] - deep * (high[1] - low[1])
    seated = [(line - (low[0], baseline)) * (habits.wide, 1.0) for line in lines]
    return [sheared(line, habits.slope, habits.slant / 2) for line in seated]


def row_of_words(specimens: list[Specimen], habits: Habits, rng: random.Random) -> list[Line]:
    """Several words of one writer side by side."""
    lines: list[Line] = []
    right = 0.0
    upright = replace(habits, slope=0.0)
    for specimen in specimens:
        word = as_written(specimen, upright, rng)
        lines += moved(word, right, rng.gauss(0, habits.wander) * CAPITAL)
        right = max(float(line[:, 0].max()) for line in lines) + CAPITAL * habits.space * rng.uniform(
            0.8, 1.3
        )
    return [sheared(line, habits.slope, 0.0) for line in lines]


def struck_out(wrong: list[Line], right: list[Line], habits: Habits, rng: random.Random) -> list[Line]:
    """A slip struck through one to four times, and what was meant after it."""
    points = np.concatenate(wrong)
    (left, top), (end, low) = points.min(axis=0), points.max(axis=0)
    middle, high = (top + low) / 2, low - top
    strokes = []
    for _ in range(rng.choice((1, 1, 2, 3, 4))):
        rows = [middle + rng.gauss(0, 0.14) * high for _ in range(4)]
        strokes.append(np.column_stack([np.linspace(left - 60, end + 80, 4), rows]))
    if rng.random() < 0.3:
        turns = rng.randint(5, 12)
        rows = [middle + (0.4 if turn % 2 else -0.4) * high for turn in range(turns)]
        strokes.append(np.column_stack([np.linspace(left, end, turns), rows]))
    start = end + CAPITAL * habits.space - min(float(line[:, 0].min()) for line in right)
    return [*wrong, *strokes, *moved(right, start, 0.0)]


def _mistake(hand: Hand, character: str, habits: Habits, rng: random.Random) -> list[Line]:
    """Another character of the same sort, to be written over."""
    alike = [one for one in hand.characters if one.isdigit() == character.isdigit() and one.isalnum()]
    other = rng.choice(sorted(alike) or [character])
    return _glyph(hand, other, 0, replace(habits, small_capitals=1.0), rng)


def _glyph(hand: Hand, text: str, place: int, habits: Habits, rng: random.Random) -> list[Line]:
    """The character at that place, at its size, on the baseline, its left edge at x 0."""
    character = text[place]
    left = hand.characters.get(character, [])
    if not left or (character in _MOSTLY_PLAIN and rng.random() < habits.plain):
        lines = plain_sign(character, rng)
    else:
        written = [np.asarray(stroke, np.float64) for stroke in rng.choice(left).strokes]
        lines = bent(written, character, habits.bends, rng)
    size = 1 + habits.grows * (place / len(text) - 0.5) + rng.gauss(0, habits.uneven)
    if place and character.isupper() and text[place - 1].isalpha():
        size *= habits.small_capitals
    return _seated(lines, character, size)


def _seated(glyph: list[Line], character: str, size: float) -> list[Line]:
    points = np.concatenate(glyph)
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = np.maximum(high - low, 1.0)
    scale = size * _scale(character, float(width), float(height))
    height *= scale
    if character in _MIDDLE:
        raised = _MIDDLE[character]
        top = -raised * CAPITAL - (height / 2 if raised < 0.9 else 0)
    else:
        top = -height * (1 - _BELOW.get(character, 0.0))
    return [(line - low) * scale + (0.0, top) for line in glyph]


def _scale(character: str, width: float, height: float) -> float:
    """What brings a character to a size that goes with the others, where it was left in another."""
    if character.isdigit() or character.isupper():
        fits = 800 <= height <= 1250 or height < 250
        return 1.0 if fits else min(max(CAPITAL / height, 0.8), 1.25)
    if character in _TALL:
        return min(max(1150 / height, 0.7), 1.6)
    if character in "-+=~":
        return min(1.0, 700 / width)
    if character in _SMALL:
        return min(1.0, _SMALL[character] / max(width, height))
    return 1.0
