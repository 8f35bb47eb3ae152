"""The pen strokes of one part of the split by writer: characters, words and lines as they were written."""

import tomllib
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from samples.training.alphabet import PRINTABLE

_SPLIT = Path(__file__).parent.parent / "writers" / "split.toml"
_FILES = ("chars-dev.npz", "words-dev.npz", "text-dev.npz")
_IMAGES = "mnist-dev.npz"
_KNOWN = frozenset(PRINTABLE)

_BANDS = 40

Part = Literal["training", "calibration"]
"""The parts training may look at; the third is for the benchmark alone."""

Stroke = NDArray[np.int16]
"""Points of one pen-down line, n x 2, x to the right, y down, 1000 units to the writer's capital height."""


@dataclass(frozen=True, eq=False)
class Specimen:
    """Something written in one go, and what it says; it starts at its own top left corner."""

    text: str
    strokes: tuple[Stroke, ...]


@dataclass(eq=False)
class Hand:
    """What one writer left: characters by what they are, words, words of the full character set, lines."""

    writer: str
    characters: dict[str, list[Specimen]] = field(default_factory=dict)
    words: list[Specimen] = field(default_factory=list)
    mixed_words: list[Specimen] = field(default_factory=list)
    lines: list[Specimen] = field(default_factory=list)

    def has(self, characters: str) -> bool:
        """Whether the writer left every one of the characters."""
        return all(character in self.characters for character in characters)


def load_hands(folder: Path, part: Part) -> list[Hand]:
    """The writers of a part with everything they left, from the folder of the stroke data."""
    wanted = {str(writer) for writer in _split()[part]["writers"]}
    hands: dict[str, Hand] = {}
    for name in _FILES:
        with np.load(folder / name) as stored:
            _gather({key: stored[key] for key in stored.files}, wanted, hands)
    return [hands[writer] for writer in sorted(hands)]


def load_digits(folder: Path, part: Part) -> dict[str, list[NDArray[np.uint8]]]:
    """The scanned digits of a part by what they are: coverage, 28 x 28, 255 ink; they name no writer."""
    first, last = map(int, _split()[part]["images"])
    with np.load(folder / _IMAGES) as stored:
        images, labels = stored["images"][first : last + 1], stored["labels"][first : last + 1]
    found: dict[str, list[NDArray[np.uint8]]] = {digit: [] for digit in "0123456789"}
    for image, label in zip(images, labels.tolist(), strict=True):
        found[str(label)].append(image)
    return found


def _split() -> dict[str, dict[str, list[str | int]]]:
    return tomllib.loads(_SPLIT.read_text(encoding="utf-8"))


def _gather(stored: dict[str, NDArray[np.generic]], wanted: set[str], hands: dict[str, Hand]) -> None:
    points, strokes, items = stored["points"], stored["stroke_off"].tolist(), stored["item_off"].tolist()
    names = stored["writers"].astype(str)
    labels, categories = stored["label"].astype(str).tolist(), stored["category"].astype(str).tolist()
    for item, writer in enumerate(stored["writer"].tolist()):
        name, text = str(names[writer]), labels[item]
        if name not in wanted or not text.strip() or not set(text) <= _KNOWN:
            continue
        lines = tuple(
            np.asarray(points[strokes[at] : strokes[at + 1]], np.int16)
            for at in range(items[item], items[item + 1])
        )
        _keep(hands.setdefault(name, Hand(name)), Specimen(closed_up(text), lines), categories[item])


def _keep(hand: Hand, specimen: Specimen, category: str) -> None:
    if len(specimen.text) == 1:
        hand.characters.setdefault(specimen.text, []).append(specimen)
    elif category == "8":
        if not _is_two_lines(specimen):
            hand.lines.append(specimen)
    elif category == "7":
        hand.mixed_words.append(specimen)
    else:
        hand.words.append(specimen)


def closed_up(text: str) -> str:
    """The text without the spaces that some labels have between all characters, as in `1 0 4 5`."""
    parts = text.split(" ")
    return "".join(parts) if len(parts) > 2 and all(len(part) == 1 for part in parts) else text


def _is_two_lines(specimen: Specimen) -> bool:
    """Whether some row in the middle of the specimen is empty all along."""
    rows = np.concatenate(specimen.strokes)[:, 1]
    height = max(int(rows.max()), 1)
    crossed = np.zeros(_BANDS, np.bool_)
    for stroke in specimen.strokes:
        bands = np.clip(stroke[:, 1].astype(np.int64) * _BANDS // height, 0, _BANDS - 1).tolist()
        for start, end in pairwise([bands[0], *bands]):
            crossed[min(start, end) : max(start, end) + 1] = True
    return not crossed[_BANDS // 4 : _BANDS * 3 // 4].all()
