"""How near two names are, with case, accents and punctuation folded away."""

import re
import unicodedata

from rapidfuzz import fuzz

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


def compared(name: str) -> str:
    """The name as names are compared: folded, its words in order of the alphabet."""
    return " ".join(sorted(folded(name).split()))


def nearness(one: str, other: str) -> float:
    """How near two whole names are, 0 to 100, whatever the order of their parts."""
    return fuzz.ratio(compared(one), compared(other))
