"""The committed tables of names and places, and addresses made from them."""

import csv
import functools
import random
from pathlib import Path

from documents import Record

_TABLES = Path(__file__).parent / "tables"
_STREET_ENDS = ("St", "Ave", "Rd", "Blvd", "Dr", "Ln", "Way", "Street", "Avenue", "Pkwy", "Ct")


class Place(Record):
    """A city with its state, the first three digits of its ZIP codes and an area code."""

    city: str
    state: str
    zip3: str
    area: str


class Address(Record):
    """A postal address; `line_2` may be empty."""

    line_1: str
    line_2: str
    city: str
    state: str
    zip: str


@functools.cache
def lines(table: str) -> tuple[str, ...]:
    """The lines of a committed table."""
    return tuple((_TABLES / table).read_text(encoding="utf-8").splitlines())


@functools.cache
def known_places() -> tuple[Place, ...]:
    """The committed cities."""
    with (_TABLES / "places.csv").open(encoding="utf-8", newline="") as table:
        return tuple(Place.model_validate(row) for row in csv.DictReader(table))


def pick(rng: random.Random) -> Place:
    """One of the committed cities."""
    return rng.choice(known_places())


def street_address(rng: random.Random, place: Place) -> Address:
    """An address there that no one has checked; sometimes with a second line or a nine-digit ZIP."""
    second = rng.choice(("Suite", "Ste", "Floor", "Unit", "Bldg")) + f" {rng.randint(1, 940)}"
    zip_code = f"{place.zip3}{rng.randint(1, 99):02d}"
    if rng.random() < 0.12:
        zip_code += f"-{rng.randint(1000, 9999)}"
    return Address(
        line_1=f"{rng.randint(2, 9899)} {rng.choice(lines('streets.txt'))} {rng.choice(_STREET_ENDS)}",
        line_2=second if rng.random() < 0.45 else "",
        city=place.city,
        state=place.state,
        zip=zip_code,
    )
