"""A value in normal form as people write it on paper."""

from forms.definition import FieldKind
from samples.style import Style

_LOWER_CASE_KINDS = frozenset({FieldKind.EMAIL, FieldKind.STATE})
_PHONE_DIGITS = 10


def as_written(value: str, kind: FieldKind, style: Style, *, typed: bool) -> str:
    """The text to put on the line for a value, after the habits of the style."""
    if kind is FieldKind.DATE:
        return _date(value, style.date_form)
    if kind is FieldKind.PHONE and len(value) == _PHONE_DIGITS:
        return style.phone_form.format(value[:3], value[3:6], value[6:])
    capitals = style.print_capitals if typed else style.hand_capitals
    return value.upper() if capitals and kind not in _LOWER_CASE_KINDS else value


def normal_form(value: str, written: str, kind: FieldKind) -> str:
    """The normal form of what stands on the paper: words as written, everything else as the value says."""
    words = (FieldKind.TEXT, FieldKind.NAME, FieldKind.ADDRESS, FieldKind.CITY, FieldKind.INITIAL)
    return written if kind in words else value


def _date(value: str, form: str) -> str:
    if "-" not in value:
        return value
    year, month, day = (int(part) for part in value.split("-"))
    return form.format(year=year, short=year % 100, month=month, day=day)
