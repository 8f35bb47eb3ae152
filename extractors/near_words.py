"""Words of a line that no list knows, set against what looks like them on the page: listed words, numbers."""

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from extractors.lexicon import everyday_words, known_words
from extractors.two_readers import Line
from forms.definition import FieldDefinition

LISTED = 7.0
"""How many units of log probability a listed word may lie below an unlisted one and still be taken.

Of 2,622 names, addresses and texts by calibration writers 1,941 are right with it and 1,890 with 5; of 553
names read right and in no list it displaces 63, 5 displaces 29.
"""
_EVERYDAY = 5.0
"""The same for a word of everyday English."""
LEAST_LETTERS = 3
"""Shorter words stay as they are."""
_MOST_CHANGES = 2
_CANDIDATES = 96
_WORD = re.compile(r"[A-Za-z']+")
_NUMBER = re.compile(r"[SIlZB]?[0-9OoDQ]+")
_FIRST_DIGIT = str.maketrans("SIlZB", "51128")
_ZEROS = str.maketrans("OoDQ", "0000")
_STROKES = "Il1"


def with_listed_words(text: str, line: Line, field: FieldDefinition) -> str:
    """The text with each word nobody knows replaced by what both readers find nearly as likely.

    That is a listed word, in free text also one of everyday English, two listed ones with a stroke between
    (`MG/ML` for `MGIML`), or a number for figures mixed with letters that look like them. What a list chose
    is no evidence for itself: the caller keeps the text as seen beside it.
    """
    known, everyday = known_words(field), everyday_words(field)
    words = text.split(" ")
    for place, word in enumerate(words):
        core = word.strip(".,")
        if len(core) < LEAST_LETTERS or core.upper() in known:
            continue
        tried = {core: _EVERYDAY if core.upper() in everyday else 0.0}
        tried |= dict.fromkeys(_near(core, everyday), _EVERYDAY) | dict.fromkeys(_like(core, known), LISTED)
        words[place] = word.replace(core, _likeliest(words, place, core, tried, line))
    return " ".join(words)


def _like(core: str, known: frozenset[str]) -> Iterator[str]:
    """What a word that no list knows may be."""
    yield from _near(core, known)
    if _WORD.fullmatch(core):
        yield from _with_stroke(core, known)
    elif _NUMBER.fullmatch(core) and not core.isdigit():
        yield core[0].translate(_FIRST_DIGIT).translate(_ZEROS) + core[1:].translate(_ZEROS)


def _near(core: str, known: frozenset[str]) -> Iterator[str]:
    """The words of a list that are spelt much like a word, in its case."""
    if known and _WORD.fullmatch(core):
        near = process.extract(
            core.upper(),
            _in_order(known),
            scorer=Levenshtein.distance,
            score_cutoff=_MOST_CHANGES if len(core) > LEAST_LETTERS else 1,
            limit=_CANDIDATES,
        )
        yield from (cased(word, core) for word, _, _ in near)


def _with_stroke(core: str, known: frozenset[str]) -> Iterator[str]:
    for place, character in enumerate(core):
        before, after = core[:place], core[place + 1 :]
        if character in _STROKES and before.upper() in known and after.upper() in known:
            yield f"{before}/{after}"


def _likeliest(words: list[str], place: int, core: str, tried: dict[str, float], line: Line) -> str:
    """The likeliest of the words tried, each with what it may lie below the others."""
    if len(tried) == 1:
        return core
    lines = [
        " ".join([*words[:place], words[place].replace(core, one), *words[place + 1 :]]).upper()
        for one in tried
    ]
    return list(tried)[int((line.scores(lines) + np.array(list(tried.values()))).argmax())]


@cache
def _in_order(known: frozenset[str]) -> tuple[str, ...]:
    """The words in one order for all processes, since among words equally near the first are looked at."""
    return tuple(sorted(known))


def cased(word: str, like: str) -> str:
    """A word in capitals in the case of the word that was seen."""
    if like.isupper():
        return word
    return word.capitalize() if like[0].isupper() else word.lower()
