"""One person's writing on a sheet of paper: a text in a place, with what befalls it there."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samples.filled import Mishap
from samples.ink import PaperSheet, Pen
from samples.ink.paper_sheet import Line, smooth
from samples.ink.signature import Place
from samples.writers.compose import Shape, Written, set_line, shapes, stretched, text_width
from samples.writers.habits import Habits
from samples.writers.person import Person

_LEAD = 1.9
"""Distance of two lines of writing, in capital heights."""
_IN_CELL = 0.9
"""Share of a cell's width that a character may take."""
_TALLEST = 0.6
"""Capitals take at most so much of the height above the ruled line."""


@dataclass(frozen=True)
class Hand:
    """A person with the habits of one form."""

    person: Person
    habits: Habits

    def pen(self, sheet: PaperSheet) -> Pen:
        """The pen of the form, in pixels of the sheet."""
        return Pen(sheet.mm(self.habits.pen_width), self.habits.grey, self.habits.grain)

    def length(self, text: str) -> float:
        """About how long a text gets where there is room, in millimetres."""
        return text_width(text, self.person, self.habits) * self.habits.capital


def write_text(
    sheet: PaperSheet,
    place: Place,
    text: str,
    hand: Hand,
    rng: random.Random,
    mishaps: tuple[Mishap, ...] = (),
) -> None:
    """Write a text in a place, on two lines where it is high enough and the text too long for one."""
    left, top, right, bottom = place
    capital = min(sheet.mm(hand.habits.capital), (bottom - top) * _TALLEST)
    start = left + sheet.mm(rng.uniform(0.4, 2.2) + (3.0 if Mishap.INTO_NEXT in mishaps else 0.0))
    widest = right - start + sheet.mm(_reach(mishaps, rng))
    baseline = bottom - capital * (hand.habits.lift + rng.gauss(0, 0.05)) + capital * _drop(mishaps, rng)
    lines = _wrapped(text, hand, widest / capital, (bottom - top) / capital)
    capital *= 0.82 if len(lines) > 1 else 1.0
    for number, line in enumerate(lines):
        made = shapes(line, hand.person, hand.habits, rng)
        written = set_line(made, hand.habits, widest / capital, rng)
        if Mishap.OVER_EDGE in mishaps or Mishap.INTO_NEXT in mishaps:
            written = stretched(written, widest / capital)
        row = baseline - (len(lines) - 1 - number) * capital * _LEAD
        under = _overwritten(made, hand, written, rng) if Mishap.OVERWRITTEN in mishaps else ()
        for ink in (under, written.lines):
            sheet.stroke(_on_paper(ink, start, row, capital), hand.pen(sheet), rng)


def write_corrected(
    sheet: PaperSheet, place: Place, texts: tuple[str, str], hand: Hand, rng: random.Random, *, above: bool
) -> None:
    """Write the first, wrong text, strike it out, and write the second after it or above it."""
    wrong, text = texts
    left, top, right, bottom = place
    capital = min(sheet.mm(hand.habits.capital), (bottom - top) * _TALLEST) * (0.85 if above else 0.95)
    start, row = (
        left + sheet.mm(rng.uniform(0.4, 1.5)),
        bottom - capital * (0.05 if above else hand.habits.lift),
    )
    share = 1.0 if above else len(wrong) / (len(wrong) + len(text) + 1)
    made = shapes(wrong, hand.person, hand.habits, rng)
    struck = set_line(made, hand.habits, (right - start) * share / capital, rng)
    sheet.stroke(_on_paper(struck.lines, start, row, capital), hand.pen(sheet), rng)
    end = start + struck.width * capital
    sheet.stroke(_strike(start, end, row, capital, rng), hand.pen(sheet), rng)
    if above:
        row -= capital * rng.uniform(1.25, 1.5)
        capital *= 0.85
    else:
        start = end + capital * rng.uniform(0.4, 0.8)
    corrected = set_line(
        shapes(text, hand.person, hand.habits, rng), hand.habits, max(right - start, capital) / capital, rng
    )
    sheet.stroke(_on_paper(corrected.lines, start, row, capital), hand.pen(sheet), rng)


def write_in_cell(sheet: PaperSheet, place: Place, character: str, hand: Hand, rng: random.Random) -> None:
    """Write one character about the middle of a cell of a comb, smaller where it would not fit."""
    left, top, right, bottom = place
    capital = min(sheet.mm(hand.habits.capital), (bottom - top) * _TALLEST)
    made = shapes(character, hand.person, hand.habits, rng)
    room = (right - left) * _IN_CELL / capital
    written = set_line(made, hand.habits, room, rng)
    slack = (right - left) - written.width * capital
    start = left + slack * min(max(rng.gauss(0.5, 0.12), 0.0), 1.0)
    row = bottom - capital * (hand.habits.lift + rng.gauss(0, 0.05))
    sheet.stroke(_on_paper(written.lines, start, row, capital), hand.pen(sheet), rng)


def _on_paper(lines: Sequence[Line], start: float, row: float, capital: float) -> list[Line]:
    return [line * capital + np.array((start, row)) for line in lines]


def _reach(mishaps: tuple[Mishap, ...], rng: random.Random) -> float:
    """How far writing may run past the right edge, in millimetres."""
    if Mishap.INTO_NEXT in mishaps:
        return rng.uniform(4.5, 9.0)
    return rng.uniform(1.0, 3.0) if Mishap.OVER_EDGE in mishaps else -0.5


def _drop(mishaps: tuple[Mishap, ...], rng: random.Random) -> float:
    """How far the baseline falls below where it should be, in capital heights."""
    if Mishap.OVER_LABEL in mishaps:
        return rng.uniform(0.75, 1.1)
    return rng.uniform(0.3, 0.6) if Mishap.OVER_RULE in mishaps else 0.0


def _overwritten(made: Sequence[Shape], hand: Hand, written: Written, rng: random.Random) -> tuple[Line, ...]:
    """A wrong digit under one of the digits of the line, where that one stands."""
    digits = [place for place, shape in enumerate(made) if shape.text.isdigit()]
    if not digits:
        return ()
    which = rng.choice(digits)
    first = sum(len(shape.lines) for shape in made[:which])
    own = np.concatenate(written.lines[first : first + len(made[which].lines)])
    wrong = rng.choice([digit for digit in "0123456789" if digit != made[which].text])
    lines = shapes(wrong, hand.person, hand.habits, rng)[0].lines
    there = np.concatenate(lines)
    size = float(np.ptp(own[:, 1])) / max(float(np.ptp(there[:, 1])), 0.1)
    move = (own.min(axis=0) + own.max(axis=0)) / 2 - size * (there.min(axis=0) + there.max(axis=0)) / 2
    return tuple(line * size + move for line in lines)


def _strike(start: float, end: float, row: float, capital: float, rng: random.Random) -> list[Line]:
    """One or two strokes through a text, or a zigzag over it."""
    middle, reach = row - capital * 0.45, capital * 0.15
    if rng.random() < 0.25:
        steps = max(6, round((end - start) / (capital * 0.3)))
        points = [
            (
                start + (end - start) * step / steps,
                middle + capital * (0.4 if step % 2 else -0.4) * rng.uniform(0.7, 1.2),
            )
            for step in range(steps + 1)
        ]
        return [smooth(points, steps=5)]
    lines = []
    for _ in range(rng.choice((1, 1, 2))):
        rows = [middle + rng.gauss(0, reach) for _ in range(3)]
        lines.append(smooth(list(zip((start - reach, (start + end) / 2, end + reach), rows, strict=True))))
    return lines


def _wrapped(text: str, hand: Hand, widest: float, high: float) -> list[str]:
    """The text, or its two halves, where it is too long and there is room; lengths in capital heights."""
    if high < 2 * _LEAD * 0.85 or text_width(text, hand.person, hand.habits) <= widest * 1.2:
        return [text]
    words = text.split(" ")
    splits = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    if not splits:
        return [text]
    return list(min(splits, key=lambda halves: max(len(half) for half in halves)))
