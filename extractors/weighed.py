"""Texts that a line may hold, weighed by what both readers see in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import digits

import numpy as np
from numpy.typing import NDArray

from extractors.two_readers import OTHERS_WEIGHT, Line

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """A text chosen for a field; `share` is its part of the probability by the pixels alone, of all weighed.

    `other_share` is the same by the other reader alone.
    """

    text: str
    share: float
    other_share: float


@dataclass(frozen=True)
class Weighed:
    """Texts with their log probabilities: by both readers together and by the other alone."""

    texts: tuple[str, ...]
    together: Scores
    other: Scores

    def choice(self, preference: Scores) -> Choice:
        """The text that is likeliest when each is preferred by so much log probability."""
        return self.of(int((self.together + preference).argmax()))

    def of(self, place: int) -> Choice:
        """The text in that place, chosen."""
        return Choice(self.texts[place], self.share(place), _share(self.other, place))

    def share(self, place: int) -> float:
        """The part of the probability, by both readers together, that the text in that place has."""
        return _share(self.together, place)


def with_another_digit(text: str, places: Iterable[int]) -> Iterator[str]:
    """The text with each digit in turn in one of the places."""
    for place in places:
        yield from (text[:place] + digit + text[place + 1 :] for digit in digits)


def weighed(line: Line, texts: Sequence[str]) -> Weighed:
    """The texts, one at least, of printable ASCII; a letter counts in either case."""
    first, other = line.apart([text.upper() for text in texts])
    return Weighed(tuple(texts), first + OTHERS_WEIGHT * other, other)


def _share(scores: Scores, place: int) -> float:
    if not np.isfinite(scores[place]):
        return 0.0
    return float(1 / np.exp(scores - scores[place]).sum())
