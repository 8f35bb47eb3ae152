"""What other engines add to a reading: agreement makes it sure, a rival text unsure."""

from collections.abc import Sequence
from dataclasses import replace

from documents import Alternative, Doubt, ReadState, Writing
from extractors.kinds import KINDS
from extractors.kinds.kind import Kind, Purpose
from extractors.lexicon import WORDED, letters_alone, reads_well
from extractors.settle import CHOSEN, Settled, displaced
from forms.definition import FieldDefinition, FieldKind
from ocr.engine import Recognition

AGREED = 0.98
"""Confidence of a reading that both engines gave, each by itself."""
ALONE = 0.8
"""Most confidence of a reading that something speaks against; below every limit of use without a person."""
_FLUENT = 0.75
_SURE = 0.9
_WORTH_ASKING = 0.6
_PLAIN = 0.85
_ENOUGH = 2
_LEAST_CODE_DIGITS = 2
_CHECKED = tuple(KINDS[kind] for kind in (FieldKind.NPI, FieldKind.DEA, FieldKind.NCPDP))
_PROVEN = (*_CHECKED, KINDS[FieldKind.STATE])
_LONG = tuple(KINDS[kind] for kind in (FieldKind.PHONE, FieldKind.ZIP))
_LEAST_TRUST_FREE, _LEAST_TRUST_LONG, _LEAST_TRUST = 0.6, 0.9, 0.95
_CLEAR = 0.99


def is_worth_asking(settled: Settled, kind: Kind, writing: Writing) -> bool:
    """Whether a second reading can change what is done with the first.

    Free text is asked about always when typed, and when handwritten only if the first engine is sure, since
    no confidence of one engine alone is safe for it. Text that a check digit or a closed set proves is asked
    about when it is not yet sure, or when it is an ill-formed value that a rule would hold against the
    sender; any other text under a grammar whenever the first engine does not see it clearly.
    """
    if settled.state is not ReadState.READ:
        return False
    if kind.grammar() is None:
        return writing is Writing.TYPED or settled.confidence >= _WORTH_ASKING
    unsure = settled.confidence < _SURE or bool(settled.doubts)
    unclear = kind not in _PROVEN and settled.trust < _CLEAR
    return writing is Writing.TYPED and (unsure or unclear or bool(kind.problems(settled.value)))


def weighed(settled: Settled, other: Recognition, kind: Kind, purpose: Purpose) -> Settled:
    """The first engine's reading in the light of what the second saw without any grammar.

    Agreement makes sure only what the first engine saw well enough for its kind: broken print is misread
    alike by both.
    """
    rival = kind.normal_form(other.seen, purpose)
    if kind.grammar() is None and _has_oh_among_digits(settled.value):
        return capped(settled)
    if rival is not None and _alike(rival, settled.value, kind):
        if settled.trust < _least_trust(kind):
            return capped(settled)
        doubts = tuple(doubt for doubt in settled.doubts if doubt not in CHOSEN)
        return replace(settled, confidence=max(settled.confidence, AGREED), doubts=doubts)
    if kind.grammar() is None:
        return _alone(settled, rival, other)
    if kind.problems(settled.value):
        return replace(settled, doubts=(*settled.doubts, Doubt.ENGINES_DISAGREE))
    return settled if kind in _PROVEN else capped(settled)


def is_worth_confirming(settled: Settled, field: FieldDefinition) -> bool:
    """Whether further engines can change what two of them leave: `confirmed`, or `outvoted`."""
    unsure = settled.confidence < AGREED or Doubt.ENGINES_DISAGREE in settled.doubts
    kind = KINDS[field.kind]
    return settled.state is ReadState.READ and unsure and (field.kind in WORDED or kind in _PROVEN)


def confirmed(settled: Settled, others: Sequence[Recognition], kind: Kind, purpose: Purpose) -> Settled:
    """The first engine's reading, sure when each of the others plainly saw the same.

    `others` were trained apart from each other, so what one more engine made of broken print does not
    outweigh them. That does not do for a number that nothing proves, nor for a character that stands alone:
    broken, they are other ones to all.
    """
    if not (kind.grammar() is None or kind in _PROVEN) or len(settled.value) <= 1:
        return settled
    same = all(sees(other, settled, kind, purpose) for other in others)
    plain = all(other.seen_confidence >= _PLAIN for other in others)
    trust = max(settled.trust, *(other.seen_confidence for other in others))
    if not same or not plain or trust < _least_trust(kind):
        return settled
    if kind.grammar() is None and _has_oh_among_digits(settled.value):
        return settled
    doubts = tuple(doubt for doubt in settled.doubts if doubt not in (*CHOSEN, Doubt.ENGINES_DISAGREE))
    return replace(settled, confidence=max(settled.confidence, AGREED), doubts=doubts)


def is_worth_vouching(settled: Settled, kind: Kind) -> bool:
    """Whether a reading that nobody else has been asked about is sure by its check digit alone."""
    return settled.state is ReadState.READ and kind in _CHECKED and settled.confidence > ALONE


def sees(other: Recognition, settled: Settled, kind: Kind, purpose: Purpose) -> bool:
    """Whether another engine saw the value of a reading, without any grammar."""
    form = kind.normal_form(other.seen, purpose)
    return form is not None and _alike(form, settled.value, kind)


def unseen(settled: Settled) -> Settled:
    """A number with a check digit that no other engine sees: misread twice, one in ten passes its check."""
    return replace(capped(settled), doubts=(*settled.doubts, Doubt.ENGINES_DISAGREE))


def outvoted(
    settled: Settled, others: Sequence[Recognition], field: FieldDefinition, purpose: Purpose
) -> Settled:
    """A text with misread words in it gives way to one without, when at least two of the others saw that.

    `others` are in the order in which their spelling is preferred. The value stays in doubt, and what it
    displaced is the first alternative: two engines may be misled alike.
    """
    if field.kind not in WORDED or reads_well(field, settled.value):
        return settled
    kind = KINDS[field.kind]
    forms = [form for other in others if (form := kind.normal_form(other.seen, purpose)) is not None]
    for form in forms:
        if sum(_alike(form, other, kind) for other in forms) >= _ENOUGH and reads_well(field, form):
            return capped(displaced(settled, form, Doubt.ENGINES_DISAGREE))
    return settled


def capped(settled: Settled) -> Settled:
    """The reading with no more confidence than one that something speaks against."""
    return replace(settled, confidence=min(settled.confidence, ALONE))


def _least_trust(kind: Kind) -> float:
    if kind.grammar() is None:
        return _LEAST_TRUST_FREE
    if kind in _PROVEN:
        return 0.0
    return _LEAST_TRUST_LONG if kind in _LONG else _LEAST_TRUST


def _alone(settled: Settled, rival: str | None, other: Recognition) -> Settled:
    """Free text that only the first engine gives; a fluent rival is kept beside it."""
    confidence = min(settled.confidence, ALONE)
    if rival is None or other.seen_confidence < _FLUENT:
        return replace(settled, confidence=confidence)
    kept = (*settled.alternatives, Alternative(value=rival, confidence=other.seen_confidence / 2))
    doubts = (*settled.doubts, Doubt.ENGINES_DISAGREE)
    return replace(settled, confidence=confidence, doubts=doubts, alternatives=kept)


def _alike(one: str, other: str, kind: Kind) -> bool:
    if kind.grammar() is not None:
        return one == other
    return letters_alone(one) == letters_alone(other) != ""


def _has_oh_among_digits(text: str) -> bool:
    """Whether a word mixes digits with the letter O, which no engine tells from zero there."""
    return any(
        "O" in word.upper() and sum(character.isdigit() for character in word) >= _LEAST_CODE_DIGITS
        for word in text.split()
    )
