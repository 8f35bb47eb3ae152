"""Numbers as training writes them: identifiers, phones, days, codes, in the layouts people use."""

import random
import string

from samples.numbers import dea_check_digit, npi_check_digit
from samples.training.wording import wording


def digits(rng: random.Random, count: int) -> str:
    """So many digits."""
    return "".join(rng.choice(string.digits) for _ in range(count))


def npi(rng: random.Random) -> str:
    """A number of the NPI form with a right check digit."""
    nine = rng.choice("12") + digits(rng, 8)
    return nine + npi_check_digit(nine)


def phone(rng: random.Random) -> str:
    """Ten digits, at times with an extension or without the area."""
    a, b, c = str(rng.randint(200, 999)), str(rng.randint(200, 999)), digits(rng, 4)
    common = rng.choice((f"{a}-{b}-{c}", f"{a}-{b}-{c}", f"({a}) {b}-{c}"))
    rare = rng.choice((f"({a}){b}-{c}", f"{a} {b} {c}", f"{a}.{b}.{c}", f"{a}{b}{c}", f"{a}/{b}-{c}"))
    odd = rng.choice((f"1-{a}-{b}-{c}", f"{b}-{c}", f"{a}-{b}-{c} x{rng.randint(1, 9999)}"))
    return rng.choices((common, rare, odd), (8, 5, 3))[0]


def date(rng: random.Random) -> str:
    """A day in figures, or with the month in letters."""
    month, day = rng.randint(1, 12), rng.randint(1, 31)
    year = rng.choice((rng.randint(1925, 2032), rng.randint(2010, 2026)))
    short, sign = f"{year % 100:02d}", rng.choice("///////--.")
    one, two = f"{month}{sign}{day}{sign}", f"{month:02d}{sign}{day:02d}{sign}"
    usual = rng.choices((one + short, f"{one}{year}", f"{two}{year}", two + short), (5, 5, 5, 3))[0]
    name, long_name = wording("months")[month - 1], wording("long_months")[month - 1]
    other = (
        f"{month:02d} {day:02d} {year}",
        f"{month:02d}{day:02d}{year}",
        f"{name} {day} {year}",
        f"{name}. {day}, {year}",
        f"{day} {name.upper()} {year}",
        f"{long_name} {day}, {year}",
        f"{year}-{month:02d}-{day:02d}",
    )
    return usual if rng.random() < 0.72 else rng.choice(other)


def zip_code(rng: random.Random) -> str:
    """Five digits, at times four more."""
    return digits(rng, 5) + (f"-{digits(rng, 4)}" if rng.random() < 0.2 else "")


def number(rng: random.Random) -> str:
    """A short number: whole, decimal, a share, a dose."""
    whole = rng.randint(0, rng.choice((9, 99, 999, 9999)))
    shapes = (
        str(whole),
        str(whole),
        f"{whole}.{rng.randint(0, 9)}",
        f"{whole}.{rng.randint(0, 99):02d}",
        f"{whole}%",
        f"{whole} mg",
        f"#{whole}",
        f"{whole}/{rng.randint(1, 30)}",
        f"{rng.randint(1, 5)},{digits(rng, 3)}",
        f"<{whole}",
    )
    return rng.choice(shapes)


def code(rng: random.Random) -> str:
    """A license, DEA, pharmacy, tax or diagnosis number."""
    capitals, six = "".join(rng.choice(string.ascii_uppercase) for _ in range(3)), digits(rng, 6)
    dea = f"{rng.choice('ABFGM')}{capitals[0]}{six}{dea_check_digit(six)}"
    shapes = (
        dea,
        dea,
        six + dea_check_digit(six),
        f"{capitals[:2]}{digits(rng, rng.randint(4, 7))}",
        f"{rng.choice((*wording('boards'), capitals))}-{digits(rng, 5)}",
        f"{capitals[0]}{digits(rng, rng.randint(4, 8))}",
        f"{rng.randint(1, 99):03d}.{six}",
        f"{digits(rng, 2)}-{digits(rng, 7)}",
        f"{rng.choice('ABCDEGIKMNRSZ')}{digits(rng, 2)}.{digits(rng, rng.randint(1, 2))}",
        f"E78.{rng.choice(('0', '00', '01', '2', '5'))}",
        "".join(rng.choice(string.ascii_uppercase + string.digits) for _ in range(rng.randint(5, 10))),
    )
    return rng.choice(shapes)
