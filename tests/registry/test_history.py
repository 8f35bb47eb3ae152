"""Where changes place somebody on a day: by their days, never by the order in which they became known."""

import datetime as dt
from itertools import permutations

import pytest

from documents import Standing
from registry.history import Change, Position, ended_from, position
from tests.registry.people import NOON

JANUARY, MARCH, JUNE, AUGUST = (dt.date(2018, month, 1) for month in (1, 3, 6, 8))


def change(standing: Standing, day: dt.date, by: str = "", recorded_at: dt.datetime = NOON) -> Change:
    return Change(standing=standing, effective_on=day, recorded_at=recorded_at, evidence="import", by=by)


CAREER = (
    change(Standing.PENDING, JUNE),
    change(Standing.CERTIFIED, JANUARY),
    change(Standing.CERTIFIED, MARCH),
    change(Standing.DECERTIFIED, JUNE),
    change(Standing.CERTIFIED, AUGUST),
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (dt.date(2017, 12, 31), Position()),
        (JANUARY, Position(standing=Standing.CERTIFIED, good_since=JANUARY, renewed_on=JANUARY)),
        (MARCH, Position(standing=Standing.CERTIFIED, good_since=JANUARY, renewed_on=MARCH)),
        (
            JUNE,
            Position(standing=Standing.DECERTIFIED, good_since=JANUARY, renewed_on=MARCH, ended_on=JUNE),
        ),
        (AUGUST, Position(standing=Standing.CERTIFIED, good_since=AUGUST, renewed_on=AUGUST)),
        (None, Position(standing=Standing.CERTIFIED, good_since=AUGUST, renewed_on=AUGUST)),
    ],
)
def test_a_standing_is_that_of_the_day_in_whatever_order_the_changes_came(
    on: dt.date | None, expected: Position
) -> None:
    assert {position(order, on) for order in permutations(CAREER)} == {expected}


def test_of_two_changes_of_one_day_the_one_that_ends_holds_until_a_person_says_otherwise() -> None:
    both = (change(Standing.DECERTIFIED, JUNE), change(Standing.CERTIFIED, JUNE))
    assert position(both, JUNE).standing is Standing.DECERTIFIED
    later = NOON + dt.timedelta(hours=1)
    said = (change(Standing.CERTIFIED, JUNE, "ada", later), change(Standing.DEACTIVATED, JUNE, "bo"))
    assert position((*said, *both), JUNE).standing is Standing.CERTIFIED


def test_a_certification_that_lasts_is_expired_after_its_days_unless_it_is_given_again() -> None:
    renewed = CAREER[1:3]
    days = (MARCH - JANUARY).days
    assert position(renewed, MARCH + dt.timedelta(days=days), days).standing is Standing.CERTIFIED
    over = MARCH + dt.timedelta(days=days + 1)
    assert position(renewed, over, days) == Position(
        standing=Standing.EXPIRED, good_since=JANUARY, renewed_on=MARCH, ended_on=over
    )
    back = position((*renewed, change(Standing.CERTIFIED, AUGUST)), AUGUST, days)
    assert (back.standing, back.good_since) == (Standing.CERTIFIED, AUGUST)


@pytest.mark.parametrize(
    ("since", "ended"),
    [(JANUARY, JUNE), (dt.date(2018, 7, 1), dt.date(2018, 7, 1)), (AUGUST, None)],
)
def test_what_rests_on_a_standing_ends_on_the_first_day_it_is_ended(
    since: dt.date, ended: dt.date | None
) -> None:
    assert ended_from(CAREER, since) == ended
