"""How likely a word is, letter by letter, by the words that a list holds."""

import math
from collections import Counter
from collections.abc import Iterable

_ORDER = 5
_BEFORE, _END = "^", "$"
_CHARACTERS = 40


class Spelling:
    """A model of the characters within words: each by up to four before it, shorter contexts mixed in.

    The mixture is that of Witten and Bell: a longer context counts the more the oftener it was met and the
    fewer characters follow it.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """From words of a list, each counting once."""
        self._met: Counter[str] = Counter()
        for word in words:
            framed = _framed(word)
            for length in range(1, _ORDER + 1):
                self._met.update(framed[end - length : end] for end in range(_ORDER, len(framed) + 1))
        self._followed: Counter[str] = Counter()
        self._followers: Counter[str] = Counter(gram[:-1] for gram in self._met)
        for gram, times in self._met.items():
            self._followed[gram[:-1]] += times

    def log_probability(self, word: str) -> float:
        """The natural logarithm of the probability of the word, spelt as the words of the list are."""
        framed = _framed(word)
        ends = range(_ORDER, len(framed) + 1)
        return sum(math.log(self._chance(framed[end - _ORDER : end])) for end in ends)

    def _chance(self, gram: str) -> float:
        """The probability of the last character after those before it."""
        chance = 1 / _CHARACTERS
        for start in range(len(gram) - 1, -1, -1):
            followed = self._followed[gram[start:-1]]
            if not followed:
                break
            followers = self._followers[gram[start:-1]]
            chance = (self._met[gram[start:]] + followers * chance) / (followed + followers)
        return chance


def _framed(word: str) -> str:
    return _BEFORE * (_ORDER - 1) + word + _END
