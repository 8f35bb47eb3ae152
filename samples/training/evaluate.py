"""How well a network reads held-out crops, kind by kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from torch import nn

from ocr.alphabet import narrowed
from ocr.ctc import beam_search, greedy
from ocr.grammar import PRINTABLE, Grammar
from samples.training.grammars import GRAMMARS
from samples.training.recipes import Recipe
from samples.training.shards import Crop, read_shard, shard_paths

_BATCH = 32


@dataclass(frozen=True)
class Score:
    """Crops of a kind: how many, how many read exactly, characters wrong; `lawful` texts fit the grammar."""

    count: int
    exact: int
    lawful: int
    under_grammar: int
    wrong: int
    characters: int

    def told(self) -> str:
        """Exact %, exact % under the grammar, character error %."""
        under = f"/{100 * self.under_grammar / self.lawful:.1f}" if self.lawful else ""
        return f"{100 * self.exact / self.count:.1f}{under} cer {100 * self.wrong / self.characters:.2f}"


def held_crops(folder: Path) -> list[Crop]:
    """Every crop of a folder."""
    return [crop for path in shard_paths(folder) for crop in read_shard(path)]


def posteriors(network: nn.Module, recipe: Recipe, crops: Sequence[Crop]) -> list[NDArray[np.float64]]:
    """Time x 96 probabilities of each crop."""
    found: list[NDArray[np.float64]] = [np.zeros((0, 0))] * len(crops)
    order = sorted(range(len(crops)), key=lambda place: crops[place].pixels.shape[1])
    network.eval()
    with torch.no_grad():
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            stack = recipe.pack([crops[place].pixels for place in places])
            for place, one in zip(places, network(stack).float().softmax(2).numpy(), strict=True):
                found[place] = one.astype(np.float64)
    return found


def evaluate(network: nn.Module, recipe: Recipe, folder: Path) -> dict[str, Score]:
    """The scores of the network by kind of text."""
    crops = held_crops(folder)
    found = posteriors(network, recipe, crops)
    return scored(crops, [reading(one, lawful_grammar(crop)) for crop, one in zip(crops, found, strict=True)])


def lawful_grammar(crop: Crop) -> Grammar | None:
    """The grammar of the crop's kind, where its text keeps to it."""
    grammar = GRAMMARS.get(crop.kind)
    return grammar if grammar is not None and grammar.allows(crop.text) else None


def reading(printable: NDArray[np.float64], grammar: Grammar | None) -> tuple[str, str | None]:
    """What is read freely and what under the grammar of the kind."""
    free = " ".join(greedy(printable, PRINTABLE).text.split())
    if grammar is None:
        return free, None
    ranked = beam_search(narrowed(printable, grammar.alphabet, fold_case=False), grammar.alphabet, grammar.pattern)
    passed = [one.text for one in ranked if grammar.check is None or grammar.check(one.text)]
    return free, passed[0] if passed else ""


def scored(crops: Sequence[Crop], read: Sequence[tuple[str, str | None]]) -> dict[str, Score]:
    """Readings counted by kind of text."""
    scores: dict[str, Score] = {}
    for kind in sorted({crop.kind for crop in crops}):
        mine = [(crop.text, *pair) for crop, pair in zip(crops, read, strict=True) if crop.kind == kind]
        scores[kind] = Score(
            count=len(mine),
            exact=sum(text == free for text, free, _ in mine),
            lawful=sum(under is not None for _, _, under in mine),
            under_grammar=sum(text == under for text, _, under in mine),
            wrong=sum(Levenshtein.distance(text, free) for text, free, _ in mine),
            characters=sum(len(text) for text, _, _ in mine),
        )
    return scores


def overall(scores: Mapping[str, Score]) -> float:
    """One figure, the less the better: the mean character error of the kinds."""
    return sum(score.wrong / score.characters for score in scores.values()) / len(scores)
