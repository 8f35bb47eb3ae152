"""Prescribers of the registry set against the pixels of their fields, offered where they were nearly read."""

import math
import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from documents import Alternative, KnownPrescriber
from extractors.hand_field import HandField
from extractors.lexicon import letters_alone
from extractors.weighed import Weighed, weighed

MARGIN = 20.0
"""How many units of log probability, over all fields, the registry's values may lie below those read."""
_PART = re.compile(r"(?:prescriber_|office_)?(npi|first_name|last_name|fax)")
_NAMES = frozenset({"first_name", "last_name"})
_NPI_CHANGES = 3
_NAME_LIKENESS = 60.0
_LEAST_FIELDS = 2


def offered_values(fields: Sequence[HandField], people: Sequence[KnownPrescriber]) -> dict[str, Alternative]:
    """The values of the one prescriber whom the fields fit best, where they differ from what was read.

    Keys are names of fields; the confidence is the value's share against the one read, by the pixels alone.
    Empty unless two fields or more, a name among them, together come within MARGIN of what was read. Nobody
    is told apart by the registry alone: a value is offered to a person and never taken.
    """
    parts = _parts(fields)
    if len(parts) < _LEAST_FIELDS or not _NAMES & set(parts):
        return {}
    compared = [_set_against(person, parts) for person in people if _is_near(person, parts)]
    fitting = [
        (sum(map(_shortfall, against.values())), place)
        for place, against in enumerate(compared)
        if len(against) >= _LEAST_FIELDS
    ]
    if not fitting:
        return {}
    shortfall, best = min(fitting)
    if shortfall >= MARGIN:
        return {}
    return {
        name: Alternative(value=value, confidence=both.share(1))
        for name, (value, both) in compared[best].items()
        if letters_alone(both.texts[0]) != letters_alone(both.texts[1])
    }


def _parts(fields: Sequence[HandField]) -> dict[str, HandField]:
    named = ((_PART.fullmatch(field.name), field) for field in fields if field.line is not None)
    return {found[1]: field for found, field in named if found is not None}


def _is_near(person: KnownPrescriber, parts: Mapping[str, HandField]) -> bool:
    """Whether the person is worth a look at the pixels."""
    npi = parts["npi"].first.text if "npi" in parts else ""
    if npi and Levenshtein.distance(npi, person.npi) <= _NPI_CHANGES:
        return True
    names = sorted(_NAMES & set(parts))
    read = "".join(letters_alone(parts[name].first.text) for name in names)
    known = "".join(letters_alone(getattr(person, name)) for name in names)
    return fuzz.ratio(read, known) >= _NAME_LIKENESS


def _set_against(person: KnownPrescriber, parts: Mapping[str, HandField]) -> dict[str, tuple[str, Weighed]]:
    """For each field the person's value and, weighed, the text read and the value written as that was."""
    found = {}
    for part, field in parts.items():
        value = getattr(person, part)
        read = field.first.text or field.first.seen
        if value and value.isascii() and value.isprintable() and field.line is not None:
            found[field.name] = (value, weighed(field.line, (read, _written_as(read, value))))
    return found


def _shortfall(against: tuple[str, Weighed]) -> float:
    read, known = against[1].together.tolist()
    return read - known if math.isfinite(read) and math.isfinite(known) else math.inf


def _written_as(read: str, value: str) -> str:
    """A number with the signs between its digits that were read; other values as they are."""
    if not value.isdigit() or sum(map(str.isdigit, read)) != len(value):
        return value
    left = iter(value)
    return "".join(next(left) if sign.isdigit() else sign for sign in read)
