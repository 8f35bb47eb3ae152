"""Names and cities that no list knows, among the spellings that both readers find likely."""

from functools import cache

import numpy as np

from extractors.lexicon import known_words
from extractors.near_words import LEAST_LETTERS, cased
from extractors.spelling import Spelling
from extractors.two_readers import Line
from forms.definition import FieldDefinition, FieldKind

SPELT = 0.75
"""How much the log probability of a word's spelling counts beside that of the pixels."""
_FARTHEST = 4.0
"""How many units of log probability a spelling may lie below the one that was seen."""
_KINDS = frozenset({FieldKind.NAME, FieldKind.CITY})


def with_likely_spelling(text: str, line: Line, field: FieldDefinition) -> str:
    """The text with each word of a name or city that nobody knows spelt as is likeliest.

    Tried are the spellings that the readers find likely, weighed by both and by how the words of the list
    are spelt; none that lies more than 4 units of log probability below what was seen. What was chosen is no
    evidence for itself: the caller keeps the text as seen beside it.
    """
    known = known_words(field) if field.kind in _KINDS else frozenset()
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if known and _is_unknown(word, known)]
    if not places:
        return text
    spelling = _spelling(known)
    others = [other for other in map(str.split, line.likely_texts()) if len(other) == len(words)]
    for place in places:
        words[place] = _likeliest(words, place, [other[place] for other in others], line, spelling)
    return " ".join(words)


def _is_unknown(word: str, known: frozenset[str]) -> bool:
    core = word.strip(".,")
    return len(core) >= LEAST_LETTERS and core.upper() not in known


def _likeliest(words: list[str], place: int, others: list[str], line: Line, spelling: Spelling) -> str:
    """The word in that place, or another that is likelier, in the same case."""
    tried = list(dict.fromkeys((words[place].upper(), *others)))
    lines = [" ".join([*words[:place], word, *words[place + 1 :]]).upper() for word in tried]
    spelt = np.array([spelling.log_probability(word.strip(".,")) for word in tried])
    seen = line.scores(lines)
    best = int(np.where(seen + _FARTHEST >= seen[0], seen + SPELT * spelt, -np.inf).argmax())
    return cased(tried[best], words[place]) if best else words[place]


@cache
def _spelling(known: frozenset[str]) -> Spelling:
    return Spelling(known)
