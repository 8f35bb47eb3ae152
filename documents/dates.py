"""Dates as people write them on American forms, and the century of a two-digit year."""

import datetime as dt
import re
from enum import StrEnum
from typing import Final, NamedTuple

MONTHS: Final = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE",
    "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip
"""English month names in order; their first three letters (and SEPT) are the short names."""

_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:ST|ND|RD|TH)?[\s\-/.]*([A-Z]{3,9})[\s\-/.,]*(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([A-Z]{3,9})[\s\-/.]*(\d{1,2})(?:ST|ND|RD|TH)?[\s\-/.,]+(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORTEST_MONTH = 3


class YearSense(StrEnum):
    """What a date is of, which settles the century of a two-digit year."""

    BIRTH = "birth"
    RECENT = "recent"


class WrittenDate(NamedTuple):
    """A date as written; it need not exist. `year` has two or four digits."""

    month: int
    day: int
    year: str


def month_number(name: str) -> int | None:
    """1 to 12 for month name in capitals, whole or shortened to at least three letters; otherwise None."""
    if len(name) < _SHORTEST_MONTH:
        return None
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name)), None)


def written_date(text: str) -> WrittenDate | None:
    """Month, day and year of M/D/Y, M-D-Y, M.D.Y, DD-MON-Y, a named month and a day, or Y-M-D."""
    clean = text.strip().upper()
    if found := _ISO.fullmatch(clean):
        return WrittenDate(int(found[2]), int(found[3]), found[1])
    if found := _NUMBERS.fullmatch(clean):
        return WrittenDate(int(found[1]), int(found[2]), found[3])
    if found := _DAY_FIRST.fullmatch(clean):
        month, day = month_number(found[2]), found[1]
    elif found := _MONTH_FIRST.fullmatch(clean):
        month, day = month_number(found[1]), found[2]
    else:
        return None
    return None if month is None else WrittenDate(month, int(day), found[3])


def _dated(year: int, written: WrittenDate) -> dt.date | None:
    try:
        return dt.date(year, written.month, written.day)
    except ValueError:
        return None


def date_of(written: WrittenDate, received_on: dt.date, sense: YearSense) -> dt.date | None:
    """The date meant, None when there is no such day.

    A two-digit year is the nearest one not after the year of receipt; for a birth date the whole date must
    not lie after receipt.
    """
    if len(written.year) == len("2017"):
        return _dated(int(written.year), written)
    year = received_on.year - (received_on.year - int(written.year)) % 100
    date = _dated(year, written)
    if sense is YearSense.BIRTH and (date is None or date > received_on):
        return _dated(year - 100, written)
    return date


def parse_date(text: str, received_on: dt.date, sense: YearSense = YearSense.RECENT) -> dt.date | None:
    """The date a person wrote, None when the text is no date or the day does not exist."""
    written = written_date(text)
    return None if written is None else date_of(written, received_on, sense)


def iso_date(value: str) -> dt.date | None:
    """The date of a reading in normal form; None for a text that is no date, such as 02/30/1980."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None
