"""Plots as numbers to draw: bars with a label, each with the figures of its row in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 26


@dataclass(frozen=True)
class Bar:
    """One line of a plot: its label, how long it is (0 to 1), how much of that is marked, and its figures."""

    label: str
    length: float
    marked: float
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Plot:
    """A plot with its table: `headings` name the label and each figure, `says` the marked part."""

    name: str
    title: str
    headings: tuple[str, ...]
    bars: tuple[Bar, ...]
    says: str

    @property
    def row(self) -> int:
        """The height of one bar with its label, in the units of the drawing, which is 640 wide."""
        return ROW

    @property
    def height(self) -> int:
        """The height of the drawing, in its own units."""
        return ROW * len(self.bars)


def plot(
    name: str,
    title: str,
    headings: Sequence[str],
    rows: Sequence[tuple[str, float, float, Sequence[str]]],
    says: str,
) -> Plot:
    """A plot of rows: label, value, the part of the value that is marked, figures as text.

    The longest bar is the largest value.
    """
    most = max((value for _, value, _, _ in rows), default=0) or 1
    bars = tuple(
        Bar(label=label, length=value / most, marked=marked / most, figures=tuple(figures))
        for label, value, marked, figures in rows
    )
    return Plot(name=name, title=title, headings=tuple(headings), bars=bars, says=says)
