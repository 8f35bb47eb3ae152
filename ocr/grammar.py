"""What a field can hold: the characters, the shape and the check that decoding keeps to."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import regex

PRINTABLE = "".join(chr(code) for code in range(33, 127)) + " "
"""Printable ASCII, the space last."""


@dataclass(frozen=True)
class Grammar:
    """The texts a field can hold.

    `alphabet` are the characters decoding may use and `pattern` the shape of the whole text. `check` is
    asked of texts that have the shape. A closed set is given by `values` instead of a pattern. With
    `fold_case` a letter counts for the same letter of the alphabet in the other case. `meaning` is the same
    for texts of the shape that say the same in another layout; `layout` are the characters that make one
    and stand for nothing.
    """

    alphabet: str
    pattern: str = ""
    check: Callable[[str], bool] | None = None
    values: tuple[str, ...] = ()
    fold_case: bool = False
    meaning: Callable[[str], Hashable] | None = None
    layout: str = ""

    def allows(self, text: str) -> bool:
        """Whether the text is one this grammar allows, its check included."""
        if self.values:
            return text in self.values
        if self.pattern and regex.compile(self.pattern).fullmatch(text) is None:
            return False
        if not set(text) <= set(self.alphabet):
            return False
        return self.check is None or self.check(text)
