"""When two values of one kind of field say the same."""

import re

from forms.definition import FieldKind

FREE_TEXT = frozenset({FieldKind.TEXT, FieldKind.NAME, FieldKind.ADDRESS, FieldKind.CITY, FieldKind.INITIAL})
"""Kinds compared without regard to case, spaces and punctuation."""


def same_value(kind: FieldKind, truth: str, read: str) -> bool:
    """Whether two values of a kind are the same; free text without regard to case, spaces and punctuation."""
    if kind in FREE_TEXT:
        return _folded(truth) == _folded(read)
    return truth == read


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
