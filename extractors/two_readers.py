"""One line of handwriting through two readers that err apart: their probabilities weighed together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from documents import Alternative
from extractors.lexicon import letters_alone
from ocr import Grammar, Pixels, Recognition
from ocr.alphabet import narrowed
from ocr.ctc import Posteriors, Ranked, among, beam_search, forward_scores, ranked, spelled
from ocr.decode import recognition
from ocr.grammar import PRINTABLE
from ocr.line_engine import LineEngine
from ocr.line_image import line_image

OTHERS_WEIGHT = 0.3
"""How much the log probability of the second, smaller reader counts beside the first's."""
_CAPITALS = "".join(character for character in PRINTABLE if not character.islower())
_ALTERNATIVES = 3
_LEAST_ALTERNATIVE = 0.001


@dataclass(frozen=True)
class Both:
    """What two readers saw in one line: `first` with the value both together like best, `other` alone.

    `other_share` is the part of the probability that the other reader gives that value.
    """

    first: Recognition
    other: Recognition
    other_share: float


@dataclass(frozen=True)
class Line:
    """One line of writing as both readers see it: time x (1 + printable ASCII) each, rows not normalised."""

    first: Posteriors
    other: Posteriors

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """The weighed log probability of texts in capitals, where a letter counts in either case."""
        first, other = self.apart(texts)
        return np.asarray(first + OTHERS_WEIGHT * other)

    def apart(self, texts: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The same by each reader alone."""
        letters = spelled(texts, _CAPITALS)
        first, other = (
            forward_scores(np.log(narrowed(one, _CAPITALS, fold_case=True)), letters)
            for one in (self.first, self.other)
        )
        return first, other

    def likely_texts(self) -> tuple[str, ...]:
        """What either reader finds likely without help, in capitals; each once."""
        found = (
            beam_search(narrowed(one, _CAPITALS, fold_case=True), _CAPITALS, ".*")
            for one in (self.first, self.other)
        )
        return tuple(dict.fromkeys(text.text for texts in found for text in texts))


class TwoReaders:
    """A first reader of handwriting and an independent second one."""

    def __init__(self, first: LineEngine, other: LineEngine) -> None:
        self._first = first
        self._other = other
        self.name = f"{first.name}+{other.name}"

    def look(self, crops: Sequence[Pixels]) -> tuple[Line | None, ...]:
        """Each crop as both see it; None where one finds no ink."""
        lines = [line_image(crop) for crop in crops]
        first, other = self._first.posteriors_of_lines(lines), self._other.posteriors_of_lines(lines)
        return tuple(
            Line(first[place], other[place]) if place in first and place in other else None
            for place in range(len(crops))
        )


def read_together(line: Line, grammar: Grammar | None) -> Both:
    """What the line says under the grammar; free text is the first reader's, as it stands."""
    first, other = recognition(line.first, grammar), recognition(line.other, grammar)
    if grammar is None:
        same = letters_alone(first.seen) == letters_alone(other.seen)
        return Both(first, other, other.seen_confidence if same else 0.0)
    candidates = list(dict.fromkeys(filter(None, (*texts_of(first), *texts_of(other)))))
    if not candidates:
        return Both(first, other, 0.0)
    alone = [_ranked_by(one, grammar, candidates) for one in (line.first, line.other)]
    scores = [
        (text, alone[0][text].log_probability + OTHERS_WEIGHT * alone[1][text].log_probability)
        for text in candidates
        if text in alone[0] and text in alone[1]
    ]
    if not scores:
        return Both(first, other, 0.0)
    order = ranked(scores)
    return Both(_with_value(first, order), other, alone[1][order[0].text].share)


def texts_of(found: Recognition) -> tuple[str, ...]:
    """The best text and the others weighed beside it."""
    return (found.text, *(one.value for one in found.alternatives))


def _ranked_by(posteriors: Posteriors, grammar: Grammar, texts: Sequence[str]) -> dict[str, Ranked]:
    kept = narrowed(posteriors, grammar.alphabet, fold_case=grammar.fold_case)
    return {one.text: one for one in among(kept, grammar.alphabet, texts)}


def _with_value(first: Recognition, order: tuple[Ranked, ...]) -> Recognition:
    """The first reader's recognition with the value that both together like best."""
    best = order[0]
    others = tuple(
        Alternative(value=one.text, confidence=one.share)
        for one in order[1 : 1 + _ALTERNATIVES]
        if one.share >= _LEAST_ALTERNATIVE
    )
    if best.text == first.text:
        return first.model_copy(update={"share": best.share, "alternatives": others})
    confidence = min(first.confidence, best.share)
    update = {"text": best.text, "share": best.share, "confidence": confidence, "alternatives": others}
    return first.model_copy(update=update)
