"""From a recogniser's posteriors to a Recognition, freely or under a grammar."""

import math
from collections.abc import Hashable, Sequence

import numpy as np

from documents import Alternative
from ocr.alphabet import narrowed
from ocr.ctc import FLOOR, Posteriors, Ranked, among, beam_search, greedy, ranked
from ocr.engine import Recognition
from ocr.grammar import PRINTABLE, Grammar

_ALTERNATIVES = 3
_LEAST_ALTERNATIVE = 0.001


def recognition(printable: Posteriors, grammar: Grammar | None) -> Recognition:
    """The Recognition of one crop from posteriors over blank and printable ASCII (rows need not sum to 1).

    The trust in a text is the mean of the least and the mean peak probability of its characters; that is the
    confidence without a grammar. Under one, the confidence is share x cube root of fit x trust, the peaks
    taken among the characters of the alphabet alone and not of the layout, so that neither a rival, a bent
    reading nor an unsure character goes unnoticed, while a letter that looks like a digit does not count
    against a number, nor does a space that may not be there. Of texts that mean the same the likeliest has
    the share of them all.
    """
    free = greedy(printable, PRINTABLE)
    seen = " ".join(free.text.split())
    trust = _trust(free.peaks) if seen else 0.0
    if grammar is None:
        return Recognition(text=seen, confidence=trust, seen=seen, seen_confidence=trust, share=trust, fit=1)
    kept = narrowed(printable, grammar.alphabet, fold_case=grammar.fold_case)
    if grammar.values:
        texts = among(kept, grammar.alphabet, grammar.values)
    else:
        texts = _by_meaning(beam_search(kept, grammar.alphabet, grammar.pattern or ".*"), grammar)
    if not texts or not seen:
        return Recognition(text="", confidence=0, seen=seen, seen_confidence=trust)
    allowed = _checked(texts, grammar)
    path = _best_path(printable)
    best = allowed[0] if allowed else Ranked("", -math.inf, 0)
    fit = _fit(best, path)
    return Recognition(
        text=best.text,
        confidence=_unit(best.share * fit ** (1 / 3) * _trust_within(kept, grammar)),
        seen=seen,
        seen_confidence=trust,
        share=_unit(best.share),
        fit=fit,
        alternatives=_alternatives(allowed),
        unchecked=texts[0].text,
        unchecked_share=_unit(texts[0].share),
        unchecked_fit=_fit(texts[0], path),
    )


def _trust_within(kept: Posteriors, grammar: Grammar) -> float:
    free = greedy(kept / kept.sum(axis=1, keepdims=True), grammar.alphabet)
    peaks = tuple(peak for one, peak in zip(free.text, free.peaks, strict=True) if one not in grammar.layout)
    return _trust(peaks) if peaks else 0.0


def _best_path(printable: Posteriors) -> float:
    return float(np.log(np.maximum(printable.max(axis=1), FLOOR)).sum())


def _fit(text: Ranked, path: float) -> float:
    return math.exp(min(text.log_probability - path, 0.0))


def _trust(peaks: tuple[float, ...]) -> float:
    return _unit((min(peaks) + sum(peaks) / len(peaks)) / 2)


def _unit(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _by_meaning(texts: tuple[Ranked, ...], grammar: Grammar) -> tuple[Ranked, ...]:
    """Of texts that mean the same only the likeliest, with the probability of them all."""
    if grammar.meaning is None:
        return texts
    alike: dict[Hashable, list[Ranked]] = {}
    for text in texts:
        alike.setdefault(grammar.meaning(text.text), []).append(text)
    return ranked([(each[0].text, _log_sum(each)) for each in alike.values()])


def _log_sum(texts: Sequence[Ranked]) -> float:
    best = texts[0].log_probability
    return best + math.log(sum(math.exp(text.log_probability - best) for text in texts))


def _checked(texts: tuple[Ranked, ...], grammar: Grammar) -> tuple[Ranked, ...]:
    if grammar.check is None:
        return texts
    passed = [text for text in texts if grammar.check(text.text)]
    total = sum(text.share for text in passed)
    return tuple(text._replace(share=text.share / total) for text in passed) if total else ()


def _alternatives(texts: tuple[Ranked, ...]) -> tuple[Alternative, ...]:
    others = [text for text in texts[1 : 1 + _ALTERNATIVES] if text.share >= _LEAST_ALTERNATIVE]
    return tuple(Alternative(value=text.text, confidence=_unit(text.share)) for text in others)
