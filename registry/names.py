"""How near two names are, with case, accents and punctuation folded away."""

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from rapidfuzz import fuzz

KeyT = TypeVar("KeyT")

MARKS = re.compile(r"[\u0300-\u036f]")
PUNCTUATION = re.compile(r"[\W_]+")

NEAR = 80.0
"""Nearness, 0 to 100, from which a name is a candidate; `Oaks` for `Oakes` with a first name is at 95."""

MOST = 8
"""How many near names are worth showing."""


def folded(name: str) -> str:
    """The name in lower case without accents; punctuation becomes one space."""
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name)
    return " ".join(PUNCTUATION.sub(" ", MARKS.sub("", plain.casefold())).split())


def nearness(one: str, other: str) -> float:
    """How near two whole names are, 0 to 100, whatever the order of their parts."""
    return fuzz.token_sort_ratio(folded(one), folded(other))


def near(wanted: str, known: Iterable[tuple[KeyT, str]]) -> tuple[tuple[KeyT, float], ...]:
    """The keys of the names nearest to the wanted one, best first, with their nearness."""
    plain = folded(wanted)
    if not plain:
        return ()
    scored = ((key, fuzz.token_sort_ratio(plain, folded(name), score_cutoff=NEAR)) for key, name in known)
    best = sorted((pair for pair in scored if pair[1] > 0), key=lambda pair: -pair[1])
    return tuple(best[:MOST])
