"""What the fields of each form say when these people fill it in on that day, in normal form."""

import datetime as dt
import random

from documents import Record
from forms.definition import FieldDefinition, FieldKind, FormDefinition, Need
from samples.any_form import by_kind
from samples.cast import Cast
from samples.tellers import TELLERS

_LEFT_OUT = 0.3
"""Share of optional groups that are left blank."""

_GROUPS = (
    "contact_1",
    "contact_2",
    "emergency_",
    "ship_",
    "alt_",
    "ast_",
    "alp_",
    "bilirubin_",
    "pharmacy_n",
    "license_",
)


class Given(Record):
    """A value the story fixes, in normal form; empty leaves the field blank."""

    name: str
    value: str


class Occasion(Record):
    """When the form is signed, what is fixed, and a note with its place.

    A note stands in the bottom margin of the last page, or left of the first box of the field `note_beside`.
    """

    signed_on: dt.date
    given: tuple[Given, ...] = ()
    note: str = ""
    note_beside: str = ""


def tell(
    form: FormDefinition,
    cast: Cast,
    occasion: Occasion,
    rng: random.Random,
    kept: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """The value of every field of the form; an empty value is a field left blank.

    Optional groups are left out at random unless `kept`, ticks are `yes`, signatures `present`; what the
    occasion gives wins. KeyError names a given field the form has not.
    """
    told = _told(form, cast, occasion.signed_on, rng)
    values: dict[str, str] = {}
    left_out: dict[str, bool] = {}
    for field in form.fields:
        values[field.name] = _printed_option(field, told.get(field.name, _unsaid(field)), rng)
        if field.need is Need.OPTIONAL and field.name not in kept:
            group = _group(field.name)
            left_out[group] = left_out.get(group, rng.random() < _LEFT_OUT)
            values[field.name] = "" if left_out[group] else values[field.name]
    for given in occasion.given:
        values[form.field(given.name).name] = given.value
    _settle(form, values, kept | {given.name for given in occasion.given})
    return values


def _told(form: FormDefinition, cast: Cast, signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    if form.ref.form in TELLERS:
        return TELLERS[form.ref.form](cast, signed_on, rng)
    return {field.name: by_kind(field, cast, signed_on, rng) for field in form.fields}


def _printed_option(field: FieldDefinition, value: str, rng: random.Random) -> str:
    """The value, or any option of a choice whose edition does not print the one the story picked."""
    names = [option.name for option in field.options]
    if field.kind is not FieldKind.CHOICE or not value or value in names:
        return value
    return rng.choice(names)


def _unsaid(field: FieldDefinition) -> str:
    """What stands in a field the story does not name."""
    return {FieldKind.TICK: "yes", FieldKind.SIGNATURE: "present"}.get(field.kind, "")


def _settle(form: FormDefinition, values: dict[str, str], kept: frozenset[str]) -> None:
    """Blank the conditional fields whose condition does not hold."""
    for field in form.fields:
        condition = field.required_when
        if condition is None or field.name in kept:
            continue
        asked = values.get(condition.field, "")
        if not asked or (condition.value and condition.value not in asked.split(",")):
            values[field.name] = ""


def _group(name: str) -> str:
    """Fields left out together: all of one contact, one address, one laboratory value, one shipping place."""
    for start in _GROUPS:
        if name.startswith(start):
            return start
    for stem in ("_address_1", "_city", "_state", "_zip"):
        if name.endswith(stem) and not name.startswith("license"):
            return name.removesuffix(stem)
    return name
