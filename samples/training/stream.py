"""Batches of crops of like width, drawn without end from a folder that may still be growing."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.crop_shards import Crop, read_shard, shard_paths
from samples.training.alphabet import least_steps

_WIDEST = 800
_FILES = 4
_COLUMNS = 14_000
_WIDTH_NOISE = 24


class Stream:
    """Batches from the files of folders, each file once before any comes again; resumes from its `state`."""

    def __init__(self, folders: list[Path], size: int, column: int, seed: int) -> None:
        self._folders, self._size, self._column = folders, size, column
        self._random = random.Random(seed)
        self._seen: set[str] = set()

    def state(self) -> dict[str, Any]:
        """What `restore` needs to go on; the batches of the files under way are lost."""
        return {"random": self._random.getstate(), "seen": sorted(self._seen)}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state."""
        self._random.setstate(state["random"])
        self._seen = set(state["seen"])

    def __iter__(self) -> Iterator[list[Crop]]:
        """Batches for as long as they are taken."""
        while True:
            yield from self._round()

    def _round(self) -> list[list[Crop]]:
        pool = [crop for path in self._next_files() for crop in read_shard(path) if self._fits(crop)]
        pool.sort(key=lambda crop: crop.pixels.shape[1] + self._random.random() * _WIDTH_NOISE)
        batches = list(self._batches(pool))
        self._random.shuffle(batches)
        return batches

    def _batches(self, pool: list[Crop]) -> Iterator[list[Crop]]:
        """Runs of the pool: `size` crops, fewer where they are wide, so that a batch fits into memory."""
        batch: list[Crop] = []
        for crop in pool:
            if batch and (len(batch) == self._size or (len(batch) + 1) * crop.pixels.shape[1] > _COLUMNS):
                yield batch
                batch = []
            batch.append(crop)
        yield batch

    def _next_files(self) -> list[Path]:
        every = [path for folder in self._folders for path in shard_paths(folder)]
        fresh = [path for path in every if str(path) not in self._seen]
        if len(fresh) < min(_FILES, len(every)):
            self._seen.clear()
            fresh = every
        chosen = self._random.sample(fresh, min(_FILES, len(fresh)))
        self._seen.update(str(path) for path in chosen)
        return chosen

    def _fits(self, crop: Crop) -> bool:
        width = crop.pixels.shape[1]
        return bool(width <= _WIDEST and width // self._column > least_steps(crop.text))


def varied(pixels: NDArray[np.uint8], chance: random.Random) -> NDArray[np.uint8]:
    """A crop a little wider or narrower, higher or lower, so that a second look at it is not the same."""
    height, width = pixels.shape
    stretch, rise, tall = chance.uniform(0.9, 1.12), chance.uniform(-2.5, 2.5), chance.uniform(0.93, 1.04)
    shear = chance.gauss(0, 0.06)
    matrix = np.array([[stretch, shear, -shear * height / 2], [0, tall, rise + height * (1 - tall) / 2]])
    size = (max(8, round(width * stretch)), height)
    moved = cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_LINEAR, borderValue=255)
    return np.asarray(moved, np.uint8)
