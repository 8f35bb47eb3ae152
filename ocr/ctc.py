"""Decoding of CTC posteriors: greedy, under a pattern, and among a closed set of texts.

Everywhere `posteriors` is time x (1 + characters), float probabilities, column 0 the blank; `alphabet`
names the columns after it.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

Posteriors = NDArray[np.float64]

FLOOR = 1e-7
"""Least probability of any character at any time, so that no text of a grammar is impossible."""
_SURE_BLANK = 0.9999
_LEAST_CHARACTER = 1e-5
_LEAST_SHARE = 1e-9
_WIDTH = 24


class Ranked(NamedTuple):
    """A text, its log probability, and its share of the probability of the texts it was ranked with."""

    text: str
    log_probability: float
    share: float


class Spelled(NamedTuple):
    """A greedy text with the peak probability of each of its characters."""

    text: str
    peaks: tuple[float, ...]


Beam = dict[str, tuple[float, float]]


def greedy(posteriors: Posteriors, alphabet: str) -> Spelled:
    """The text of the best column at each time."""
    text: list[str] = []
    peaks: list[float] = []
    last = 0
    for row, best in zip(posteriors, posteriors.argmax(axis=1).tolist(), strict=True):
        if best and best != last:
            text.append(alphabet[best - 1])
            peaks.append(float(row[best]))
        elif best and peaks:
            peaks[-1] = max(peaks[-1], float(row[best]))
        last = best
    return Spelled("".join(text), tuple(peaks))


class Shape:
    """A pattern that answers whether a text can still grow into a full match, each text asked only once."""

    def __init__(self, pattern: str) -> None:
        self._pattern = regex.compile(pattern)
        self._seen: dict[str, bool] = {"": True}

    def can_grow(self, text: str) -> bool:
        """Whether some continuation of the text, or the text itself, matches."""
        known = self._seen.get(text)
        if known is None:
            known = self._pattern.fullmatch(text, partial=True) is not None
            if len(self._seen) >= _MOST_REMEMBERED:
                self._seen.clear()
            self._seen[text] = known
        return known

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        return self._pattern.fullmatch(text) is not None


_MOST_REMEMBERED = 50_000


@lru_cache(maxsize=64)
def shape(pattern: str) -> Shape:
    """The remembered shape of a pattern."""
    return Shape(pattern)


def _step(beam: Beam, row: list[float], living: list[tuple[str, float]], form: Shape) -> Beam:
    grown: Beam = {}
    columns = dict(living)
    for text, (on_blank, on_last) in beam.items():
        total = on_blank + on_last
        last = text[-1:]
        a, b = grown.get(text, (0.0, 0.0))
        grown[text] = (a + total * row[0], b + on_last * columns.get(last, 0.0))
        for character, probability in living:
            longer = text + character
            if not form.can_grow(longer):
                continue
            a, b = grown.get(longer, (0.0, 0.0))
            before = on_blank if character == last else total
            grown[longer] = (a, b + before * probability)
    return grown


def _pruned(beam: Beam) -> tuple[Beam, float]:
    ranked = sorted(beam.items(), key=lambda entry: -(entry[1][0] + entry[1][1]))[:_WIDTH]
    best = sum(ranked[0][1])
    if best <= 0:
        return {}, 1.0
    least = best * _LEAST_SHARE
    return {text: (a / best, b / best) for text, (a, b) in ranked if a + b > least}, best


def beam_search(posteriors: Posteriors, alphabet: str, pattern: str) -> tuple[Ranked, ...]:
    """Texts that match the pattern, best first; a prefix lives while it can still grow into a match."""
    form = shape(pattern)
    beam: Beam = {"": (1.0, 0.0)}
    scale = 0.0
    for row in posteriors.tolist():
        if row[0] > _SURE_BLANK:
            beam = {text: ((a + b) * row[0], 0.0) for text, (a, b) in beam.items()}
            continue
        living = [(c, p) for c, p in zip(alphabet, row[1:], strict=True) if p > _LEAST_CHARACTER]
        beam, best = _pruned(_step(beam, row, living, form))
        if not beam:
            return ()
        scale += math.log(best)
    whole = [(text, a + b) for text, (a, b) in beam.items() if a + b > 0 and form.matches(text)]
    return ranked([(text, math.log(weight) + scale) for text, weight in whole])


def ranked(scored: Sequence[tuple[str, float]]) -> tuple[Ranked, ...]:
    """Texts with their log probabilities, best first, with their shares of the sum."""
    if not scored:
        return ()
    best = max(score for _, score in scored)
    total = sum(math.exp(score - best) for _, score in scored)
    order = sorted(scored, key=lambda entry: (-entry[1], entry[0]))
    return tuple(Ranked(text, score, math.exp(score - best) / total) for text, score in order)


def forward_scores(logs: Posteriors, texts: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """Log probability of each text, summed over all its paths; minus infinity where it does not fit.

    A text is given by the columns of `logs` that spell it, one at least.
    """
    longest = max(len(text) for text in texts)
    labels = np.zeros((len(texts), 2 * longest + 1), dtype=np.int64)
    for row, text in enumerate(texts):
        labels[row, 1 : 2 * len(text) : 2] = text
    may_skip = np.zeros(labels.shape, dtype=bool)
    may_skip[:, 3::2] = labels[:, 3::2] != labels[:, 1:-2:2]
    reach = np.full(labels.shape, -np.inf)
    reach[:, :2] = logs[0, labels[:, :2]]
    for row in logs[1:]:
        stepped = np.logaddexp(reach[:, 1:], reach[:, :-1])
        grown = np.concatenate((reach[:, :1], stepped), axis=1)
        skipped = np.where(may_skip[:, 2:], reach[:, :-2], -np.inf)
        grown[:, 2:] = np.logaddexp(grown[:, 2:], skipped)
        reach = grown + row[labels]
    ends = 2 * np.array([len(text) for text in texts])
    rows = np.arange(len(texts))
    total: NDArray[np.float64] = np.logaddexp(reach[rows, ends], reach[rows, ends - 1])
    return total


def spelled(texts: Sequence[str], alphabet: str) -> list[list[int]]:
    """The columns that spell each text."""
    column = {character: place for place, character in enumerate(alphabet, 1)}
    return [[column[character] for character in text] for text in texts]


def among(posteriors: Posteriors, alphabet: str, values: Sequence[str]) -> tuple[Ranked, ...]:
    """The texts of a closed set, best first; those that do not fit into the time are left out."""
    if not values:
        return ()
    logs = np.log(np.maximum(posteriors, FLOOR))
    scored = zip(values, forward_scores(logs, spelled(values, alphabet)).tolist(), strict=True)
    return ranked([(value, score) for value, score in scored if math.isfinite(score)])
