"""Words and lines that real writers wrote as they stand, to measure reading without any composing of ours."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samples.ink import PaperSheet
from samples.ink.paper_sheet import Line
from samples.writers.baseline import core
from samples.writers.habits import habits_of
from samples.writers.load import Company
from samples.writers.person import Person
from samples.writers.strokes import Piece
from samples.writers.writing import Hand

_READABLE = re.compile(r"[A-Za-z0-9 .,'()/&#@:%+-]+")
_LONGEST = 60
_WIDTHS = (0.25, 1.5)
"""A label is believed only when the ink is so many capital heights wide for each of its letters."""
_FIELD_HEIGHT = 8.5
"""Millimetres above the ruled line, as in the fields of our forms."""
_LOWEST_CAPITALS = 2.0


@dataclass(frozen=True, eq=False)
class NaturalLine:
    """A word or a line of text as its writer wrote it.

    `strokes` are in the writer's capital heights, x from the left edge, y down from the baseline.
    """

    text: str
    writer: str
    whole_line: bool
    strokes: tuple[Line, ...]


def natural_lines(company: Company, most: int, rng: random.Random) -> Iterator[NaturalLine]:
    """Up to `most` words and as many lines of each writer, at random, of letters, digits and plain signs."""
    for person in company.people:
        words = [piece for pieces in person.words.values() for piece in pieces]
        for pieces, whole in ((words, False), (list(person.lines), True)):
            fit = [piece for piece in pieces if _is_believed(piece)]
            for piece in rng.sample(fit, min(most, len(fit))):
                yield _natural(piece, person, whole=whole)


def draw_natural(line: NaturalLine, company: Company, seed: int, dpi: int = 300) -> NDArray[np.uint8]:
    """The line on the ruled line of a field with the pen and at the size of its writer.

    Grey, 255 paper, square pixels at `dpi`; 8.5 mm above the rule and 1.5 mm below it, as long as the line
    with a margin of 3 mm. Lines too long for a page are written smaller, with capitals of 2 mm at least.
    """
    person = company.by_name[line.writer]
    hand = Hand(person, habits_of(person, seed))
    rng = random.Random(f"{seed}:{line.writer}:{line.text}")
    width = float(max(stroke[:, 0].max() for stroke in line.strokes))
    capital = max(min(hand.habits.capital, 185 / max(width, 1)), _LOWEST_CAPITALS)
    dots = dpi / 25.4
    sheet = PaperSheet(np.full((round(10 * dots), round((width * capital + 6) * dots)), 255, np.uint8), dpi)
    rule = round(_FIELD_HEIGHT * dots)
    sheet.pixels[rule : rule + max(round(0.25 * dots), 1), :] = 0
    row = rule - capital * dots * max(hand.habits.lift, 0.1)
    corner = np.array((3 * dots, row))
    sheet.stroke([stroke * capital * dots + corner for stroke in line.strokes], hand.pen(sheet), rng)
    return sheet.pixels


def _natural(piece: Piece, person: Person, *, whole: bool) -> NaturalLine:
    _, baseline = core(piece)
    strokes = tuple(stroke - np.array((0.0, baseline)) for stroke in piece.lines)
    return NaturalLine(text=piece.label, writer=person.name, whole_line=whole, strokes=strokes)


def _is_believed(piece: Piece) -> bool:
    """Whether the label can be what is written; contributors gave labels and nobody checked them."""
    label = piece.label
    if not 1 < len(label) <= _LONGEST or not _READABLE.fullmatch(label):
        return False
    least, largest = _WIDTHS
    return least <= piece.width / len(label) <= largest
