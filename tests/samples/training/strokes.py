"""Made-up stroke data in the files of the real one, for some writers of each part of the split."""

import tomllib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent.parent.parent
SPLIT = tomllib.loads((ROOT / "samples" / "writers" / "split.toml").read_text(encoding="utf-8"))
WRITERS = {part: SPLIT[part]["writers"][:2] for part in ("training", "calibration", "test")}
CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def write_strokes(folder: Path) -> None:
    """Characters, words and lines of two writers of each part, and images of digits."""
    everyone = [writer for writers in WRITERS.values() for writer in writers]
    characters = [(who, one, "1a") for who in range(len(everyone)) for one in CHARACTERS]
    words = [(who, f"word{at}", "7" if at % 2 else "6") for who in range(len(everyone)) for at in range(24)]
    lines = [(who, "a line of text", "8") for who in range(len(everyone))]
    for name, items in (("chars-dev", characters), ("words-dev", words), ("text-dev", lines)):
        _write(folder / f"{name}.npz", items, everyone)
    images = np.zeros((SPLIT["test"]["images"][1] + 1, 28, 28), np.uint8)
    images[:, 5:23, 10:18] = 255
    np.savez(folder / "mnist-dev.npz", images=images, labels=np.arange(len(images)) % 10)


def _write(path: Path, items: list[tuple[int, str, str]], everyone: list[str]) -> None:
    points, stroke_ends, item_ends = [], [0], [0]
    for at, (_, text, _) in enumerate(items):
        for letter in range(len(text)):
            left = 700 * letter
            points += [(left, 0), (left + 300, 1000 - at % 90), (left + 500, 40)]
            stroke_ends.append(len(points))
        item_ends.append(len(stroke_ends) - 1)
    np.savez(
        path,
        points=np.array(points, np.int16),
        stroke_off=np.array(stroke_ends),
        item_off=np.array(item_ends),
        label=np.array([text for _, text, _ in items]).astype(bytes),
        category=np.array([category for _, _, category in items]).astype(bytes),
        writer=np.array([who for who, _, _ in items]),
        writers=np.array(everyone).astype(bytes),
    )
