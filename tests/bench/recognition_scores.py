"""How well texts were read: exact readings and wrong characters, with intervals over writers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

_DRAWS = 2000
_SEED = 20
_CONFIDENCE = 0.95


class Read(NamedTuple):
    """One text: who wrote it, what stands there, what was read, and whether that counts as right."""

    writer: str
    truth: str
    text: str
    right: bool


@dataclass(frozen=True)
class Measure:
    """Readings summed up; shares are 0 to 1, intervals are of 95 %, drawn anew over writers.

    `cer` is wrong characters (added, lost, changed) by characters that stand there.
    """

    count: int
    writers: int
    exact: float
    exact_interval: tuple[float, float]
    cer: float
    cer_interval: tuple[float, float]


def character_errors(truth: str, text: str) -> int:
    """How many characters must be added, removed or changed; runs of spaces count as one."""
    return int(Levenshtein.distance(" ".join(truth.split()), " ".join(text.split())))


def measured(reads: Iterable[Read]) -> Measure:
    """The measure of some readings; ValueError when there are none."""
    found = list(reads)
    if not found:
        raise ValueError("nothing was read")
    writers = {name: row for row, name in enumerate(sorted({read.writer for read in found}))}
    table = np.zeros((len(writers), 4))
    for read in found:
        characters = len(" ".join(read.truth.split()))
        table[writers[read.writer]] += (
            read.right,
            1,
            character_errors(read.truth, read.text),
            characters,
        )
    right, count, wrong, characters_in_all = table.sum(axis=0).tolist()
    drawn = np.random.default_rng(_SEED).integers(0, len(writers), (_DRAWS, len(writers)))
    sums = table[drawn].sum(axis=1)
    return Measure(
        count=len(found),
        writers=len(writers),
        exact=right / count,
        exact_interval=_middle(sums[:, 0] / sums[:, 1]),
        cer=wrong / max(characters_in_all, 1),
        cer_interval=_middle(sums[:, 2] / np.maximum(sums[:, 3], 1)),
    )


def _middle(values: "np.typing.NDArray[np.float64]") -> tuple[float, float]:
    low, high = np.quantile(values, [(1 - _CONFIDENCE) / 2, (1 + _CONFIDENCE) / 2]).tolist()
    return low, high


def risk_by_coverage(outcomes: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Share used and share of those that are wrong, for each confidence from which readings may be used.

    `outcomes` are (confidence, right), in any order; equal confidences are used together.
    """
    order = sorted(outcomes, key=lambda one: -one[0])
    points, wrong = [], 0
    for place, (confidence, right) in enumerate(order, start=1):
        wrong += not right
        if place == len(order) or order[place][0] != confidence:
            points.append((place / len(order), wrong / place))
    return points


def ratio(ours: float, theirs: float) -> str:
    """Our share of errors by theirs, as text; a dash where they make none."""
    return f"{ours / theirs:.2f}" if theirs else "-"
