"""One real writer: everything he left, and what he can write with it."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samples.writers.invented import INVENTED
from samples.writers.strokes import Piece

LOW_LETTERS = "aceimnorsuvwxz"
"""Small letters without ascender or descender; the dot of the i aside."""

_ENOUGH_WORDS = 8
_SIGNING_LETTERS = range(4, 13)
_SHORTEST, _TALLEST = 0.55, 1.6
"""A capital, digit or tall letter is taken only with a height in this range, in capital heights."""
_OWN_SPREAD = 1.9
"""A sample that is so many times larger or smaller than the writer's others of its label is left out."""


@dataclass(frozen=True, eq=False)
class Person:
    """A real writer: `characters` and `words` with all samples by label, and whole `lines` of text.

    Everything is in his own capital heights.
    """

    name: str
    characters: Mapping[str, tuple[Piece, ...]]
    words: Mapping[str, tuple[Piece, ...]]
    lines: tuple[Piece, ...]

    @cached_property
    def low_height(self) -> float:
        """Height of his small letters without ascender."""
        heights = [
            piece.height
            for letter in LOW_LETTERS
            if letter != "i"
            for piece in self.characters.get(letter, ())
        ]
        return float(min(max(np.median(heights), 0.4), 0.8)) if heights else 0.6

    @cached_property
    def writes_numbers(self) -> bool:
        """Whether he left all ten digits."""
        return all(digit in self.characters for digit in string.digits)

    @cached_property
    def signing_words(self) -> Mapping[str, tuple[Piece, ...]]:
        """Words of his that can stand for a name in a signature."""
        fit = {
            label: tuple(piece for piece in pieces if _is_cursive(piece))
            for label, pieces in self.words.items()
            if len(label) in _SIGNING_LETTERS and label.isalpha() and not label.isupper()
        }
        return {label: pieces for label, pieces in sorted(fit.items()) if pieces}

    @property
    def can_sign(self) -> bool:
        """Whether there are enough words to take signatures from."""
        return len(self.signing_words) >= _ENOUGH_WORDS

    def in_letters(self, text: str) -> str | None:
        """The text in letters he left, None when he left neither the small nor the capital form of one.

        As it is, otherwise all in capitals, otherwise with single letters in their other form, as in "MaRk".
        Signs he did not leave do not count against him when there is a plain invented one.
        """
        for spelt in (text, text.upper(), "".join(map(self._own_form, text))):
            if all(word in self.words or self.has_letters(word) for word in spelt.split(" ")):
                return spelt
        return None

    def _own_form(self, letter: str) -> str:
        return letter if letter in self.characters or letter in INVENTED else letter.swapcase()

    def has_letters(self, word: str) -> bool:
        """Whether the word can be written letter by letter."""
        return all(letter in self.characters or letter in INVENTED for letter in word)


def _is_cursive(piece: Piece) -> bool:
    """Whether a word is written in one go, or nearly, and not letter by letter into boxes."""
    letters = len(piece.label)
    return len(piece.lines) <= 1 + 0.6 * letters and 0.25 * letters < piece.width < 1.1 * letters


def tidied(samples: Sequence[Piece], label: str) -> tuple[Piece, ...]:
    """The samples of a character without those that can hardly be what their label says.

    Labels were given by contributors and not checked: specks, scratched-out tries and other letters occur.
    """
    if label in string.punctuation:
        return tuple(samples)
    tall = label in string.digits or label in string.ascii_uppercase or label in "bdfhkl"
    fit = [piece for piece in samples if not tall or _SHORTEST <= piece.height <= _TALLEST] or samples
    usual = float(np.median([_size(piece) for piece in fit]))
    return tuple(piece for piece in fit if 1 / _OWN_SPREAD <= _size(piece) / usual <= _OWN_SPREAD)


def _size(piece: Piece) -> float:
    return max(piece.height, piece.width, 0.05)
