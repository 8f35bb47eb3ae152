"""City, state and ZIP code of one address, chosen together by what both readers see and tables of places."""

import gzip
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from documents.formats import STATES
from documents.places import zip_states_of
from extractors.hand_field import HandField
from extractors.weighed import Choice, Scores, Weighed, weighed, with_another_digit
from forms.definition import FieldKind

ZIP_IN_STATE = 4.0
"""By how many units of log probability a ZIP code of the state is preferred to any other.

Of 1,178 ZIP codes read right and set beside another right city and state, 2 gave way; at 6 states did too.
"""
CITY_IN_STATE = 12.0
"""The same of a city that the table has in the state. Of 62 right cities taken out of it none gave way."""
_KINDS = frozenset({FieldKind.CITY, FieldKind.STATE, FieldKind.ZIP})
_NO_OTHER = 1e6
_PREFIX = 3
_NEAREST = 60
_MOST_CHANGED = 0.45
_LONGEST_CODE = 3
_SAINT = re.compile(r"^ST ")


@dataclass(frozen=True)
class _Part:
    """The texts one part of an address may be, and the states each of them lies in."""

    name: str
    weighed: Weighed
    states: tuple[frozenset[str], ...]
    preference: float

    def preferred(self, state: str) -> Scores:
        return self.preference * np.array([state in states for states in self.states], dtype=np.float64)

    def best(self, state: str) -> float:
        return float((self.weighed.together + self.preferred(state)).max())


def agreed_addresses(fields: Sequence[HandField]) -> dict[str, Choice]:
    """The text chosen for each city, state and ZIP code that has another part of its address beside it.

    Keys are names of fields. Each state is tried with the likeliest text of every part; a text that lies in
    it is preferred, by as much as was measured to do no harm. Where the parts agree as read, the choice is
    what was read.
    """
    addresses: dict[str, list[_Part]] = {}
    for field in fields:
        part = _part(field)
        if part is not None:
            addresses.setdefault(field.whose, []).append(part)
    return {
        part.name: part.weighed.choice(part.preferred(state))
        for parts in addresses.values()
        if len(parts) > 1
        for state in (_state_of(parts),)
        for part in parts
    }


def _state_of(parts: Sequence[_Part]) -> str:
    return max(sorted(STATES), key=lambda state: sum(part.best(state) for part in parts))


def _part(field: HandField) -> _Part | None:
    """The field as a part of an address; None for other kinds, and for a state whose name is written out.

    Also None where what was read, the first text, does not fit into what one of the readers sees.
    """
    line = field.line
    if line is None or field.kind not in _KINDS:
        return None
    states, preference = _texts_like(field)
    if not states:
        return None
    found = _Part(field.name, weighed(line, tuple(states)), tuple(states.values()), preference)
    return found if np.isfinite(found.weighed.together[0]) else None


def _texts_like(field: HandField) -> tuple[dict[str, frozenset[str]], float]:
    """What the part may be, with the states each text lies in, and the preference of those in one state."""
    if field.kind is FieldKind.CITY:
        return _cities_like(field), CITY_IN_STATE
    if field.kind is FieldKind.ZIP:
        return {code: zip_states_of(code) for code in _codes_like(field)}, ZIP_IN_STATE
    written_out = len(field.first.seen) > _LONGEST_CODE
    return ({} if written_out else {state: frozenset({state}) for state in sorted(STATES)}), _NO_OTHER


def _cities_like(field: HandField) -> dict[str, frozenset[str]]:
    """The city as read with the help of lists, and those of the table that are written like it."""
    read = field.first.text
    found = {read: _cities().get(_plain(read), frozenset())}
    for text in dict.fromkeys((read, field.first.seen)):
        near = process.extract(
            _plain(text),
            _cities().keys(),
            scorer=Levenshtein.distance,
            score_cutoff=max(2, int(len(text) * _MOST_CHANGED)),
            limit=_NEAREST,
        )
        for city, _, _ in near:
            for spelling in (city, _SAINT.sub("ST. ", city)):
                found.setdefault(_cased(spelling, field.first.seen), _cities()[city])
    return found


def _codes_like(field: HandField) -> tuple[str, ...]:
    """The ZIP codes that both readers weighed, and each with another digit where it says the state."""
    changed = (each for code in field.texts for each in with_another_digit(code, range(_PREFIX)))
    return tuple(dict.fromkeys((*field.texts, *changed)))


def _plain(text: str) -> str:
    return text.upper().replace(".", "").replace(",", "")


def _cased(city: str, like: str) -> str:
    return city if like.isupper() else city.title()


@cache
def _cities() -> Mapping[str, frozenset[str]]:
    """The states in which the table has each city; cities in capitals without points."""
    raw = files("extractors").joinpath("words", "cities.txt.gz").read_bytes()
    lines = gzip.decompress(raw).decode("ascii").splitlines()
    return {city: frozenset(states.split()) for city, _, states in (line.partition("\t") for line in lines)}
