"""The columns of a recogniser's posteriors gathered to the characters a field can hold."""

import unicodedata

import numpy as np
from numpy.typing import NDArray

from ocr.ctc import FLOOR, Posteriors
from ocr.grammar import PRINTABLE

_LOOKS_LIKE = {
    "'": "\u2018\u2019\u00b4\u02b9\u2032",
    '"': "\u201c\u201d\u2033",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d",
    ".": "\u00b7\u2022\u3002",
    ",": "\uff0c\u3001",
    ":": "\u2236",
}


class Columns:
    """For each printable ASCII character, the columns of a recogniser that mean it.

    `characters` are the recogniser's characters from column 1 on. Full-width and typographic forms of a
    character count for it.
    """

    def __init__(self, characters: tuple[str, ...]) -> None:
        place: dict[str, list[int]] = {character: [] for character in PRINTABLE}
        for column, character in enumerate(characters, 1):
            plain = _plain(character)
            if plain in place:
                place[plain].append(column)
        self._columns = [np.array(place[character], dtype=np.int64) for character in PRINTABLE]
        self._first = np.array([columns[0] if len(columns) else 0 for columns in self._columns])
        self._missing = np.array([not len(columns) for columns in self._columns])
        self._several = [i for i, columns in enumerate(self._columns) if len(columns) > 1]

    def printable(self, raw: NDArray[np.float32]) -> Posteriors:
        """Blank and printable ASCII of a time x classes matrix: time x (1 + 95), rows NOT normalised."""
        gathered = np.empty((len(raw), 1 + len(PRINTABLE)))
        gathered[:, 0] = raw[:, 0]
        gathered[:, 1:] = raw[:, self._first]
        gathered[:, 1:][:, self._missing] = 0
        for character in self._several:
            gathered[:, 1 + character] = raw[:, self._columns[character]].sum(axis=1)
        return gathered


def _plain(character: str) -> str:
    for plain, alike in _LOOKS_LIKE.items():
        if character in alike:
            return plain
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def narrowed(printable: Posteriors, alphabet: str, *, fold_case: bool) -> Posteriors:
    """Posteriors over blank and the alphabet alone, from those over printable ASCII; not normalised."""
    place = {character: column for column, character in enumerate(PRINTABLE, 1)}
    kept = np.empty((len(printable), 1 + len(alphabet)))
    kept[:, 0] = printable[:, 0]
    for column, character in enumerate(alphabet, 1):
        kept[:, column] = printable[:, place[character]]
        other = character.swapcase()
        if fold_case and other != character and other not in alphabet:
            kept[:, column] += printable[:, place[other]]
    return np.maximum(kept, FLOOR)
