"""Dates as written, and the century of a two-digit year."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.dates import YearSense, month_number, parse_date, written_date

RECEIVED = dt.date(2018, 1, 5)
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["3/7/2017", "03/07/2017", "3-7-17", "03.07.2017", "07-MAR-2017", "7 Mar 2017", "March 7, 2017",
     "mar 7th, 17", "2017-03-07", "07MAR2017", "03 07 2017", "Mar. 7 2017"],
)  # fmt: skip
def test_every_usual_way_of_writing_a_date_is_read(text: str) -> None:
    assert parse_date(text, RECEIVED) == dt.date(2017, 3, 7)


@pytest.mark.parametrize(
    "text", ["", "3/7", "2017", "soon", "Ma 7, 2017", "Xyz 7, 2017", "3/7/017", "3/7/20177"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert written_date(text) is None
    assert parse_date(text, RECEIVED) is None


@pytest.mark.parametrize("text", ["02/30/2017", "13/01/2017", "02/29/2017", "0/1/2017", "31-APR-2017"])
def test_a_day_that_does_not_exist_is_written_but_no_date(text: str) -> None:
    assert written_date(text) is not None
    assert parse_date(text, RECEIVED) is None


def test_a_signature_year_is_the_nearest_not_after_receipt() -> None:
    assert parse_date("1/4/18", RECEIVED) == dt.date(2018, 1, 4)
    assert parse_date("1/9/18", RECEIVED) == dt.date(2018, 1, 9)
    assert parse_date("12/30/17", RECEIVED) == dt.date(2017, 12, 30)
    assert parse_date("1/4/19", RECEIVED) == dt.date(1919, 1, 4)


def test_a_birth_date_lies_in_the_past() -> None:
    assert parse_date("1/4/18", RECEIVED, YearSense.BIRTH) == dt.date(2018, 1, 4)
    assert parse_date("1/9/18", RECEIVED, YearSense.BIRTH) == dt.date(1918, 1, 9)
    assert parse_date("6/1/52", RECEIVED, YearSense.BIRTH) == dt.date(1952, 6, 1)


def test_a_leap_day_finds_the_century_in_which_it_exists() -> None:
    assert parse_date("2/29/00", RECEIVED, YearSense.BIRTH) == dt.date(2000, 2, 29)


def test_months_are_known_by_three_letters_or_more() -> None:
    assert month_number("SEPT") == 9
    assert month_number("JUNE") == 6
    assert month_number("JU") is None
    assert month_number("MAYBE") is None


@given(DATES, st.sampled_from(["%m/%d/%Y", "%m-%d-%Y", "%d-%b-%Y", "%B %d, %Y", "%Y-%m-%d"]))
def test_a_date_written_out_is_read_back(date: dt.date, form: str) -> None:
    assert parse_date(date.strftime(form), RECEIVED) == date


@given(DATES, st.dates(dt.date(2015, 1, 1), dt.date(2040, 1, 1)))
def test_a_two_digit_year_is_never_after_the_year_of_receipt(date: dt.date, received: dt.date) -> None:
    read = parse_date(date.strftime("%m/%d/%y"), received)
    assert read is None or received.year - 100 < read.year <= received.year


@given(DATES, st.dates(dt.date(2015, 1, 1), dt.date(2040, 1, 1)))
def test_a_birth_date_with_two_digits_is_never_in_the_future(date: dt.date, received: dt.date) -> None:
    read = parse_date(date.strftime("%m/%d/%y"), received, YearSense.BIRTH)
    assert read is None or read <= received


@given(st.text(max_size=20))
def test_no_text_makes_the_date_reader_fail(text: str) -> None:
    parse_date(text, RECEIVED)
