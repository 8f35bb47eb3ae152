"""A value for each field of a form that has no story of its own, by the kind of the field."""

import datetime as dt
import random

from forms.definition import FieldDefinition, FieldKind
from samples import numbers
from samples.cast import Cast


def by_kind(field: FieldDefinition, cast: Cast, signed_on: dt.date, rng: random.Random) -> str:
    """A plausible value in normal form: the prescriber's, or one made up; a choice takes any option."""
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        return rng.choice(field.options).name
    who = cast.prescriber
    values = {
        FieldKind.TEXT: who.practice_name,
        FieldKind.NAME: f"{who.first_name} {who.last_name}",
        FieldKind.INITIAL: who.middle_initial,
        FieldKind.ADDRESS: who.address.line_1,
        FieldKind.CITY: who.address.city,
        FieldKind.STATE: who.address.state,
        FieldKind.ZIP: who.address.zip,
        FieldKind.PHONE: who.phone,
        FieldKind.EXTENSION: who.phone_ext,
        FieldKind.EMAIL: who.email,
        FieldKind.DATE: signed_on.isoformat(),
        FieldKind.INTEGER: str(rng.randint(0, 99)),
        FieldKind.DECIMAL: f"{rng.randint(1, 99) / 10:.1f}",
        FieldKind.NPI: who.npi,
        FieldKind.DEA: who.dea,
        FieldKind.NCPDP: numbers.ncpdp(rng, who.address.state),
        FieldKind.LICENSE: who.license_number,
        FieldKind.ICD10: "E78.01",
        FieldKind.TICK: "yes",
        FieldKind.SIGNATURE: "present",
    }
    return values[field.kind]
