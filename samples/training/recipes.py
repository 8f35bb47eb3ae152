"""What differs between the two trained readers: network, input, sizes of steps, seeds."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from samples.training.compact import HEIGHT, CompactReader
from samples.training.network import pretrained

Tiles = list[NDArray[np.uint8]]

_TUNED_STEP = 32
_COMPACT_STEP = 16


@dataclass(frozen=True)
class Recipe:
    """How one reader is trained.

    `pack` makes a batch of crops (48 high, uint8, 0 ink) into the network's input. `column` is how many
    columns of a stored crop one time step covers. `learns_statistics` says that batch normalisation
    follows the data.
    """

    name: str
    seed: int
    build: Callable[[], nn.Module]
    pack: Callable[[Tiles], torch.Tensor]
    column: int
    batch: int
    rate: float
    warm_up: int
    decay: float
    learns_statistics: bool
    shifts: bool


def pack_tuned(crops: Tiles) -> torch.Tensor:
    """Batch x 3 x 48 x width, -1 ink to 1 paper, padded with paper, as `ocr.paddle` feeds it."""
    widest = max(crop.shape[1] for crop in crops)
    width = max(64, -(-widest // _TUNED_STEP) * _TUNED_STEP)
    stack = np.ones((len(crops), 1, crops[0].shape[0], width), np.float32)
    for place, crop in enumerate(crops):
        stack[place, 0, :, : crop.shape[1]] = crop.astype(np.float32) / 127.5 - 1
    three = torch.from_numpy(stack).expand(-1, 3, -1, -1)
    return three.contiguous(memory_format=torch.channels_last)


def pack_compact(crops: Tiles) -> torch.Tensor:
    """Batch x 1 x 40 x width, 0 paper to 1 ink, made smaller from 48 rows, padded with paper."""
    small = [shrunk(crop) for crop in crops]
    widest = max(crop.shape[1] for crop in small)
    width = -(-(widest + 8) // _COMPACT_STEP) * _COMPACT_STEP
    stack = np.zeros((len(crops), 1, HEIGHT, width), np.float32)
    for place, crop in enumerate(small):
        stack[place, 0, :, : crop.shape[1]] = 1 - crop.astype(np.float32) / 255
    return torch.from_numpy(stack).contiguous(memory_format=torch.channels_last)


def shrunk(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A stored crop at the height of the compact reader."""
    width = max(8, round(crop.shape[1] * HEIGHT / crop.shape[0]))
    return np.asarray(cv2.resize(crop, (width, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def _compact() -> nn.Module:
    return CompactReader().to(memory_format=torch.channels_last)


RECIPES = {
    "hand": Recipe(
        name="hand",
        seed=11,
        build=pretrained,
        pack=pack_tuned,
        column=8,
        batch=32,
        rate=1.5e-4,
        warm_up=200,
        decay=1e-4,
        learns_statistics=False,
        shifts=False,
    ),
    "compact": Recipe(
        name="compact",
        seed=7042,
        build=_compact,
        pack=pack_compact,
        column=5,
        batch=32,
        rate=1.2e-3,
        warm_up=400,
        decay=1e-4,
        learns_statistics=True,
        shifts=True,
    ),
}
