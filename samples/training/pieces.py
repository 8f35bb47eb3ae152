"""One text of a sheet with what is needed to put it on paper: pen strokes, type, or scanned digits."""

import random
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from samples.ink import PaperSheet, Pen
from samples.ink.paper_sheet import Line

Place = tuple[int, int, int, int]


class Piece(Protocol):
    """A text that can be written into a place of a sheet."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def kind(self) -> str:
        """The kind of text."""

    @property
    def writer(self) -> str:
        """Who wrote it, or the font."""

    @property
    def width(self) -> int:
        """How wide it is, in pixels of the paper."""

    @property
    def capital(self) -> float:
        """Height of its capitals, in pixels of the paper."""

    def write(self, sheet: PaperSheet, place: Place, rng: random.Random) -> None:
        """Put it on the sheet, standing near the bottom of the place."""


@dataclass(frozen=True, eq=False)
class Inked:
    """Writing by pen: lines in units of 1000 to `capital` pixels, the pen's width in pixels and its grey."""

    text: str
    kind: str
    writer: str
    lines: list[Line]
    capital: float
    pen: Pen

    @property
    def width(self) -> int:
        """From the first to the last point."""
        points = np.concatenate(self.lines)
        return int(np.ptp(points[:, 0]) * self.capital / 1000) + 2

    def write(self, sheet: PaperSheet, place: Place, rng: random.Random) -> None:
        """A little above the rule, on it, or through it."""
        left, top, right, bottom = place
        least = float(np.concatenate(self.lines)[:, 0].min()) * self.capital / 1000
        room = max(right - left - self.width, 0)
        x = left - least + rng.uniform(0, min(room, 60))
        base = bottom - _above(rng) * max(bottom - top, self.capital)
        shift = np.array([x, base])
        sheet.stroke([_seen(line * self.capital / 1000 + shift) for line in self.lines], self.pen, rng)


def _above(rng: random.Random) -> float:
    """How far above the rule writing stands, in heights of the place; below 0 it runs through."""
    return rng.uniform(-0.06, 0.04) if rng.random() < 0.15 else rng.uniform(0.04, 0.3)


def _seen(line: Line) -> Line:
    """A single point made long enough to leave a dot."""
    return line if len(line) > 1 else np.vstack([line, line + np.array([1.0, 0.6])])


@dataclass(frozen=True, eq=False)
class Laid:
    """Writing given as coverage: type, a font, scanned digits; `baseline` is a row of the mask."""

    text: str
    kind: str
    writer: str
    mask: NDArray[np.uint8]
    baseline: int
    capital: float
    grey: int

    @property
    def width(self) -> int:
        """Columns of the mask."""
        return int(self.mask.shape[1])

    def write(self, sheet: PaperSheet, place: Place, rng: random.Random) -> None:
        """A little above the rule, or on it."""
        left, top, right, bottom = place
        room = max(right - left - self.width, 0)
        base = bottom - _above(rng) * max(bottom - top, self.capital)
        sheet.lay(
            self.mask, left + round(rng.uniform(0, min(room, 60))), round(base) - self.baseline, self.grey
        )
