"""Whether the tuned reader is nowhere worse than the untouched: `python -m samples.training.gate --help`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ocr.credit import Change, paired_change
from ocr.crop_shards import Crop
from ocr.engines import ENGINES
from ocr.line_engine import LineEngine
from samples.training.scoring import Outcome, held_crops, outcome, scored


class Verdict(NamedTuple):
    """One kind of text read by both readers; `change` is that of the character error over writers."""

    kind: str
    crops: int
    before: str
    after: str
    change: Change


def verdicts(crops: Sequence[Crop], before: Sequence[Outcome], after: Sequence[Outcome]) -> Iterator[Verdict]:
    """The kinds one after the other, each with a paired bootstrap over its writers."""
    old, new = scored(crops, before), scored(crops, after)
    for kind in old:
        places = [place for place, crop in enumerate(crops) if crop.kind == kind]
        mine = _by_writer([crops[p] for p in places], [before[p] for p in places], [after[p] for p in places])
        yield Verdict(kind, len(places), old[kind].told(), new[kind].told(), paired_change(mine))


def _by_writer(
    crops: Sequence[Crop], before: Sequence[Outcome], after: Sequence[Outcome]
) -> dict[str, tuple[int, int]]:
    """How many more characters of each writer are read wrong, and how many there are."""
    found: dict[str, tuple[int, int]] = {}
    for crop, old, new in zip(crops, before, after, strict=True):
        more, read = found.get(crop.writer, (0, 0))
        found[crop.writer] = (more + new.wrong - old.wrong, read + len(crop.text))
    return found


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
        change = one.change
        interval = f"{change.points:+.2f} [{change.low:+.2f} to {change.high:+.2f}]"
        print(f"| {one.kind} | {one.crops} | {one.before} | {one.after} | {interval} | {change.word} |")  # noqa: T201
    return int(any(one.change.worse for one in found))


if __name__ == "__main__":
    sys.exit(main())
