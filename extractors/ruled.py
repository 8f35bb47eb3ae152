"""Ruled lines: where one really runs on a page, and which of its ink is line and not writing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]

_STRETCH = 48
_WIDER = 24
_THICKEST = 7
_LEAST_SUPPORT, _ALMOST = 8, 0.9
_FARTHEST = 3
_NEIGHBOURS = 5
_ROUGH = 1
_GRAZING = 3


@dataclass(frozen=True)
class _Runs:
    """For each pixel of ink the rows of ink above it and below it in its column, itself included; else 0."""

    above: Rows
    below: Rows

    @property
    def length(self) -> Rows:
        return np.asarray(np.maximum(self.above + self.below - 1, 0), np.intp)


def line_ink(window: Mask) -> Mask:
    """Which ink of a window is the ruled line that runs through it from left to right, near its middle row.

    The line may lean and wave a little and be of any thickness up to seven rows. Ink that goes on above or
    below the line by more than its roughness belongs to a stroke, and stays; where it goes on by more than
    a grazing stroke does, what lies within the line stays too. All False where no line is seen.
    """
    runs = _runs(window)
    edges = _edges(window, runs)
    if edges is None:
        return np.zeros_like(window)
    first, last = edges
    columns = np.arange(window.shape[1])
    over = np.where(first > 0, runs.above[np.maximum(first - 1, 0), columns], 0)
    under = np.where(last < len(window), runs.below[np.minimum(last, len(window) - 1), columns], 0)
    met = (over > _ROUGH) | (under > _ROUGH)
    through = np.maximum(over, under) > _GRAZING
    rows = np.arange(len(window))[:, None]
    edge_over, edge_under = (np.where(met, 0, np.minimum(side, _ROUGH)) for side in (over, under))
    line = (rows >= first - edge_over) & (rows < last + edge_under)
    return np.asarray(window & line & ~through)


def _runs(window: Mask) -> _Runs:
    above = np.zeros(window.shape, np.intp)
    below = np.zeros(window.shape, np.intp)
    for row in range(len(window)):
        above[row] = (above[row - 1] + 1 if row else 1) * window[row]
    for row in reversed(range(len(window))):
        below[row] = (below[row + 1] + 1 if row + 1 < len(window) else 1) * window[row]
    return _Runs(above, below)


def _edges(window: Mask, runs: _Runs) -> tuple[Rows, Rows] | None:
    """The line's first row and the row after its last, for each column."""
    short = window & (runs.length <= _THICKEST)
    width = window.shape[1]
    centres = np.arange(0, max(width - _STRETCH // 2, 1), _STRETCH) + min(_STRETCH, width) // 2
    found = [_edges_near(int(centre), short, runs) for centre in centres]
    known = np.array([place for place, one in enumerate(found) if one is not None], np.intp)
    if len(known) == 0:
        return None
    levels = np.array([one for one in found if one is not None], np.float64)
    levels = _straightened(levels)
    columns = np.arange(width)
    first, last = (
        np.interp(columns, centres[known], levels[:, side]).round().astype(np.intp) for side in (0, 1)
    )
    return first, last


def _edges_near(centre: int, short: Mask, runs: _Runs) -> tuple[float, float] | None:
    """The line's edges about one column, from the columns in which nothing meets it."""
    reach = _STRETCH // 2 + _WIDER
    here = slice(max(centre - reach, 0), centre + reach)
    votes = short[:, here].sum(axis=1)
    if votes.max(initial=0) < _LEAST_SUPPORT:
        return None
    row = min(np.flatnonzero(votes >= _ALMOST * votes.max()), key=lambda one: abs(one - len(short) / 2))
    columns = np.flatnonzero(short[row, here]) + here.start
    first = row - runs.above[row, columns] + 1
    last = row + runs.below[row, columns]
    return float(np.median(first)), float(np.median(last))


def _straightened(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Edges that stray from those of their neighbours are put to the neighbours' median."""
    half = _NEIGHBOURS // 2
    smooth = np.array(
        [np.median(levels[max(place - half, 0) : place + half + 1], axis=0) for place in range(len(levels))]
    )
    stray = np.abs(levels - smooth).max(axis=1) > _FARTHEST
    return np.where(stray[:, None], smooth, levels)
