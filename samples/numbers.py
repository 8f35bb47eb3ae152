"""Identifiers, phones and licenses that are well formed and belong to nobody."""

import random
import string

from samples import places

_NPI_PREFIX_SUM = 24
"""What the issuer prefix 80840 adds to the check sum of an NPI."""


def npi_check_digit(nine: str) -> str:
    """The tenth digit of an NPI: Luhn over 80840 and the nine digits; 0 when the sum is a multiple of ten."""
    total = _NPI_PREFIX_SUM
    for place, digit in enumerate(reversed(nine)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def dea_check_digit(six: str) -> str:
    """The seventh digit: (d1 + d3 + d5 + 2 (d2 + d4 + d6)) mod 10; NCPDP numbers follow the same sum."""
    digits = [int(digit) for digit in six]
    return str((sum(digits[0::2]) + 2 * sum(digits[1::2])) % 10)


def npi(rng: random.Random) -> str:
    """A valid NPI; one in ten ends in 0, as in life."""
    nine = rng.choice("12") + _digits(rng, 8)
    return nine + npi_check_digit(nine)


def dea(rng: random.Random, last_name: str) -> str:
    """A valid DEA number of a practitioner: registrant type, initial of the last name, seven digits."""
    initial = next((letter for letter in last_name.upper() if letter in string.ascii_uppercase), "X")
    six = _digits(rng, 6)
    return rng.choice("ABFGM") + initial + six + dea_check_digit(six)


def ncpdp(rng: random.Random, state: str) -> str:
    """A pharmacy number: two digits of the state, four more and the check digit.

    The table holds the states in the order of their numbers, 01 first; ValueError for one that has none.
    """
    number = places.lines("ncpdp_states.txt").index(state) + 1
    six = f"{number:02d}" + _digits(rng, 4)
    return six + dea_check_digit(six)


def license_number(rng: random.Random, profession: str) -> str:
    """A state license in one of the shapes boards use; `profession` is a short prefix such as MD or PH."""
    shapes = (
        f"{profession}{_digits(rng, 6)}",
        f"{rng.choice('ACEGL')}{_digits(rng, 5)}",
        f"{rng.randint(10, 99):03d}.{_digits(rng, 6)}",
        f"{profession}-{_digits(rng, 5)}",
        str(rng.randint(10000, 999999)),
    )
    return rng.choice(shapes)


def hin(rng: random.Random) -> str:
    """A health industry number: nine capitals and digits."""
    return "".join(rng.choice(string.ascii_uppercase[:8] + string.digits) for _ in range(7)) + "00"


def phone(rng: random.Random, area: str) -> str:
    """Ten digits: the area code and one of the numbers kept for fiction, 555-0100 to 555-0199."""
    return f"{area}5550{rng.randint(100, 199)}"


def wrong_check_digit(number: str, rng: random.Random) -> str:
    """The number with its last digit changed."""
    return number[:-1] + rng.choice([digit for digit in string.digits if digit != number[-1]])


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice(string.digits) for _ in range(count))
