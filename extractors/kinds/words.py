"""Kinds of free words: text, names, initials, addresses, cities."""

import re
import string

from extractors.kinds.kind import Purpose, TextKind
from ocr.grammar import Grammar

_INITIAL = re.compile(r"([A-Za-z])[.,]?")


def _words(text: str, _: Purpose) -> str | None:
    return text if any(character.isalnum() for character in text) else None


def _has_letter(value: str) -> bool:
    return any(character.isalpha() for character in value)


def _initial(text: str, _: Purpose) -> str | None:
    found = _INITIAL.fullmatch(text)
    return found[1].upper() if found else None


TEXT = TextKind(_words)
NAME = TextKind(_words, _has_letter, "a name has letters")
CITY = TextKind(_words, _has_letter, "a city has letters")
ADDRESS = TextKind(_words)
INITIAL = TextKind(_initial, rule=Grammar(string.ascii_uppercase + ".", r"[A-Z]\.?", fold_case=True))
