"""Probabilities over time as a recogniser would give them for a text, for tests of what reads them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr import Pixels
from ocr.ctc import Posteriors
from ocr.grammar import PRINTABLE
from ocr.line_engine import LineEngine


def seen_as(*characters: str | dict[str, float]) -> Posteriors:
    """Each character, or a mix of them with its shares, once, with blanks between."""
    rows = []
    for character in characters:
        shares = {character: 0.97} if isinstance(character, str) else character
        row = np.full(1 + len(PRINTABLE), 1e-4)
        row[0] = max(1 - sum(shares.values()), 1e-4)
        for one, share in shares.items():
            row[1 + PRINTABLE.index(one)] = share
        blank = np.full(1 + len(PRINTABLE), 1e-4)
        blank[0] = 0.99
        rows += [row, blank]
    return np.array(rows)


class ScriptedLineEngine(LineEngine):
    """Sees the same in every crop with ink."""

    def __init__(self, name: str, sees: Posteriors) -> None:
        self.name = name
        self._sees = sees

    def shaped(self, line: Pixels) -> NDArray[np.float32]:
        return np.asarray(line, np.float32)

    def run(self, stack: NDArray[np.float32]) -> Sequence[Posteriors]:
        return [self._sees] * len(stack)
