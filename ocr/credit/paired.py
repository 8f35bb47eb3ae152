"""Whether one reader is worse than another on the same crops: a paired bootstrap over who wrote them."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

_DRAWS = 2000
_SEED = 20
_CONFIDENCE = 0.95


class Change(NamedTuple):
    """How much more is wrong than before, in points of what was read; `low` to `high` is its interval."""

    points: float
    low: float
    high: float

    @property
    def worse(self) -> bool:
        """Whether the reader got worse by more than chance."""
        return self.low > 0

    @property
    def word(self) -> str:
        """The change in one word: worse, better or alike."""
        return "worse" if self.worse else "better" if self.high < 0 else "alike"


def paired_change(groups: Mapping[str, tuple[int, int]]) -> Change:
    """The change and its 95 % interval when the groups are drawn anew; the same groups give the same answer.

    A group (a writer, a fax) holds how much more is wrong than before, and how much there was to read.
    """
    table = np.array([groups[name] for name in sorted(groups)], np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(table), (_DRAWS, len(table)))
    sums = table[drawn].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [(1 - _CONFIDENCE) / 2, (1 + _CONFIDENCE) / 2])
    more, read = table.sum(axis=0)
    return Change(100 * float(more / read), 100 * float(low), 100 * float(high))
