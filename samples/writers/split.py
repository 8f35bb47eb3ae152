"""Which writers of the stroke data belong to training, calibration and test: each to one of them."""

import itertools
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from pydantic import ValidationError

from documents import OurMistake, Record

Part = Literal["training", "calibration", "test"]
PARTS: tuple[Part, ...] = get_args(Part)
SPLIT_FILE = Path(__file__).parent / "split.toml"


class BadSplit(OurMistake):
    """The split of the writers is not what it must be."""


class PartOfWriters(Record):
    """One part: the names of its writers, and the first and last number of its scanned digits."""

    writers: tuple[str, ...]
    images: tuple[int, int]


class Split(Record):
    """Every writer in exactly one part."""

    parts: Mapping[Part, PartOfWriters]

    def writers(self, part: Part) -> tuple[str, ...]:
        """The writers of a part, in the order of the file."""
        return self.parts[part].writers

    def check_all(self, writers: set[str]) -> None:
        """BadSplit unless these are exactly the writers of the split."""
        split = {writer for part in PARTS for writer in self.writers(part)}
        if strange := sorted(writers - split):
            raise BadSplit(f"in no part: {', '.join(strange[:3])} and {len(strange)} in all")
        if gone := sorted(split - writers):
            raise BadSplit(f"without any stroke: {', '.join(gone[:3])} and {len(gone)} in all")


def read_split(path: Path = SPLIT_FILE) -> Split:
    """The committed split, or that of another file.

    BadSplit when the file is not a split, names a writer twice, or lets scanned digits overlap.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        split = Split.model_validate({"parts": table})
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as wrong:
        raise BadSplit(f"{path} is no split of writers: {wrong}") from wrong
    if set(split.parts) != set(PARTS):
        raise BadSplit(f"{path} must have the parts {', '.join(PARTS)}")
    named = Counter(writer for part in PARTS for writer in split.writers(part))
    if twice := [writer for writer, times in named.items() if times > 1]:
        raise BadSplit(f"{path} names {twice[0]} more than once")
    images = sorted(split.parts[part].images for part in PARTS)
    if any(before[1] >= after[0] for before, after in itertools.pairwise(images)):
        raise BadSplit(f"{path} has scanned digits in two parts")
    return split
