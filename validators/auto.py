"""Whether a reading may be used without a person."""

from documents import FieldReading, MarkState, ReadState, Writing
from forms.definition import FieldDefinition
from validators.limits import Limits

_DOUBTFUL = (MarkState.STRUCK_OUT, MarkState.UNCLEAR)


def is_by_person(reading: FieldReading) -> bool:
    """Whether a person, not an engine, made the reading."""
    return reading.writing is Writing.PERSON or bool(reading.author)


def is_auto(reading: FieldReading, field: FieldDefinition, limits: Limits) -> bool:
    """Whether the reading may be used without a person.

    A person's reading always may. An engine's may when it is read or confidently blank, carries no doubt,
    has no box struck out or unclear, and reaches the confidence that its kind, its writing and the weight of
    the field ask for.
    """
    if is_by_person(reading):
        return True
    if reading.state is ReadState.ILLEGIBLE or reading.doubts:
        return False
    if any(mark.state in _DOUBTFUL for mark in reading.marks):
        return False
    return reading.confidence >= limits.threshold(field.kind, reading.writing, critical=field.critical)
