"""The kind of dates."""

import string

from documents.dates import MONTHS, WrittenDate, date_of, iso_date, written_date
from extractors.kinds.kind import Purpose, TextKind
from ocr.grammar import Grammar

_MONTH = r"(0?[1-9]|1[0-2])"
_DAY = r"(0?[1-9]|[12]\d|3[01])"
_YEAR = r"(19\d\d|20\d\d|\d\d)"
_NAMED = (
    "|".join(f"{month[:3]}({month[3:]})?" if len(month) > len("MAY") else month for month in MONTHS) + "|SEPT"
)
_SHAPES = (
    *(f"{_MONTH}{mark}{_DAY}{mark}{_YEAR}" for mark in ("/", "-", r"\.")),
    f"{_DAY}[- ]?({_NAMED})[- ]?{_YEAR}",
    rf"({_NAMED})\.? ?{_DAY}(, ?| ){_YEAR}",
)


def _date(text: str, purpose: Purpose) -> str | None:
    written = written_date(text)
    if written is None:
        return None
    date = date_of(written, purpose.received_on, purpose.sense)
    return date.isoformat() if date else f"{written.month:02d}/{written.day:02d}/{written.year}"


def _day(text: str) -> WrittenDate | str:
    """The day a text names, however it is written."""
    return written_date(text) or text


def _exists(value: str) -> bool:
    return iso_date(value) is not None


DATE = TextKind(
    _date,
    _exists,
    "there is no such day",
    Grammar(
        string.digits + string.ascii_uppercase + "/-., ",
        "|".join(f"({shape})" for shape in _SHAPES),
        fold_case=True,
        meaning=_day,
    ),
)
