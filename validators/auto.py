"""Whether a reading may be used without a person."""

from documents import Doubt, FieldReading, FormRef, MarkState, ReadState
from forms.definition import FieldDefinition
from validators.limits import Limits

_DOUBTFUL = (MarkState.STRUCK_OUT, MarkState.UNCLEAR)
WEIGHED = frozenset({Doubt.GRAMMAR_CHOSE, Doubt.CHECK_DIGIT_CHOSE, Doubt.ENGINES_DISAGREE})
"""Doubts that a calibrated chance has weighed already, so that they do not count twice."""


def is_by_person(reading: FieldReading) -> bool:
    """Whether a person, not an engine, made the reading."""
    return bool(reading.author)


def is_auto(reading: FieldReading, field: FieldDefinition, form: FormRef, limits: Limits) -> bool:
    """Whether the reading may be used without a person.

    A person's reading always may. An engine's may when it is read or confidently blank, has no box struck out
    or unclear, and carries no doubt. Where audited readings have earned credit for its kind, form and
    writing, its calibrated chance must reach the threshold they earned, and doubts that the chance has
    weighed do not count; elsewhere its confidence must reach what its kind, its writing and the weight of the
    field ask for. Where a brake is pulled, none may.
    """
    if is_by_person(reading):
        return True
    if limits.ledger.stopped(field.kind, reading.writing):
        return False
    if reading.state is ReadState.ILLEGIBLE or any(mark.state in _DOUBTFUL for mark in reading.marks):
        return False
    line = limits.ledger.line(field.kind, form, reading.writing)
    if line is not None and reading.chance is not None:
        least = limits.ledger.threshold(field.kind, form, reading.writing)
        return not set(reading.doubts) - WEIGHED and reading.chance >= least
    if reading.doubts:
        return False
    return reading.confidence >= limits.threshold(field.kind, reading.writing, critical=field.critical)
