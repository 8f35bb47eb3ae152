"""Reads held-out crops with a network that is being trained."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ocr.crop_shards import Crop
from samples.training.precision import quick
from samples.training.recipes import Recipe
from samples.training.scoring import Score, held_crops, outcome, scored

_BATCH = 32


def posteriors(network: nn.Module, recipe: Recipe, crops: Sequence[Crop]) -> list[NDArray[np.float64]]:
    """Time x 96 probabilities of each crop."""
    found: list[NDArray[np.float64]] = [np.zeros((0, 0))] * len(crops)
    order = sorted(range(len(crops)), key=lambda place: crops[place].pixels.shape[1])
    network.eval()
    for start in range(0, len(order), _BATCH):
        places = order[start : start + _BATCH]
        stack = recipe.pack([crops[place].pixels for place in places])
        with torch.no_grad(), quick():
            batch = network(stack).float().softmax(2).numpy()
        for place, one in zip(places, batch, strict=True):
            found[place] = one.astype(np.float64)
    return found


def evaluate(network: nn.Module, recipe: Recipe, folder: Path) -> dict[str, Score]:
    """The scores of the network by kind of text."""
    crops = held_crops(folder)
    found = posteriors(network, recipe, crops)
    return scored(crops, [outcome(crop, one) for crop, one in zip(crops, found, strict=True)])
