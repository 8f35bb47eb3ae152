"""The characters the trained readers know, and texts as columns of their output."""

from itertools import pairwise

PRINTABLE = "".join(chr(code) for code in range(33, 127)) + " "
"""Printable ASCII, the space last, as `ocr.grammar` has it; column 0 of a reader is the blank."""

_COLUMN = {character: column for column, character in enumerate(PRINTABLE, start=1)}


def columns_of(text: str) -> list[int]:
    """The columns that spell the text; KeyError when it holds a character that no reader knows."""
    return [_COLUMN[character] for character in text]


def least_steps(text: str) -> int:
    """How many time steps CTC needs for the text: one a character, and a blank between two alike."""
    return len(text) + sum(left == right for left, right in pairwise(text))
