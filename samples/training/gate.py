"""Whether the tuned reader is nowhere worse than the untouched: `python -m samples.training.gate --help`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ocr.engines import ENGINES
from ocr.line_engine import LineEngine
from samples.training.scoring import Outcome, held_crops, outcome, scored
from samples.training.shards import Crop

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DRAWS = 2000
_SEED = 20
_CONFIDENCE = 0.95


class Verdict(NamedTuple):
    """One kind of text read by both readers.

    `change` is the difference of the character error in points, below 0 better, `low` and `high` its
    interval over writers.
    """

    kind: str
    crops: int
    before: str
    after: str
    change: float
    low: float
    high: float

    @property
    def worse(self) -> bool:
        """Whether the reader got worse by more than chance."""
        return self.low > 0


def verdicts(crops: Sequence[Crop], before: Sequence[Outcome], after: Sequence[Outcome]) -> Iterator[Verdict]:
    """The kinds one after the other, each with a paired bootstrap over its writers."""
    old, new = scored(crops, before), scored(crops, after)
    for kind in old:
        places = [place for place, crop in enumerate(crops) if crop.kind == kind]
        change, low, high = _paired(
            [crops[p] for p in places], [before[p] for p in places], [after[p] for p in places]
        )
        yield Verdict(kind, len(places), old[kind].told(), new[kind].told(), change, low, high)


def _paired(
    crops: Sequence[Crop], before: Sequence[Outcome], after: Sequence[Outcome]
) -> tuple[float, float, float]:
    """Change of the character error in points, and its interval when writers are drawn anew."""
    writers = sorted({crop.writer for crop in crops})
    table = np.zeros((len(writers), 2))
    for crop, old, new in zip(crops, before, after, strict=True):
        table[writers.index(crop.writer)] += (new.wrong - old.wrong, len(crop.text))
    drawn = np.random.default_rng(_SEED).integers(0, len(writers), (_DRAWS, len(writers)))
    sums: NDArray[np.float64] = table[drawn].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [(1 - _CONFIDENCE) / 2, (1 + _CONFIDENCE) / 2])
    wrong, characters = table.sum(axis=0)
    return 100 * float(wrong / characters), 100 * float(low), 100 * float(high)


def outcomes(name: str, crops: Sequence[Crop]) -> list[Outcome]:
    """How an engine reads prepared crops."""
    engine = ENGINES[name]()
    if not isinstance(engine, LineEngine):
        raise TypeError(f"{name} does not read prepared lines")
    return [outcome(crop, engine.posteriors_of_line(crop.pixels)) for crop in crops]


def main() -> int:
    """Print the table; 1 when some kind of text is read worse than before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", type=Path, nargs="+", required=True, help="folders of calibration crops")
    parser.add_argument("--before", default="paddle")
    parser.add_argument("--after", default="hand")
    options = parser.parse_args()
    crops = [crop for folder in options.held for crop in held_crops(folder)]
    found = list(verdicts(crops, outcomes(options.before, crops), outcomes(options.after, crops)))
    print(f"| kind | crops | {options.before} | {options.after} | change of CER, points | |")  # noqa: T201
    print("|---|---|---|---|---|---|")  # noqa: T201
    for one in found:
        interval = f"{one.change:+.2f} [{one.low:+.2f} to {one.high:+.2f}]"
        print(f"| {one.kind} | {one.crops} | {one.before} | {one.after} | {interval} | {_word(one)} |")  # noqa: T201
    return int(any(one.worse for one in found))


def _word(one: Verdict) -> str:
    if one.worse:
        return "worse"
    return "better" if one.high < 0 else "alike"


if __name__ == "__main__":
    sys.exit(main())
