"""Words of a line that no list knows, set against the listed words that look like them on the page."""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from extractors.lexicon import known_words
from extractors.two_readers import Line
from forms.definition import FieldDefinition

LISTED = 5.0
"""How many units of log probability a listed word may lie below an unlisted one and still be taken."""
_LEAST_LETTERS = 3
_MOST_CHANGES = 2
_CANDIDATES = 96
_WORD = re.compile(r"[A-Za-z']+")


@dataclass(frozen=True)
class Repaired:
    """A line after unlisted words gave way to listed ones; `changed` when one did."""

    text: str
    changed: bool


def with_listed_words(text: str, line: Line, field: FieldDefinition) -> Repaired:
    """The text with each unlisted word replaced by the listed word both readers find nearly as likely.

    What a list chose is no evidence for itself: the caller keeps the text as seen beside it.
    """
    known = known_words(field)
    words = text.split(" ")
    changed = False
    for place, word in enumerate(words):
        found = _WORD.fullmatch(word.strip(".,"))
        if found is None or len(found[0]) < _LEAST_LETTERS or found[0].upper() in known:
            continue
        better = _best(words, place, found[0], line, known)
        if better is not None:
            words[place] = word.replace(found[0], _cased(better, found[0]))
            changed = True
    return Repaired(" ".join(words), changed)


def _best(words: list[str], place: int, core: str, line: Line, known: frozenset[str]) -> str | None:
    near = process.extract(
        core.upper(),
        _in_order(known),
        scorer=Levenshtein.distance,
        score_cutoff=_MOST_CHANGES if len(core) > _LEAST_LETTERS else 1,
        limit=_CANDIDATES,
    )
    if not near:
        return None
    candidates = [core.upper(), *(word for word, _, _ in near)]
    lines = [
        " ".join([*words[:place], words[place].replace(core, other), *words[place + 1 :]]).upper()
        for other in candidates
    ]
    scores = line.scores(lines)
    best = int(scores[1:].argmax()) + 1
    return candidates[best] if scores[best] + LISTED > scores[0] else None


@cache
def _in_order(known: frozenset[str]) -> tuple[str, ...]:
    """The words in one order for all processes, since among words equally near the first are looked at."""
    return tuple(sorted(known))


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word
    return word.capitalize() if like[0].isupper() else word.lower()
