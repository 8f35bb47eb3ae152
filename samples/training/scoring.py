"""How well held-out crops are read, kind of text by kind of text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from ocr.alphabet import narrowed
from ocr.crop_shards import Crop, read_shard, shard_paths
from ocr.ctc import beam_search, greedy
from ocr.grammar import PRINTABLE, Grammar
from samples.training.grammars import GRAMMARS


class Outcome(NamedTuple):
    """How one crop was read: characters wrong, exactly or not, and so under its grammar (None: none)."""

    wrong: int
    exact: bool
    under_grammar: bool | None


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


def outcome(crop: Crop, printable: NDArray[np.float64]) -> Outcome:
    """How a crop was read, from posteriors over blank and printable ASCII."""
    free = " ".join(greedy(printable, PRINTABLE).text.split())
    grammar = _lawful_grammar(crop)
    under = None if grammar is None else _alike(crop.kind, _constrained(printable, grammar), crop.text)
    return Outcome(Levenshtein.distance(crop.text, free), crop.text == free, under)


def _lawful_grammar(crop: Crop) -> Grammar | None:
    """The grammar of the crop's kind, where its text keeps to it."""
    grammar = GRAMMARS.get(crop.kind)
    return grammar if grammar is not None and grammar.allows(crop.text) else None


def _constrained(printable: NDArray[np.float64], grammar: Grammar) -> str:
    kept = narrowed(printable, grammar.alphabet, fold_case=False)
    found = beam_search(kept, grammar.alphabet, grammar.pattern)
    passed = [one.text for one in found if grammar.check is None or grammar.check(one.text)]
    return passed[0] if passed else ""


def _alike(kind: str, read: str, text: str) -> bool:
    """Whether a reading means the text; of a phone only the digits count."""
    if kind == "phone":
        read, text = ("".join(filter(str.isdigit, one)) for one in (read, text))
    return read == text


def scored(crops: Sequence[Crop], outcomes: Sequence[Outcome]) -> dict[str, Score]:
    """Outcomes counted by kind of text."""
    scores: dict[str, Score] = {}
    for kind in sorted({crop.kind for crop in crops}):
        mine = [(crop, one) for crop, one in zip(crops, outcomes, strict=True) if crop.kind == kind]
        scores[kind] = Score(
            count=len(mine),
            exact=sum(one.exact for _, one in mine),
            lawful=sum(one.under_grammar is not None for _, one in mine),
            under_grammar=sum(bool(one.under_grammar) for _, one in mine),
            wrong=sum(one.wrong for _, one in mine),
            characters=sum(len(crop.text) for crop, _ in mine),
        )
    return scores


def overall(scores: Mapping[str, Score]) -> float:
    """One figure, the less the better: the mean character error of the kinds."""
    return sum(score.wrong / score.characters for score in scores.values()) / len(scores)
