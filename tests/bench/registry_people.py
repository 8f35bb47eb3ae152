"""People by the hundred thousand that do not exist, with names as common as they are in a large country."""

import datetime as dt
import gzip
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import accumulate

from documents.formats import npi_check_digit
from samples.people import make_pharmacy
from samples.places import lines

COMMONEST = ("Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "Rodriguez")
HEAD = 10
"""By Zipf's law from the eleventh word on the commonest surname is about one in 110, as Smith is."""
FIRST_BIRTH, BIRTH_DAYS = dt.date(1930, 1, 1), 26_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Doctor:
    """A prescriber."""

    npi: str
    first: str
    last: str


@dataclass(frozen=True)
class Shop:
    """A pharmacy."""

    npi: str
    ncpdp: str
    name: str


@dataclass(frozen=True)
class Sick:
    """A patient, with the prescriber who enrolled them."""

    number: str
    first: str
    last: str
    born: dt.date
    doctor: Doctor


@dataclass(frozen=True)
class Crowd:
    """Everybody: nine in ten participants prescribe, and there are as many patients as participants."""

    doctors: Sequence[Doctor] = field(repr=False)
    shops: Sequence[Shop] = field(repr=False)
    sick: Sequence[Sick] = field(repr=False)


class _Words:
    """Words drawn by their rank."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._weights = list(accumulate(1 / (rank + HEAD) for rank in range(1, len(words) + 1)))

    def draw(self, chance: random.Random) -> str:
        return chance.choices(self._words, cum_weights=self._weights)[0]


def crowd(participants: int, seed: int) -> Crowd:
    """So many participants and as many patients, always the same for a seed."""
    chance = random.Random(seed)
    first = _Words(_shuffled(lines("first_names.txt"), chance))
    listed = gzip.decompress(files("extractors").joinpath("words", "names.txt.gz").read_bytes())
    last = _Words((*COMMONEST, *_shuffled(listed.decode("ascii").title().split(), chance)))
    shops = participants // 10
    doctors = [
        Doctor(_npi(number), first.draw(chance), last.draw(chance)) for number in range(participants - shops)
    ]
    sick = [
        Sick(f"P-{number:010d}", first.draw(chance), last.draw(chance), _born(chance), chance.choice(doctors))
        for number in range(participants)
    ]
    made = ((number, make_pharmacy(chance)) for number in range(participants - shops, participants))
    return Crowd(doctors, [Shop(_npi(number), one.ncpdp, one.name) for number, one in made], sick)


def misread(word: str, chance: random.Random) -> str:
    """The word with one letter more, less or other."""
    place, letter = chance.randrange(len(word)), chance.choice(LETTERS)
    return word[:place] + chance.choice(("", letter, letter + word[place])) + word[place + 1 :]


def _shuffled(words: Sequence[str], chance: random.Random) -> list[str]:
    return chance.sample(words, len(words))


def _npi(number: int) -> str:
    nine = f"1{number * 613 % 10**8:08d}"
    return nine + npi_check_digit(nine)


def _born(chance: random.Random) -> dt.date:
    return FIRST_BIRTH + dt.timedelta(days=chance.randrange(BIRTH_DAYS))
