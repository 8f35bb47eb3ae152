"""What is written in training: texts of every kind a form asks for, none of a real person."""

import gzip
import random
import string
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from samples.numbers import dea_check_digit, npi_check_digit

_TABLES = Path(__file__).parent.parent / "tables"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LONG_MONTHS = "January February March April June July August September October November December".split()
_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND "
    "OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY"
).split()
_TITLES = ("MD", "M.D.", "DO", "NP", "PA-C", "RN", "PharmD", "RPh", "Jr.", "Sr.", "III")
_SUFFIXES = "St St. Street Ave Ave. Avenue Rd Road Dr Drive Ln Lane Blvd Ct Court Pl Way Pkwy Hwy Circle".split()
_UNITS = ("Apt", "Suite", "Ste", "Unit", "#", "Fl", "Rm", "Bldg")
_HOSTS = "gmail yahoo hotmail outlook aol icloud comcast verizon".split()
_ENDS = ("com", "com", "com", "org", "net", "edu")
_CLINICS = "Clinic|Medical Center|Cardiology|Lipid Center|Associates|Pharmacy|Family Medicine|Hospital".split("|")
_ORDERS = (
    "{n} mg SC once weekly",
    "{n} mg/mL SQ q week",
    "Inject {n} mg subcut every {d}",
    "{n}mg SQ weekly x {m} months",
    "1 syringe weekly on {d}",
    "Take as directed",
    "{n} mg once a week",
    "disp #{m}, refills {m}",
    "Kynamro {n} mg SC qwk",
    "NKDA",
    "none known",
    "N/A",
    "see attached",
    "same as above",
    "Penicillin, sulfa",
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Wed Fri week".split()

Texts = Callable[[random.Random], str]


@cache
def _words(name: str) -> tuple[str, ...]:
    """A word list of the extractors without the names the samples use, which stay unseen."""
    raw = files("extractors").joinpath("words", name).read_bytes()
    listed = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("ascii").split()
    samples = {word.upper() for table in ("first_names.txt", "last_names.txt") for word in _table(table)}
    return tuple(word for word in listed if word not in samples)


def _table(name: str) -> list[str]:
    return (_TABLES / name).read_text(encoding="utf-8").split()


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice(string.digits) for _ in range(count))


def npi(rng: random.Random) -> str:
    """A number of the NPI form with a right check digit."""
    nine = rng.choice("12") + _digits(rng, 8)
    return nine + npi_check_digit(nine)


def phone(rng: random.Random) -> str:
    """Ten digits in one of the layouts people use."""
    a, b, c = str(rng.randint(200, 999)), str(rng.randint(200, 999)), _digits(rng, 4)
    layouts = (
        *[f"{a}-{b}-{c}"] * 5,
        *[f"({a}) {b}-{c}"] * 3,
        f"({a}){b}-{c}",
        f"{a} {b} {c}",
        f"{a}.{b}.{c}",
        f"{a}{b}{c}",
        f"{a}/{b}-{c}",
        f"1-{a}-{b}-{c}",
        f"{b}-{c}",
        f"{a}-{b}-{c} x{rng.randint(1, 9999)}",
    )
    return rng.choice(layouts)


def date(rng: random.Random) -> str:
    """A day in figures, or with the month in letters."""
    month, day, year = rng.randint(1, 12), rng.randint(1, 31), rng.choice((rng.randint(1925, 2032), rng.randint(2010, 2026)))
    short, sign = year % 100, rng.choice("///////--.")
    layouts = (
        *[f"{month}{sign}{day}{sign}{short:02d}"] * 5,
        *[f"{month}{sign}{day}{sign}{year}"] * 5,
        *[f"{month:02d}{sign}{day:02d}{sign}{year}"] * 5,
        *[f"{month:02d}{sign}{day:02d}{sign}{short:02d}"] * 3,
        f"{month:02d} {day:02d} {year}",
        f"{month:02d}{day:02d}{year}",
        f"{_MONTHS[month - 1]} {day} {year}",
        f"{_MONTHS[month - 1]}. {day}, {year}",
        f"{day} {_MONTHS[month - 1].upper()} {year}",
        f"{rng.choice(_LONG_MONTHS)} {day}, {year}",
        f"{year}-{month:02d}-{day:02d}",
    )
    return rng.choice(layouts)


def zip_code(rng: random.Random) -> str:
    """Five digits, at times four more."""
    return _digits(rng, 5) + (f"-{_digits(rng, 4)}" if rng.random() < 0.2 else "")


def number(rng: random.Random) -> str:
    """A short number: whole, decimal, a share, a dose."""
    whole = rng.randint(0, rng.choice((9, 99, 999, 9999)))
    return rng.choice(
        (str(whole), str(whole), f"{whole}.{rng.randint(0, 9)}", f"{whole}.{rng.randint(0, 99):02d}", f"{whole}%")
        + (f"{whole} mg", f"#{whole}", f"{whole}/{rng.randint(1, 30)}", f"{rng.randint(1, 5)},{_digits(rng, 3)}", f"<{whole}")
    )


def code(rng: random.Random) -> str:
    """A license, DEA, pharmacy, tax or diagnosis number."""
    capitals, six = "".join(rng.choice(string.ascii_uppercase) for _ in range(3)), _digits(rng, 6)
    return rng.choice(
        (
            f"{rng.choice('ABFGM')}{capitals[0]}{six}{dea_check_digit(six)}",
            f"{rng.choice('ABFGM')}{capitals[0]}{six}{dea_check_digit(six)}",
            six + dea_check_digit(six),
            f"{capitals[:2]}{_digits(rng, rng.randint(4, 7))}",
            f"{rng.choice(('MD', 'PH', 'RPH', 'NP', 'DO', capitals))}-{_digits(rng, 5)}",
            f"{capitals[0]}{_digits(rng, rng.randint(4, 8))}",
            f"{rng.randint(1, 99):03d}.{six}",
            f"{_digits(rng, 2)}-{_digits(rng, 7)}",
            f"{rng.choice('ABCDEGIKMNRSZ')}{_digits(rng, 2)}.{_digits(rng, rng.randint(1, 2))}",
            f"E78.{rng.choice(('0', '00', '01', '2', '5'))}",
            "".join(rng.choice(string.ascii_uppercase + string.digits) for _ in range(rng.randint(5, 10))),
        )
    )


def state(rng: random.Random) -> str:
    """The two letters of a state."""
    return rng.choice(_STATES)


def name(rng: random.Random) -> str:
    """A name of listed words that belongs to nobody, in mixed case."""
    first, last = (_titled(rng.choice(_words("names.txt.gz")), rng) for _ in range(2))
    return rng.choice(
        (
            *[f"{first} {last}"] * 6,
            f"{first} {rng.choice(string.ascii_uppercase)}. {last}",
            f"{first} {rng.choice(string.ascii_uppercase)} {last}",
            f"{last}, {first}",
            f"{first} {last}-{_titled(rng.choice(_words('names.txt.gz')), rng)}",
            f"{first} {last}, {rng.choice(_TITLES)}",
            f"{first} {last} {rng.choice(_TITLES)}",
            f"Dr. {first} {last}",
            f"{rng.choice(('O', 'D'))}'{last}",
            first,
            last,
            last,
        )
    )


def _titled(word: str, rng: random.Random) -> str:
    if word.startswith("MC") and len(word) > 4 and rng.random() < 0.8:
        return "Mc" + word[2:].title()
    return word.title()


def city(rng: random.Random) -> str:
    """A town, at times with its state and ZIP."""
    town = " ".join(rng.choice(_words("places.txt.gz")).title() for _ in range(rng.choice((1, 1, 1, 2))))
    return rng.choice((town, town, town, f"{town}, {state(rng)}", f"{town}, {state(rng)} {zip_code(rng)}"))


def address(rng: random.Random) -> str:
    """A street address."""
    street = rng.choice((_words("names.txt.gz"), _words("places.txt.gz"), _words("streets.txt")))
    road = f"{rng.randint(1, rng.choice((99, 999, 9999, 19999)))} "
    road += rng.choice(("", "", "", "N ", "S ", "E. ", "W. ", "NW ")) + rng.choice(street).title()
    road += f" {rng.choice(_SUFFIXES)}"
    unit = f"{rng.choice(_UNITS)} {rng.choice((str(rng.randint(1, 2400)), rng.choice('ABCD'), f'{rng.randint(1, 20)}{rng.choice(chr(65) + chr(66))}'))}"
    return rng.choice(
        (road, road, road, f"{road}, {unit}", f"{road} {unit}", unit, f"P.O. Box {rng.randint(1, 9999)}", f"{road}, {city(rng)}")
    )


def email(rng: random.Random) -> str:
    """An e-mail address at a large host or at a practice."""
    first, last = (rng.choice(_words("names.txt.gz")).lower() for _ in range(2))
    box = rng.choice((f"{first}.{last}", f"{first[0]}{last}", f"{first}{last}", f"{first}_{last}", last, f"{first}{rng.randint(1, 99)}"))
    host = rng.choice(_HOSTS) if rng.random() < 0.55 else _practice(rng).replace(" ", rng.choice(("", "", "-"))).lower()
    return f"{box}@{host.replace('.', '')}.{rng.choice(_ENDS)}"


def _practice(rng: random.Random) -> str:
    head = rng.choice((_words("names.txt.gz"), _words("places.txt.gz"), _words("practice.txt")))
    return f"{rng.choice(head).title()} {rng.choice(_CLINICS)}"


def practice(rng: random.Random) -> str:
    """The name of a practice or pharmacy."""
    return rng.choice((_practice(rng), _practice(rng), f"{_practice(rng)}, {rng.choice(('PC', 'LLC', 'Inc.', 'PA'))}"))


def order(rng: random.Random) -> str:
    """Directions, allergies, specialities and other free text."""
    if rng.random() < 0.35:
        listed = rng.choice((_words("orders.txt"), _words("practice.txt")))
        return " ".join(rng.choice(listed).lower() for _ in range(rng.randint(1, 4))).capitalize()
    text = rng.choice(_ORDERS)
    return text.format(n=rng.choice((100, 160, 200, 200, 200, 70, 280)), m=rng.randint(1, 12), d=rng.choice(_DAYS))


TEXTS: dict[str, Texts] = {
    "npi": npi,
    "phone": phone,
    "date": date,
    "zip": zip_code,
    "number": number,
    "code": code,
    "state": state,
    "name": name,
    "city": city,
    "address": address,
    "email": email,
    "practice": practice,
    "order": order,
}
"""How to think of a text of each kind."""
