"""Callers told apart by their numbers, however a number is written."""

import re

SHORTEST, COMPARED = 7, 10
"""Digits without which a caller is no number; digits from the end that two writings of one number share."""


def number_of(caller: str) -> str:
    """The caller's number as numbers are compared: its last ten digits; empty for a name or nothing."""
    digits = re.sub(r"\D", "", caller)
    return digits[-COMPARED:] if len(digits) >= SHORTEST else ""
