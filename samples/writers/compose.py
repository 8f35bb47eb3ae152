"""Text as strokes of one person: letter after letter, or whole words of his, on one line of writing.

The next letter is set by the free room between the two inks, band by band from the top of the letters to
their tails, as an eye would, and not by the edges of their boxes.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samples.ink.paper_sheet import Line
from samples.writers.baseline import core, top_above_line, usual_scale
from samples.writers.habits import Habits
from samples.writers.invented import INVENTED
from samples.writers.person import Person
from samples.writers.strokes import Piece

_TOP, _BOTTOM, _BANDS = -1.4, 0.8, 11
_REACH = 0.14
"""So many capital heights two letters may stand over each other at most."""
_CLEAR = 0.07
"""What is left free at least beside digits and signs, in capital heights, the pen's width aside."""
_SIGNS = "-/.,@():"
_WIDEST = 1.25
"""A letter is at most so wide, M and W a quarter more."""
_LEAST_DIGITS = 7
"""A number of so many digits is long enough to be written in groups."""
_WHOLE_WORD = 2


@dataclass(frozen=True, eq=False)
class Shape:
    """One letter or whole word ready to be set: lines around the origin of its place on the baseline.

    `gap` is what is left free before it, in capital heights.
    """

    text: str
    lines: tuple[Line, ...]
    gap: float


@dataclass(frozen=True, eq=False)
class Written:
    """A line of writing in capital heights: x from its start, y down from its baseline."""

    lines: tuple[Line, ...]
    width: float


def shapes(text: str, person: Person, habits: Habits, rng: random.Random) -> tuple[Shape, ...]:
    """What the person puts down for a text, before it is set on a line.

    KeyError names a letter the person did not leave and nobody invented.
    """
    made: list[Shape] = []
    for number, word in enumerate(text.split(" ")):
        gap = habits.word_gap * rng.uniform(0.8, 1.25) if number else 0.0
        if word in person.words and (_is_joined(word, habits, rng) or not person.has_letters(word)):
            made.append(_whole(word, person, habits, rng, gap))
        else:
            made.extend(_letters(word, person, habits, rng, gap))
    return tuple(made)


def _is_joined(word: str, habits: Habits, rng: random.Random) -> bool:
    return len(word) >= _WHOLE_WORD and rng.random() < habits.joins


def set_line(made: Sequence[Shape], habits: Habits, widest: float, rng: random.Random) -> Written:
    """Set shapes one after the other; where the line is too short they get closer, then smaller, then narrow.

    `widest` is in capital heights.
    """
    seed = rng.getrandbits(32)
    for step in range(7):
        written = _set(made, habits, step / 6, random.Random(seed))
        if written.width <= widest:
            return written
    return stretched(written, widest)


def text_width(text: str, person: Person, habits: Habits) -> float:
    """About how wide a text gets, in capital heights, where there is room."""
    made = shapes(text, person, habits, random.Random(0))
    return _set(made, habits, 0.0, random.Random(0)).width


def _whole(word: str, person: Person, habits: Habits, rng: random.Random, gap: float) -> Shape:
    piece = rng.choice(person.words[word])
    _, baseline = core(piece)
    lines = tuple(line - (0.0, baseline) for line in piece.lines)
    return Shape(word, _warped(lines, habits, rng), gap)


def _letters(word: str, person: Person, habits: Habits, rng: random.Random, gap: float) -> list[Shape]:
    made: list[Shape] = []
    breaks = habits.groups if word.isdigit() and len(word) >= _LEAST_DIGITS else ()
    for place, letter in enumerate(word):
        apart = gap if place == 0 else habits.letter_gap + rng.gauss(0, 0.035)
        apart += habits.group_gap * rng.uniform(0.7, 1.3) if place in breaks else 0.0
        if not (letter + word[max(place - 1, 0)]).isalpha():
            apart = max(apart, _CLEAR) + (_CLEAR / 2 if letter in _SIGNS else 0.0)
        made.append(_letter(letter, person, habits, rng, apart))
    return made


def _letter(letter: str, person: Person, habits: Habits, rng: random.Random, gap: float) -> Shape:
    piece = _sample(letter, person, rng)
    scale = usual_scale(piece, person.low_height) * rng.gauss(1.0, 0.025)
    broad = scale * min(1.0, _WIDEST * (1.25 if letter in "MWmw@" else 1.0) / (piece.width * scale + 0.01))
    whole = Piece(piece.label, tuple(line * (broad, scale) for line in piece.lines))
    up = top_above_line(whole, person.low_height) + rng.gauss(0, habits.wander)
    lines = tuple(line - (0.0, up) for line in whole.lines)
    return Shape(letter, _warped(lines, habits, rng), gap)


def _sample(letter: str, person: Person, rng: random.Random) -> Piece:
    if letter in person.characters:
        return rng.choice(person.characters[letter])
    return INVENTED[letter]


def _warped(lines: tuple[Line, ...], habits: Habits, rng: random.Random) -> tuple[Line, ...]:
    """As the hand would make it the next time: leaning and turned a little, and bent slowly along its way."""
    turn, lean = rng.gauss(0, 0.02), habits.lean + rng.gauss(0, 0.025)
    matrix = np.array([[1.0 + rng.gauss(0, 0.03), turn], [-turn - lean, 1.0 + rng.gauss(0, 0.02)]])
    phases = [rng.uniform(0, 6.3) for _ in range(4)]
    reach = abs(rng.gauss(0, 0.012))
    bent = []
    for line in lines:
        x, y = line[:, 0], line[:, 1]
        aside = np.sin(4.2 * y + phases[0]) + np.sin(3.1 * x + phases[1])
        above = np.sin(4.6 * x + phases[2]) + np.sin(2.9 * y + phases[3])
        bent.append((line + reach * np.column_stack([aside, above])) @ matrix)
    return tuple(bent)


def _set(made: Sequence[Shape], habits: Habits, squeeze: float, rng: random.Random) -> Written:
    """Set with a squeeze from 0, none, to 1, as close as it goes and smaller toward the end of the line."""
    lines: list[Line] = []
    right = np.full(_BANDS, -np.inf)
    end, height = 0.0, 0.0
    for place, shape in enumerate(made):
        share = place / max(len(made) - 1, 1)
        size = 1.0 - habits.fade * share - squeeze * (0.12 + 0.22 * share)
        narrow = 1.0 - 0.18 * squeeze
        scaled = [line * (size * narrow, size) for line in shape.lines]
        gap = shape.gap * (1 - 0.5 * squeeze) if shape.gap > 0 else shape.gap
        gap += 0.8 * habits.pen_width / habits.capital
        height = 0.8 * height + rng.gauss(0, habits.wander * 0.6)
        x = _next(scaled, right, end, gap) if place else -float(min(line[:, 0].min() for line in scaled))
        moved = [line + np.array((x, height)) for line in scaled]
        right = _profile(moved, last=True)
        end = max(end, float(max(line[:, 0].max() for line in moved)))
        lines.extend(moved)
    risen = tuple(np.column_stack([line[:, 0], line[:, 1] - habits.slope * line[:, 0]]) for line in lines)
    return Written(risen, end)


def _next(lines: Sequence[Line], right: NDArray[np.float64], end: float, gap: float) -> float:
    """How far to the right the origin of the next letter is."""
    left = _profile(lines, last=False)
    room = left - right
    first = float(min(line[:, 0].min() for line in lines))
    near = float(room[np.isfinite(room)].min()) if np.isfinite(room).any() else first - end
    return max(gap - near, end - first - _REACH, end - first + gap - _REACH)


def _profile(lines: Sequence[Line], *, last: bool) -> NDArray[np.float64]:
    """The last, or the first, ink in bands from above the letters to below them; infinite without any."""
    edge = np.full(_BANDS, -np.inf if last else np.inf)
    for line in lines:
        dense = _dense(line)
        bands = np.clip(((dense[:, 1] - _TOP) / (_BOTTOM - _TOP) * _BANDS).astype(int), 0, _BANDS - 1)
        (np.maximum if last else np.minimum).at(edge, bands, dense[:, 0])
    padded = np.pad(edge, 1, mode="edge")
    near = (np.maximum if last else np.minimum).reduce([padded[:-2], padded[1:-1], padded[2:]])
    return np.asarray(near, np.float64)


def _dense(line: Line) -> Line:
    """The line with two points between each pair of its own, for long straight strokes have few."""
    if len(line) == 1:
        return line
    steps = np.linspace(0, len(line) - 1, 3 * (len(line) - 1) + 1)
    own = np.arange(len(line))
    return np.column_stack([np.interp(steps, own, line[:, 0]), np.interp(steps, own, line[:, 1])])


def stretched(written: Written, width: float) -> Written:
    """The line made so wide, in capital heights."""
    share = width / max(written.width, 0.01)
    return Written(tuple(line * (share, 1.0) for line in written.lines), width)
