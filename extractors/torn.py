"""Where a call lost rows of a page or repeated them, so that what is written there may be another thing."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from documents import PageImage, Turn

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Rows = NDArray[np.float32]

_DARK = 128
_TEXT_EDGES, _CLEAR_EDGES = 8, 24
_LONG_RUN = 6
_SURELY_HIT = 2
_AROUND = 32
_LEAST_LOST = 2.5
_PRINTED = 20


class Tear(NamedTuple):
    """Rows `first` to `last` of the upright page, somewhere in which `lost` rows are missing.

    Where nothing is printed the place is not known better: a tear reaches from print to print.
    """

    first: int
    last: int
    lost: float


def repeated_rows(pixels: Pixels, page: PageImage, turn: Turn, standing: Mask | None = None) -> Mask:
    """For each row of the upright page, whether it is the copy that a receiver puts for a row it lost.

    `pixels` is the page as received at 204 dpi. A copy is told by text that is equal to the last dot; where
    only a few upright strokes cross a row it cannot be told, and counts only on pages with long runs of
    copies. `standing`, of the shape of `pixels`, is where printed lines stand upright: they are no text. All
    rows of a page turned sideways count when some do: its copies are columns.
    """
    at = _native_rows(pixels, page)
    native = pixels[at] < _DARK
    same = np.concatenate([[False], ~(native[1:] ^ native[:-1]).any(axis=1)])
    changes = native[:, 1:] ^ native[:, :-1]
    edges = (changes if standing is None else changes & ~standing[at, 1:]).sum(axis=1)
    copies = same & (edges >= _TEXT_EDGES)
    if page.bad_rows == 0 and int((same & (edges >= _CLEAR_EDGES)).sum()) < _SURELY_HIT:
        copies[:] = False
    elif max(page.worst_run, _longest(copies)) >= _LONG_RUN:
        copies |= _in_long_runs(same & (edges > 0))
    rows = np.clip(((np.arange(len(pixels)) + 0.5) * len(native) / len(pixels)).astype(np.intp), 0, None)
    spread = np.asarray(copies[rows], np.bool_)
    if turn in (90, 270):
        return np.full(pixels.shape[1], bool(copies.any()))
    return spread if turn == 0 else spread[::-1]


def tears_of(lower: Rows, ideal: Pixels) -> tuple[Tear, ...]:
    """The places where content jumps up for good, from the row offsets of `extractors.warp.row_offsets`.

    `ideal` is the blank form as it would lie on the page. Fewer than three rows are not told from the usual
    unevenness. Upright lines, as between the cells of a comb, look alike at every height and place no tear.
    """
    padded = np.pad(lower, _AROUND, mode="edge")
    median = np.median(np.lib.stride_tricks.sliding_window_view(padded, _AROUND), axis=1)
    drop = median[: len(lower)] - median[_AROUND : _AROUND + len(lower)]
    step = np.append(lower[:-1] - lower[1:], 0)
    inside = np.concatenate([[False], drop >= _LEAST_LOST, [False]])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    printed = np.flatnonzero(_ends_of_print(ideal < _DARK).sum(axis=1) >= _PRINTED)
    found = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        jumps = np.flatnonzero(step[start:end] > 0) + start
        if len(jumps):
            first, last = _from_print_to_print(printed, int(jumps[0]), int(jumps[-1]) + 1, len(lower) - 1)
            lost = float(max(drop[start:end].max(), lower[jumps[0]] - lower[jumps[-1] + 1]))
            found.append(Tear(int(first + lower[first]), int(last + lower[last]), lost))
    return tuple(found)


def _ends_of_print(dark: Mask) -> Mask:
    """Print with paper right above or below it."""
    around = np.pad(dark, ((1, 1), (0, 0)), mode="edge")
    return np.asarray(dark & ~(around[:-2] & around[2:]), np.bool_)


def _from_print_to_print(printed: NDArray[np.intp], first: int, last: int, end: int) -> tuple[int, int]:
    above, below = printed[printed <= first], printed[printed >= last]
    return (int(above[-1]) if len(above) else 0), (int(below[0]) if len(below) else end)


def _native_rows(pixels: Pixels, page: PageImage) -> NDArray[np.intp]:
    """Which rows of the resampled page show the rows as received."""
    count = page.height - page.header_rows
    centres = (np.arange(count) + 0.5) * len(pixels) / count - 0.5
    return np.clip(np.rint(centres), 0, len(pixels) - 1).astype(np.intp)


def _longest(mask: Mask) -> int:
    ends = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return int((ends[1::2] - ends[::2]).max()) if len(ends) else 0


def _in_long_runs(mask: Mask) -> Mask:
    """The mask where at least so many rows follow each other that a mark could be gone."""
    kept = np.zeros_like(mask)
    ends = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        kept[start:end] = end - start >= _LONG_RUN
    return kept
