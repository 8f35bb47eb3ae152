"""Business time: nights, holidays and changes of the clock, whatever the hours."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import BadSetting
from review_queue.answer_times import load_business_hours
from review_queue.business_hours import BusinessHours, Weekday

SHIPPED = load_business_hours()
ZONE = ZoneInfo("America/New_York")
HOUR = dt.timedelta(hours=1)
CLOCK_CHANGES = [dt.datetime(2026, 3, 8, tzinfo=ZONE), dt.datetime(2026, 11, 1, tzinfo=ZONE)]

times = st.times().map(lambda time: time.replace(microsecond=0, fold=0))
opening = st.tuples(times, times).map(sorted).filter(lambda pair: pair[0] < pair[1])
lengths = st.timedeltas(min_value=dt.timedelta(), max_value=40 * HOUR)
moments = st.builds(
    lambda change, apart: change + apart,
    st.sampled_from(CLOCK_CHANGES),
    st.timedeltas(min_value=-96 * HOUR, max_value=96 * HOUR),
)


@st.composite
def calendars(draw: st.DrawFn) -> BusinessHours:
    """Hours of at least an hour on some weekdays, Sundays of changing clocks among them."""
    weekdays = draw(st.sets(st.sampled_from(Weekday), min_size=1))
    hours = {weekday: tuple(draw(opening)) for weekday in weekdays}
    return BusinessHours.model_validate({"hours": hours | {Weekday.SUNDAY: (dt.time(0, 30), dt.time(22))}})


@given(calendars(), moments, lengths, lengths)
def test_adding_business_time_is_additive_and_monotone_across_changes_of_the_clock(
    hours: BusinessHours, moment: dt.datetime, one: dt.timedelta, other: dt.timedelta
) -> None:
    at_once = hours.after(moment, one + other, ZONE)
    first = hours.after(moment, one, ZONE)
    assert hours.after(first, other, ZONE) == at_once
    assert moment <= first <= at_once
    assert first <= hours.after(moment + other, one, ZONE)
    assert at_once - first >= other


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        ("2026-11-24T09:00", 4, "2026-11-24T13:00"),
        ("2026-11-24T18:30", 4, "2026-11-25T10:30"),
        ("2026-11-24T23:00", 12, "2026-11-25T20:00"),
        ("2026-11-25T19:00", 4, "2026-11-27T11:00"),
        ("2026-07-02T19:00", 2, "2026-07-06T09:00"),
        ("2021-12-30T19:00", 2, "2022-01-03T09:00"),
    ],
    ids=["by day", "over night", "at night", "over Thanksgiving", "holiday kept on Friday", "New Year kept"],
)
def test_nights_weekends_and_holidays_do_not_count(received: str, hours: int, due: str) -> None:
    moment, expected = (dt.datetime.fromisoformat(text).replace(tzinfo=ZONE) for text in (received, due))
    assert SHIPPED.after(moment, hours * HOUR, ZONE) == expected


def test_a_night_in_which_the_clock_is_put_forward_has_an_hour_less() -> None:
    hours = BusinessHours(hours={Weekday.SUNDAY: (dt.time(0), dt.time(8))})
    assert hours.after(CLOCK_CHANGES[0], 7 * HOUR, ZONE) == dt.datetime(2026, 3, 8, 8, tzinfo=ZONE)


def test_the_holidays_of_2026_are_kept_on_the_days_the_government_publishes() -> None:
    """As listed for 2026 by the Office of Personnel Management."""
    days = ("01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25")
    kept = [holiday.kept_in(2026).isoformat() for holiday in SHIPPED.holidays]
    assert kept == [f"2026-{day}" for day in days]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[hours", "not TOML"),
        ("", "hours"),
        ("[hours]\nmonday = [18:00:00, 08:00:00]", "monday"),
        ("[hours]\nholyday = [08:00:00, 18:00:00]", "holyday"),
        (
            "[hours]\nmonday = [08:00:00, 18:00:00]\n[[holidays]]\ntitle = 'A'\nmonth = 2\nday = 30",
            "holidays.0",
        ),
        ("[hours]\nmonday = [08:00:00, 18:00:00]\n[[holidays]]\ntitle = 'A'\nmonth = 2", "holidays.0"),
        ("closed = [2026-02-30]", "not TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    file = tmp_path / "hours.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting, match=rf"hours\.toml: .*{key}"):
        load_business_hours(file)
    with pytest.raises(BadSetting, match="none"):
        load_business_hours(tmp_path / "none.toml")
