"""Names by the hundred thousand, of which those near to one are found; those of unlike letters go first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from registry.names import MOST, NEAR, compared


@dataclass(frozen=True)
class ManyNames:
    """Names as `compared` makes them, by NPI or number, in the order in which they became known.

    `letters` are the characters of each name by their remainder of 32, a bit for each remainder.
    """

    by_key: Mapping[str, str] = field(default_factory=dict, repr=False)
    letters: NDArray[np.uint32] = field(default_factory=lambda: _letters(()), repr=False)
    lengths: NDArray[np.intp] = field(default_factory=lambda: _lengths(()), repr=False)

    @cached_property
    def _in_order(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(self.by_key), tuple(self.by_key.values())

    def with_names(self, names: Mapping[str, str]) -> "ManyNames":
        """These names as well, and in the place of what their keys had."""
        both, new = {**self.by_key, **names}, tuple(names.values())
        if len(both) < len(self.by_key) + len(names):
            every = tuple(both.values())
            return ManyNames(both, _letters(every), _lengths(every))
        letters, lengths = (self.letters, _letters(new)), (self.lengths, _lengths(new))
        return ManyNames(both, np.concatenate(letters), np.concatenate(lengths))

    def near(self, wanted: str, least: float = NEAR, most: int = MOST) -> tuple[tuple[str, float], ...]:
        """The keys of the names nearest to the wanted one, best first, `most` at most, with their nearness.

        That is `least` or more of 100: so much of the characters of both have their like in the other. Of two
        equally near the one known first comes first.
        """
        name = compared(wanted)
        if not name:
            return ()
        unlike = np.bitwise_count(self.letters ^ _letters((name,)))
        keys, names = self._in_order
        possible = np.flatnonzero(unlike <= (100 - least) * (self.lengths + len(name)) / 100).tolist()
        left = [names[place] for place in possible]
        found = process.extract(name, left, scorer=fuzz.ratio, score_cutoff=least, limit=most)
        return tuple((keys[possible[place]], score) for _, score, place in found)

    def keys_near(self, wanted: str, changes: int, most: int) -> tuple[str, ...]:
        """The keys that become the wanted one by so many changed, lost or added characters, nearest first."""
        keys, _ = self._in_order
        found = process.extract(wanted, keys, scorer=Levenshtein.distance, score_cutoff=changes, limit=most)
        return tuple(key for key, _, _ in found)


def _letters(names: Sequence[str]) -> NDArray[np.uint32]:
    if not names:
        return np.zeros(0, np.uint32)
    characters = np.frombuffer("".join(f"{name} " for name in names).encode("utf-32-le"), "<u4")
    lengths = _lengths(names) + 1
    ends = np.cumsum(lengths)
    return np.bitwise_or.reduceat(np.left_shift(np.uint32(1), characters % 32), ends - lengths)


def _lengths(names: Sequence[str]) -> NDArray[np.intp]:
    return np.fromiter(map(len, names), np.intp, len(names))
