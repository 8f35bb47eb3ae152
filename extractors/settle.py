"""From what an engine recognised to the value of a field, with the doubts a person should know."""

from dataclasses import dataclass, replace

from documents import Alternative, Doubt, ReadState
from extractors.kinds.kind import Kind, Purpose
from forms.definition import FieldKind
from ocr.engine import Recognition

CHOSEN = frozenset({Doubt.GRAMMAR_CHOSE, Doubt.CHECK_DIGIT_CHOSE})
"""Doubts that say the value was not simply seen: a grammar, a list or a check digit chose it."""
_PLAIN_TRUST = 0.85
_BENT = 1e-3
_EXACT = frozenset({FieldKind.ICD10})
_LEAST_TRUST = 0.2
_ILLEGIBLE = 0.5
LEAST_CHOSEN = 0.02
"""With less confidence nothing is chosen for what could not be read."""


@dataclass(frozen=True)
class Settled:
    """The value of a field as far as one engine can say; `value` is empty unless the state is READ.

    `trust` is how plainly the first engine saw the characters, whatever made the confidence since.
    """

    state: ReadState
    value: str = ""
    confidence: float = 0.0
    doubts: tuple[Doubt, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    trust: float = 1.0


def settle(found: Recognition, kind: Kind, purpose: Purpose) -> Settled:
    """The value the recognition stands for.

    What is written plainly stays as written even where the kind's grammar or check digit forbids it, so
    that a rule can find it; a wrong check digit is a doubt, for a misread digit makes one as well as a
    miswritten one. What is not plain takes the best allowed value, and a doubt says that the grammar or the
    check digit chose it.
    """
    free = kind.grammar() is None
    if not found.seen or (free and found.seen_confidence < _LEAST_TRUST):
        return Settled(ReadState.ILLEGIBLE, confidence=_ILLEGIBLE)
    written = kind.normal_form(found.seen, purpose)
    if free:
        return _as_written(written, found)
    allowed = kind.normal_form(found.text, purpose) if found.text else None
    if written is not None and written == allowed:
        return Settled(ReadState.READ, written, found.confidence, (), _others(found, kind, purpose, written))
    if written is not None and _is_plain(found):
        others = _others(found, kind, purpose, written)
        return Settled(ReadState.READ, written, found.seen_confidence, _check_of(written, kind), others)
    if allowed is not None and found.confidence >= LEAST_CHOSEN:
        by_check = _has_check(kind) and found.unchecked != found.text
        doubt = Doubt.CHECK_DIGIT_CHOSE if by_check else Doubt.GRAMMAR_CHOSE
        others = _others(found, kind, purpose, allowed)
        return Settled(ReadState.READ, allowed, found.confidence, (doubt,), others)
    if written is not None:
        return Settled(ReadState.READ, written, found.seen_confidence / 2, (Doubt.GRAMMAR_CHOSE,))
    return Settled(ReadState.ILLEGIBLE, confidence=_ILLEGIBLE)


def _has_check(kind: Kind) -> bool:
    grammar = kind.grammar()
    return grammar is not None and grammar.check is not None


def _check_of(written: str, kind: Kind) -> tuple[Doubt, ...]:
    return (Doubt.CHECK_DIGIT_WRONG,) if _has_check(kind) and kind.problems(written) else ()


def _as_written(written: str | None, found: Recognition) -> Settled:
    if written is None:
        return Settled(ReadState.ILLEGIBLE, confidence=_ILLEGIBLE)
    return Settled(ReadState.READ, written, found.confidence)


def _is_plain(found: Recognition) -> bool:
    return found.seen_confidence >= _PLAIN_TRUST and found.fit < _BENT


def _others(found: Recognition, kind: Kind, purpose: Purpose, value: str) -> tuple[Alternative, ...]:
    others: list[Alternative] = []
    candidates = (Alternative(value=found.text, confidence=found.share),) if found.text else ()
    for candidate in (*candidates, *found.alternatives):
        form = kind.normal_form(candidate.value, purpose)
        if form and form != value and all(form != other.value for other in others):
            others.append(Alternative(value=form, confidence=candidate.confidence))
    return tuple(others)


def displaced(settled: Settled, value: str, doubt: Doubt) -> Settled:
    """The reading with another value, in doubt; what it displaces is the first alternative."""
    before = (Alternative(value=settled.value, confidence=settled.confidence),) if settled.value else ()
    return replace(
        settled,
        state=ReadState.READ,
        value=value,
        doubts=tuple(dict.fromkeys((*settled.doubts, doubt))),
        alternatives=(*before, *(other for other in settled.alternatives if other.value != value)),
    )


def shown_repair(settled: Settled, kind: FieldKind, seen: str) -> Settled:
    """The same, with a doubt where the value of an exact kind is spelled otherwise than what was seen."""
    spelled = seen.replace(" ", "").upper()
    if kind in _EXACT and settled.value and spelled != settled.value and not settled.doubts:
        return replace(settled, doubts=(Doubt.GRAMMAR_CHOSE,))
    return settled
