"""Handwritten dates that cannot be recent when they are read, set against those that look like them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from string import digits

import numpy as np

from documents.dates import YearSense, iso_date
from extractors.hand_field import HandField, value_of
from extractors.kinds import purpose_of
from extractors.kinds.kind import Purpose
from extractors.two_readers import Line
from extractors.weighed import Choice, weighed, with_another_digit
from forms.definition import FieldKind

RECENT = 5.0
"""How many units of log probability a recent day may lie below one that is not.

Of 191 dates by calibration writers 178 are right with it and 170 without. Of the 170, read as if they had
come a year later, when none is recent, one gives way.
"""
_DAYS = 180
_ANY_DAY = "effective_date"


def recent_days(fields: Sequence[HandField], received_on: dt.date) -> dict[str, Choice]:
    """The recent day chosen for each date that is read as none, by the name of its field.

    Recent are the day of receipt and the 180 days before it. Birth dates are left alone, and days on which
    something takes effect. Tried are the texts both readers weighed, and each with another digit, in one
    place or wherever the same digit stands.
    """
    found = {}
    for field in fields:
        purpose = purpose_of(field.request.field, received_on)
        if field.line is None or not field.texts or not _is_doubtful(field, purpose):
            continue
        choice = _choice(field, field.line, purpose)
        if _is_recent(choice.text, field, purpose):
            found[field.name] = choice
    return found


def _is_doubtful(field: HandField, purpose: Purpose) -> bool:
    past = purpose.sense is YearSense.RECENT and field.name != _ANY_DAY
    return field.kind is FieldKind.DATE and past and not _is_recent(field.first.text, field, purpose)


def _choice(field: HandField, line: Line, purpose: Purpose) -> Choice:
    texts = tuple(dict.fromkeys(_texts_like(field)))
    recent = np.array([_is_recent(text, field, purpose) for text in texts], np.float64)
    return weighed(line, texts).choice(RECENT * recent)


def _texts_like(field: HandField) -> Iterator[str]:
    yield from field.texts
    for text in field.texts:
        yield from with_another_digit(text, (place for place, sign in enumerate(text) if sign.isdigit()))
        yield from (text.replace(one, other) for one in digits for other in digits if one in text)


def _is_recent(text: str, field: HandField, purpose: Purpose) -> bool:
    day = iso_date(value_of(text, field, purpose) or "")
    return day is not None and 0 <= (purpose.received_on - day).days <= _DAYS
