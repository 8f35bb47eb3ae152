"""What is written in training: texts of every kind a form asks for, none of a real person."""

import random
import string
from collections.abc import Callable, Mapping
from types import MappingProxyType

from samples.training.numerals import code, date, npi, number, phone, zip_code
from samples.training.wording import listed, wording

_NAMES, _PLACES, _STREETS = "names.txt.gz", "places.txt.gz", "streets.txt"
_PRACTICE, _ORDERS = "practice.txt", "orders.txt"


def state(rng: random.Random) -> str:
    """The two letters of a state."""
    return rng.choice(wording("states"))


def name(rng: random.Random) -> str:
    """A name of listed words that belongs to nobody, in mixed case; at times one word or an initial."""
    first, last, other = (_titled(rng.choice(listed(_NAMES)), rng) for _ in range(3))
    initial, title = rng.choice(string.ascii_uppercase), rng.choice(wording("titles"))
    rare = (
        f"{first} {initial}. {last}",
        f"{first} {initial} {last}",
        f"{last}, {first}",
        f"{first} {last}-{other}",
        f"{first} {last}, {title}",
        f"{first} {last} {title}",
        f"Dr. {first} {last}",
        f"{rng.choice('OD')}'{last}",
        initial,
        f"{initial}.",
    )
    usual = rng.choice((f"{first} {last}", f"{first} {last}", first, last))
    return usual if rng.random() < 0.55 else rng.choice(rare)


def _titled(word: str, rng: random.Random) -> str:
    if word.startswith("MC") and len(word) > 4 and rng.random() < 0.8:
        return "Mc" + word[2:].title()
    return word.title()


def city(rng: random.Random) -> str:
    """A town, at times with its state and ZIP."""
    town = " ".join(rng.choice(listed(_PLACES)).title() for _ in range(rng.choice((1, 1, 1, 2))))
    return rng.choice((town, town, town, f"{town}, {state(rng)}", f"{town}, {state(rng)} {zip_code(rng)}"))


def address(rng: random.Random) -> str:
    """A street address."""
    street = rng.choice(listed(rng.choice((_NAMES, _PLACES, _STREETS)))).title()
    house = rng.randint(1, rng.choice((99, 999, 9999, 19999)))
    road = f"{house} {rng.choice(wording('quarters'))}{street} {rng.choice(wording('suffixes'))}"
    door = rng.choice((str(rng.randint(1, 2400)), rng.choice("ABCD"), f"{rng.randint(1, 20)}A"))
    unit = f"{rng.choice(wording('units'))} {door}"
    rare = (f"{road}, {unit}", f"{road} {unit}", unit, f"P.O. Box {house}", f"{road}, {city(rng)}")
    return road if rng.random() < 0.4 else rng.choice(rare)


def email(rng: random.Random) -> str:
    """An e-mail address at a large host or at a practice."""
    first, last = (rng.choice(listed(_NAMES)).lower() for _ in range(2))
    boxes = (f"{first}.{last}", f"{first[0]}{last}", f"{first}{last}", f"{first}_{last}", last)
    box = rng.choice((*boxes, f"{first}{rng.randint(1, 99)}"))
    own = _practice(rng).replace(" ", rng.choice(("", "", "-"))).lower()
    host = rng.choice(wording("hosts")) if rng.random() < 0.55 else own
    return f"{box}@{host}.{rng.choice(wording('ends'))}"


def _practice(rng: random.Random) -> str:
    head = rng.choice(listed(rng.choice((_NAMES, _PLACES, _PRACTICE)))).title()
    return f"{head} {rng.choice(wording('clinics'))}"


def practice(rng: random.Random) -> str:
    """The name of a practice or pharmacy."""
    firm = f", {rng.choice(wording('firms'))}" if rng.random() < 0.33 else ""
    return _practice(rng) + firm


def order(rng: random.Random) -> str:
    """Directions, allergies, specialities and other free text."""
    if rng.random() < 0.35:
        words = listed(rng.choice((_ORDERS, _PRACTICE)))
        return " ".join(rng.choice(words).lower() for _ in range(rng.randint(1, 4))).capitalize()
    pattern = rng.choice(wording("orders"))
    dose, day = rng.choice(wording("doses")), rng.choice(wording("days"))
    return pattern.format(n=dose, m=rng.randint(1, 12), d=day)


TEXTS: Mapping[str, Callable[[random.Random], str]] = MappingProxyType(
    {
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
)
"""How to think of a text of each kind."""
