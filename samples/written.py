"""A value in normal form as people write it on paper."""

from forms.comb import cells_of, with_separators, without_separators
from forms.definition import FieldDefinition, FieldKind
from samples.style import Style

_LOWER_CASE_KINDS = frozenset({FieldKind.EMAIL, FieldKind.STATE})
_PHONE_DIGITS = 10


def as_written(value: str, field: FieldDefinition, style: Style, *, typed: bool) -> str:
    """The text to put on the line for a value, after the habits of the style; a comb leaves no choice."""
    kind = field.kind
    if field.comb:
        return _in_cells(value, field)
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


def _in_cells(value: str, field: FieldDefinition) -> str:
    if field.kind is FieldKind.DATE and "-" in value:
        year, month, day = value.split("-")
        value = f"{month}{day}{year[len('20') :] if len(cells_of(field.comb)) == len('mmddyy') else year}"
    return with_separators(field.comb, without_separators(field.comb, value))


def _date(value: str, form: str) -> str:
    if "-" not in value:
        return value
    year, month, day = (int(part) for part in value.split("-"))
    return form.format(year=year, short=year % 100, month=month, day=day)
