"""Crops with their texts in numbered files of a folder: what training reads."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocr.line_image import HEIGHT


class Crop(NamedTuple):
    """One prepared crop (48 x width, uint8, 0 ink to 255 paper), what it says, its kind and who wrote it."""

    text: str
    pixels: NDArray[np.uint8]
    kind: str
    writer: str


def write_shard(path: Path, crops: Sequence[Crop]) -> None:
    """Write the crops into one file; a reader never sees a part of it."""
    told = json.dumps([[crop.text, crop.kind, crop.writer] for crop in crops])
    unfinished = path.with_suffix(".part.npz")
    np.savez_compressed(
        unfinished,
        widths=np.array([crop.pixels.shape[1] for crop in crops], np.int32),
        pixels=np.concatenate([crop.pixels.ravel() for crop in crops]),
        told=np.array(told),
    )
    unfinished.replace(path)


def read_shard(path: Path) -> list[Crop]:
    """The crops of one file."""
    with np.load(path) as stored:
        widths, pixels, told = stored["widths"], stored["pixels"], json.loads(str(stored["told"]))
    crops: list[Crop] = []
    start = 0
    for width, (text, kind, writer) in zip(widths.tolist(), told, strict=True):
        size = HEIGHT * width
        crops.append(Crop(text, pixels[start : start + size].reshape(HEIGHT, width), kind, writer))
        start += size
    return crops


def shard_paths(folder: Path) -> list[Path]:
    """The finished files of a folder, in order."""
    return sorted(path for path in folder.glob("*.npz") if not path.name.endswith(".part.npz"))
