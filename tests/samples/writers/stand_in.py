"""A small folder of pen strokes in the format of the real one, of people and letters that do not exist."""

import random
import string
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from samples.writers.load import Company, load_company
from samples.writers.split import PARTS, Part, Split, read_split

Item = tuple[str, str, str, list[np.ndarray[tuple[int, ...], np.dtype[np.int16]]]]
"""Writer, kind, label, strokes."""

SIGNS = "-/.,()"
WORDS = ("Reading", "window", "Garden", "simple", "morning", "Paper", "letter", "winter", "Summer", "the")
FULL_WRITERS = 2
"""So many writers of each part left everything; the others one letter."""


def full_writers(part: Part, split: Split | None = None) -> tuple[str, ...]:
    """Those of the stand-in who left every letter, digit and word."""
    return (split or read_split()).writers(part)[:FULL_WRITERS]


def make_folder(folder: Path) -> Path:
    """Write the three files for every writer of the committed split."""
    items = [item for part in PARTS for item in _of_part(part)]
    kinds = {"chars": ("digit", "upper", "lower", "symbol"), "words": ("word",), "text": ("text",)}
    folder.mkdir(exist_ok=True)
    for name, wanted in kinds.items():
        write_file(folder / f"{name}-dev.npz", [item for item in items if item[1] in wanted])
    return folder


def company(folder: Path, part: Part = "test") -> Company:
    """The stand-in's writers of a part."""
    return load_company(folder, part)


def write_file(path: Path, items: Sequence[Item], **changed: np.ndarray) -> None:
    """One stroke file with these items; `changed` arrays replace its own."""
    writers = sorted({item[0] for item in items})
    strokes = [stroke for item in items for stroke in item[3]]
    arrays: Mapping[str, np.ndarray] = {
        "points": np.concatenate(strokes) if strokes else np.zeros((0, 2), np.int16),
        "stroke_off": np.cumsum([0, *map(len, strokes)]).astype(np.int32),
        "item_off": np.cumsum([0, *(len(item[3]) for item in items)]).astype(np.int32),
        "label": np.array([item[2] for item in items], "S64"),
        "kind": np.array([item[1] for item in items], "S6"),
        "writer": np.array([writers.index(item[0]) for item in items], np.int16),
        "writers": np.array(writers, "S12"),
    }
    np.savez_compressed(path, allow_pickle=False, **{**arrays, **changed})


def piece_of(writer: str, kind: str, label: str, sample: int = 0) -> Item:
    """One item: a polyline of its own for each writer, label and sample."""
    rng = random.Random(f"{writer}:{label}:{sample}")
    width, height = _size(kind, label)
    shape = random.Random(label)
    corners = [(shape.uniform(0, width), shape.uniform(0, height)) for _ in range(5)]
    points = [(0.0, 0.0), *corners, (width, height)]
    moved = [(x + rng.uniform(0, 40), y + rng.uniform(0, 40)) for x, y in points]
    line = np.rint(np.array(moved)).astype(np.int16)
    return writer, kind, label, [line - line.min(axis=0)]


def _of_part(part: Part) -> Iterator[Item]:
    full = full_writers(part)
    for writer in read_split().writers(part):
        yield piece_of(writer, "lower", "a")
        if writer in full:
            yield from _everything(writer)


def _everything(writer: str) -> Iterator[Item]:
    sets = {
        "digit": string.digits,
        "upper": string.ascii_uppercase,
        "lower": string.ascii_lowercase,
        "symbol": SIGNS,
    }
    for kind, letters in sets.items():
        for letter in letters:
            for sample in range(2):
                yield piece_of(writer, kind, letter, sample)
    for word in WORDS:
        for sample in range(2):
            yield piece_of(writer, "word", word, sample)
    yield piece_of(writer, "text", "the simple garden")


def _size(kind: str, label: str) -> tuple[float, float]:
    if kind in ("word", "text"):
        return 550.0 * len(label), 1200.0
    if kind == "symbol":
        return 300.0, 100.0 if label in "-.," else 1100.0
    low = kind == "lower" and label in "aceimnorsuvwxz"
    return 600.0, 600.0 if low else 1000.0
