"""Handwritten phone numbers whose area code nobody has, set against those that look like them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from phonenumbers import PhoneNumber, is_valid_number

from documents.formats import phone_is_valid
from extractors.hand_field import HandField
from extractors.settle import LEAST_CHOSEN
from extractors.two_readers import Line
from extractors.weighed import Choice, weighed, with_another_digit
from forms.definition import FieldKind

ASSIGNED = 6.0
"""How many units of log probability a number with an assigned area code may lie below one without.

About what it is worth that of 1,000 numbers hardly one has a code newer than the tables. Of 212 right numbers
of calibration writers whose own area code was taken for unassigned, 38 gave way.
"""
_AREA = re.compile(r"(?:\+?1[-. ]?)?\(?(\d{3})")
_COUNTRY, _DIGITS, _ANY_SUBSCRIBER = 1, 10, "5550123"


def assigned_numbers(fields: Sequence[HandField]) -> dict[str, Choice]:
    """The text chosen for each phone number with an area code that is not assigned, by the name of its field.

    Tried are the texts both readers weighed, and each with another digit in its area code. Assigned is what
    the numbering plan of North America holds, by the tables of the `phonenumbers` package.
    """
    return {field.name: _choice(field, field.line) for field in fields if field.line and _is_doubtful(field)}


def _is_doubtful(field: HandField) -> bool:
    text = field.first.text
    whole = phone_is_valid("".join(filter(str.isdigit, text))[-_DIGITS:])
    legible = whole and field.first.confidence >= LEAST_CHOSEN
    return field.kind is FieldKind.PHONE and legible and not has_assigned_code(text)


def _choice(field: HandField, line: Line) -> Choice:
    texts = tuple(dict.fromkeys(_texts_like(field)))
    preference = ASSIGNED * np.array([has_assigned_code(text) for text in texts], np.float64)
    return weighed(line, texts).choice(preference)


def _texts_like(field: HandField) -> Iterator[str]:
    yield from field.texts
    for text in field.texts:
        area = _AREA.match(text)
        if area is not None:
            yield from with_another_digit(text, range(*area.span(1)))


def has_assigned_code(text: str) -> bool:
    """Whether a phone number, as people write it, begins with an area code that is assigned."""
    area = _AREA.match(text)
    return area is not None and _is_assigned(area[1])


@cache
def _is_assigned(code: str) -> bool:
    number = PhoneNumber(country_code=_COUNTRY, national_number=int(code + _ANY_SUBSCRIBER))
    return is_valid_number(number)
