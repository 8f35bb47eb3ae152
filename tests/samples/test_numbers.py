"""The made-up identifiers are well formed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import numbers, places

SEEDS = st.integers(0, 2**32 - 1).map(random.Random)


@pytest.mark.parametrize("npi", ["1234567893", "1234567810", "1234567950", "1209345671", "1290345671"])
def test_the_published_npi_vectors_have_their_check_digit(npi: str) -> None:
    assert numbers.npi_check_digit(npi[:9]) == npi[9]


@pytest.mark.parametrize(
    "number", ["5836727", "1234563", "4523761", "0999017", "0999029", "0999031", "0999043"]
)
def test_the_published_dea_and_ncpdp_vectors_have_their_check_digit(number: str) -> None:
    assert numbers.dea_check_digit(number[:6]) == number[6]


@given(SEEDS)
def test_an_npi_passes_luhn_with_the_issuer_prefix(rng: random.Random) -> None:
    digits = [int(digit) for digit in "80840" + numbers.npi(rng)]
    doubled = [sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(digits)]
    assert sum(doubled) % 10 == 0


def test_about_one_npi_in_ten_ends_in_zero() -> None:
    rng = random.Random(7)
    ends = [numbers.npi(rng)[-1] for _ in range(1000)]
    assert 60 < ends.count("0") < 140


@given(SEEDS, st.sampled_from(places.known_places()))
def test_a_phone_is_one_of_the_numbers_kept_for_fiction(rng: random.Random, place: places.Place) -> None:
    phone = numbers.phone(rng, place.area)
    assert len(phone) == 10
    assert phone[:3] == place.area
    assert phone[3:6] == "555"
    assert 100 <= int(phone[6:]) <= 199


@given(SEEDS, st.sampled_from(places.known_places()))
def test_every_state_has_an_ncpdp_number_with_a_check_digit(rng: random.Random, place: places.Place) -> None:
    number = numbers.ncpdp(rng, place.state)
    assert len(number) == 7
    assert numbers.dea_check_digit(number[:6]) == number[6]


def test_ncpdp_states_count_as_published() -> None:
    table = places.lines("ncpdp_states.txt")
    assert [table[number - 1] for number in (1, 9, 33, 45)] == ["AL", "DC", "NY", "TX"]


@given(SEEDS)
def test_a_dea_number_carries_the_initial_of_the_last_name(rng: random.Random) -> None:
    assert numbers.dea(rng, "O'Brien")[1] == "O"


@given(SEEDS)
def test_a_wrong_check_digit_changes_only_the_last_digit(rng: random.Random) -> None:
    npi = numbers.npi(rng)
    wrong = numbers.wrong_check_digit(npi, rng)
    assert wrong[:-1] == npi[:-1]
    assert wrong != npi
