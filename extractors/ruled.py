"""Ruled lines: where one really runs on a page, and which of its ink is line and not writing."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]
Levels = NDArray[np.float64]

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
    return _Runs(_rows_since_paper(window), _rows_since_paper(window[::-1])[::-1])


def _rows_since_paper(window: Mask) -> Rows:
    """For each pixel the rows down to it since the last paper above it, 0 on paper."""
    rows = np.arange(1, len(window) + 1)[:, None]
    return np.asarray(rows - np.maximum.accumulate(np.where(window, 0, rows), axis=0), np.intp)


def _edges(window: Mask, runs: _Runs) -> tuple[Rows, Rows] | None:
    """The line's first row and the row after its last, for each column."""
    width = window.shape[1]
    centres = np.arange(0, max(width - _STRETCH // 2, 1), _STRETCH) + min(_STRETCH, width) // 2
    known, levels = _edges_near(centres, window & (runs.length <= _THICKEST), runs)
    if not known.any():
        return None
    straight = _straightened(levels)
    columns = np.arange(width)
    first, last = (
        np.interp(columns, centres[known], straight[:, side]).round().astype(np.intp) for side in (0, 1)
    )
    return first, last


def _edges_near(centres: Rows, short: Mask, runs: _Runs) -> tuple[Mask, Levels]:
    """The line's edges about columns, from the columns in which nothing meets it, and where they are known.

    The edges of the known ones alone: first row and row after the last, (known, 2).
    """
    height, width = short.shape
    reach = _STRETCH // 2 + _WIDER
    so_far = np.pad(short.cumsum(axis=1), ((0, 0), (1, 0)))
    votes = so_far[:, np.minimum(centres + reach, width)] - so_far[:, np.maximum(centres - reach, 0)]
    most = votes.max(axis=0, initial=0)
    known = most >= _LEAST_SUPPORT
    off_middle = np.abs(np.arange(height) - height / 2)[:, None]
    row = np.where(votes >= _ALMOST * most, off_middle, np.inf).argmin(axis=0)[known, None]
    near = centres[known, None] + np.arange(-reach, reach)
    columns = np.clip(near, 0, width - 1)
    counted = (near == columns) & short[row, columns]
    first = _medians(row - runs.above[row, columns] + 1, counted)
    last = _medians(row + runs.below[row, columns], counted)
    return known, np.stack([first, last], axis=1)


def _straightened(levels: Levels) -> Levels:
    """Edges that stray from those of their neighbours are put to the neighbours' median."""
    half = _NEIGHBOURS // 2
    near = np.arange(len(levels))[:, None] + np.arange(-half, half + 1)
    inside = np.clip(near, 0, len(levels) - 1)
    smooth = np.stack([_medians(levels[inside, side], near == inside) for side in (0, 1)], axis=1)
    stray = np.abs(levels - smooth).max(axis=1) > _FARTHEST
    return np.where(stray[:, None], smooth, levels)


def _medians(values: NDArray[Any], counted: Mask) -> Levels:
    """The median of what is counted in each row of `values`; each row has some."""
    ordered = np.sort(np.where(counted, values, np.inf), axis=1)
    count, at = counted.sum(axis=1), np.arange(len(values))
    return np.asarray((ordered[at, (count - 1) // 2] + ordered[at, count // 2]) / 2, np.float64)
