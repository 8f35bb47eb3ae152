"""Reads the stroke files: every recorded character, word and line as pen-down lines."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from documents import UnusableFile
from samples.ink.paper_sheet import Line

STROKE_FILES = ("chars-dev.npz", "words-dev.npz", "text-dev.npz")
UNITS = 1000
"""So many units of the files are the usual height of the writer's capitals."""

_ARRAYS = ("points", "stroke_off", "item_off", "label", "kind", "writer", "writers")


@dataclass(frozen=True, eq=False)
class Piece:
    """Something written without a break in its recording: one character, one word or one line of text.

    `lines` are its pen-down lines in capital heights of the writer, x to the right, y down, from its own top
    left corner. Where it stood above or below the line of writing is not recorded.
    """

    label: str
    lines: tuple[Line, ...]

    @cached_property
    def width(self) -> float:
        """From the leftmost to the rightmost point, in capital heights."""
        return float(max(line[:, 0].max() for line in self.lines))

    @cached_property
    def height(self) -> float:
        """From the highest to the lowest point, in capital heights."""
        return float(max(line[:, 1].max() for line in self.lines))


@dataclass(frozen=True)
class Recorded:
    """A piece, what it is (`digit`, `upper`, `lower`, `symbol`, `word`, `text`) and whose it is."""

    kind: str
    writer: str
    piece: Piece


class StrokeFile:
    """One stroke file; UnusableFile when it is missing or is not one."""

    def __init__(self, path: Path) -> None:
        self._array = _arrays(path)
        _check_ends(path, self._array)
        self._kinds = self._array["kind"].astype(str)
        self._labels = self._array["label"].astype(str)

    @property
    def writers(self) -> tuple[str, ...]:
        """The names of all writers in the file."""
        return tuple(self._array["writers"].astype(str).tolist())

    def recorded(self, wanted: frozenset[str]) -> Iterator[Recorded]:
        """Everything those writers left, in the order of the file."""
        names = self.writers
        numbers = [number for number, name in enumerate(names) if name in wanted]
        for item in np.flatnonzero(np.isin(self._array["writer"], numbers)):
            piece = Piece(str(self._labels[item]), self._lines(int(item)))
            if piece.label and piece.lines:
                yield Recorded(str(self._kinds[item]), names[self._array["writer"][item]], piece)

    def _lines(self, item: int) -> tuple[Line, ...]:
        points, ends, items = (self._array[name] for name in ("points", "stroke_off", "item_off"))
        strokes = range(int(items[item]), int(items[item + 1]))
        lines = (points[ends[stroke] : ends[stroke + 1]].astype(np.float64) / UNITS for stroke in strokes)
        return tuple(line for line in lines if len(line))


def _arrays(path: Path) -> dict[str, NDArray[np.generic]]:
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in _ARRAYS}
    except FileNotFoundError as missing:
        raise UnusableFile(f"{path} is missing: the folder of pen strokes holds {_named()}") from missing
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as wrong:
        raise UnusableFile(f"{path} is no file of pen strokes: {wrong}") from wrong


def _check_ends(path: Path, array: dict[str, NDArray[np.generic]]) -> None:
    """Offsets must lead from one array to the next and never back."""
    points, strokes, items = (array[name] for name in ("points", "stroke_off", "item_off"))
    count = len(items) - 1
    whole = points.ndim == 2 and points.shape[1] == 2 and count >= 0
    for ends, last in ((strokes, len(points)), (items, len(strokes) - 1)):
        numbers = np.asarray(ends, np.int64)
        whole = whole and numbers.size > 0 and numbers[0] == 0 and numbers[-1] == last
        whole = whole and bool((np.diff(numbers) >= 0).all())
    whole = whole and all(len(array[name]) == count for name in ("label", "kind", "writer"))
    numbers = np.asarray(array["writer"], np.int64)
    whole = whole and (count == 0 or 0 <= numbers.min() <= numbers.max() < len(array["writers"]))
    if not whole:
        raise UnusableFile(f"{path} is no file of pen strokes: its arrays do not fit each other")


def _named() -> str:
    return ", ".join(STROKE_FILES)
