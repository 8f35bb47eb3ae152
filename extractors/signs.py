"""What speaks for and against a value: the signs from which a calibrated chance is made."""

from documents import ReadState, Signs
from extractors.kinds import KINDS
from extractors.kinds.kind import Purpose
from extractors.lexicon import FREE_WORDS, WORDED, letters_alone, reads_well
from extractors.settle import CHOSEN, Settled
from forms.definition import FieldDefinition
from ocr.engine import Recognition


def signs_of(
    settled: Settled,
    found: Recognition,
    other: Recognition | None,
    other_share: float,
    field: FieldDefinition,
    purpose: Purpose,
) -> Signs | None:
    """The signs of a value; None when none was read.

    `found` is what the first reader saw, `other` what an independent one saw (None: it was not asked), which
    alone gives the value the part `other_share` of the probability.
    """
    if settled.state is not ReadState.READ:
        return None
    kind = KINDS[field.kind]
    folded = _folded(settled.value, field)

    def says_so(seen: Recognition | None) -> bool:
        text = kind.normal_form(seen.seen, purpose) if seen is not None else None
        return text is not None and _folded(text, field) == folded

    return Signs(
        share=found.share,
        fit=found.fit,
        seen=found.seen_confidence,
        other=other_share,
        plain=says_so(found),
        agreed=says_so(other),
        chosen=bool(CHOSEN & set(settled.doubts)),
        known=_is_known(settled.value, field),
    )


def _folded(value: str, field: FieldDefinition) -> str:
    return letters_alone(value) if field.kind in FREE_WORDS else value


def _is_known(value: str, field: FieldDefinition) -> bool:
    """Whether nothing in the value itself speaks of a misreading."""
    if field.kind in WORDED:
        return reads_well(field, value)
    return not KINDS[field.kind].problems(value)
