"""Business time: when the coordinating center works, and when so many working hours have passed."""

import calendar
import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from documents import Record

DAY = dt.timedelta(days=1)


class Weekday(StrEnum):
    """The days of the week, Monday first."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


_WEEK = tuple(Weekday)
_SATURDAY, _SUNDAY = _WEEK.index(Weekday.SATURDAY), _WEEK.index(Weekday.SUNDAY)


class Holiday(Record):
    """A day of every year: a `day` of the month, or the `nth` weekday of it, -1 being the last.

    A day of the month that falls on a Saturday is kept on the Friday before, on a Sunday on the Monday after.
    """

    title: str = Field(min_length=1)
    month: int = Field(ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    weekday: Weekday | None = None
    nth: Annotated[int, Field(ge=-1, le=4)] | None = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.day is None) == (self.weekday is None) or (self.weekday is None) != (self.nth is None):
            raise ValueError("a holiday has a day, or a weekday and its nth")
        if self.nth == 0 or (self.day or 0) > calendar.monthrange(2001, self.month)[1]:
            raise ValueError("there is no such day in every year")
        return self

    def kept_in(self, year: int) -> dt.date:
        """The day on which the holiday of a year is kept; it may lie in the year before."""
        if self.day is not None:
            day = dt.date(year, self.month, self.day)
            return day + {_SATURDAY: -DAY, _SUNDAY: DAY}.get(day.weekday(), dt.timedelta())
        days = calendar.Calendar().itermonthdates(year, self.month)
        found = [day for day in days if day.month == self.month and _WEEK[day.weekday()] is self.weekday]
        nth = self.nth or 1
        return found[nth - 1 if nth > 0 else nth]


class BusinessHours(Record):
    """From when to when the center works on each weekday, by its own clock; other weekdays are closed.

    `closed` are single days beside the holidays.
    """

    hours: Mapping[Weekday, tuple[dt.time, dt.time]] = Field(min_length=1)
    holidays: tuple[Holiday, ...] = ()
    closed: frozenset[dt.date] = frozenset()

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        for weekday, (opens, closes) in self.hours.items():
            if opens.tzinfo or closes.tzinfo or opens >= closes:
                raise ValueError(f"{weekday} must open before it closes, by the clock of the center")
        return self

    def is_open_on(self, day: dt.date) -> bool:
        """Whether the center works on a day at all."""
        kept = (holiday.kept_in(year) for holiday in self.holidays for year in (day.year, day.year + 1))
        return _WEEK[day.weekday()] in self.hours and day not in self.closed and day not in kept

    def after(self, moment: dt.datetime, length: dt.timedelta, zone: ZoneInfo) -> dt.datetime:
        """The moment, in UTC, at which `length` of working time has passed since an aware one; `length` >= 0.

        Hours are hours that pass, also on a day on which the clock is put forward or back.
        """
        begins, day = moment.astimezone(dt.UTC), moment.astimezone(zone).date()
        while True:
            if self.is_open_on(day):
                opens, closes = self._hours_of(day, zone)
                begins = max(opens, begins)
                if begins + length <= closes:
                    return begins + length
                length -= max(closes - begins, dt.timedelta())
            day += DAY

    def _hours_of(self, day: dt.date, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
        opens, closes = self.hours[_WEEK[day.weekday()]]
        first, last = (dt.datetime.combine(day, time, zone).astimezone(dt.UTC) for time in (opens, closes))
        return first, last


ALWAYS = BusinessHours(hours=dict.fromkeys(Weekday, (dt.time.min, dt.time.max)))
"""Nearly every hour of every day; what holds where no hours are given."""
