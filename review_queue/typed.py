"""What somebody typed or chose for a field: its normal form, or what is wrong with it in words."""

import datetime as dt

from pydantic import Field

from documents import NotAllowed, Record
from extractors.kinds import KINDS, purpose_of
from forms.definition import FieldDefinition
from review_queue.readings import value_of


class Meant(Record):
    """The value in normal form, empty when the text means none; `objections` say what is wrong with it.

    A value that is wrong may still be what stands on the paper.
    """

    value: str = Field(default="", repr=False)
    objections: tuple[str, ...] = ()


def meant(field: FieldDefinition, typed: str, received_on: dt.date) -> Meant:
    """What a text means in a field of a fax received that day."""
    if not typed.strip():
        return Meant(objections=("nothing was typed or chosen; blank and illegible have keys of their own",))
    kind = KINDS[field.kind]
    try:
        value = value_of(field, typed, lambda _, text: kind.normal_form(text, purpose_of(field, received_on)))
    except NotAllowed:
        return Meant(objections=(f"this means nothing in a field of the kind {field.kind}",))
    return Meant(value=value, objections=kind.problems(value))
