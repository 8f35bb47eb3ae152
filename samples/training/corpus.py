"""Makes crops for training and calibration: `python -m samples.training.corpus --help`."""

import argparse
import random
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ocr.crop_shards import Crop, write_shard
from ocr.line_image import line_image
from samples.training.alphabet import PRINTABLE
from samples.training.author import MIXTURE, Author
from samples.training.sheet import faxed_crops

if TYPE_CHECKING:
    from samples.training.specimens import Part

_SHARD = 1000
_ON_A_SHEET = 40
_NARROWEST, _WIDEST = 12, 900
_KNOWN = frozenset(PRINTABLE)


def crops_of_a_sheet(author: Author, rng: random.Random, kinds: Mapping[str, float] = MIXTURE) -> list[Crop]:
    """What one sheet gives: prepared crops with their texts."""
    pieces = [author.piece(rng, kinds) for _ in range(_ON_A_SHEET)]
    made = []
    for piece, grey in faxed_crops(pieces, rng):
        image = line_image(grey)
        if image is not None and _NARROWEST <= image.shape[1] <= _WIDEST and set(piece.text) <= _KNOWN:
            made.append(Crop(piece.text, np.ascontiguousarray(image), piece.kind, piece.writer))
    return made


def main() -> None:
    """Write the shards one after the other; what is there already stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the stroke data")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--part", choices=("training", "calibration"), default="training")
    parser.add_argument("--shards", type=int, default=10)
    parser.add_argument("--size", type=int, default=_SHARD)
    parser.add_argument("--kinds", choices=list(MIXTURE), nargs="+", help="only these, and all alike")
    parser.add_argument("--evenly", action="store_true", help="all kinds alike")
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    part: Part = options.part
    author = Author(options.data, part)
    kinds = dict.fromkeys(options.kinds or MIXTURE, 1.0) if options.kinds or options.evenly else MIXTURE
    options.out.mkdir(parents=True, exist_ok=True)
    for shard in range(options.shards):
        path = options.out / f"{options.seed:04d}-{shard:04d}.npz"
        if path.exists():
            continue
        rng = random.Random(f"{part} {options.seed} {shard}")
        crops: list[Crop] = []
        while len(crops) < options.size:
            crops += crops_of_a_sheet(author, rng, kinds)
        write_shard(path, crops[: options.size])


if __name__ == "__main__":
    main()
