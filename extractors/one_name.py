"""A handwritten name that stands on a form in parts and printed beside a signature, read as one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from extractors.hand_field import HandField
from extractors.lexicon import unknown_words
from extractors.weighed import Choice, Weighed, weighed

TOGETHER = 10.0
"""How many units of log probability one name in all places may lie below another in each."""
LISTED = 6.0
"""How many units a name that no list knows lies below one that is listed.

Of 213 such fields by calibration writers 202 are right with both weights and 195 without; two became wrong.
"""
_LEAST_WORDS = 2
_PRINTED = "printed_name"
_PARTS_OF = {
    "prescriber_": ("prescriber_", ""),
    "patient_": ("patient_",),
    "representative_": ("rep_",),
    "participant_": ("",),
}
"""What the names of the fields with the parts of a printed name begin with; the first that a form has."""


class _Name(NamedTuple):
    first: str
    last: str
    printed: str


def agreed_names(fields: Sequence[HandField]) -> dict[str, Choice]:
    """The texts chosen for first, last and printed name of everybody whose name stands in all three.

    Tried are the texts as read, each part also as it stands in the printed name and the other way round, a
    name in no list as less likely. Nothing is chosen where the same name in all three is far less likely than
    another: somebody else may have signed.
    """
    by_name = {field.name: field for field in fields if field.line is not None}
    chosen: dict[str, Choice] = {}
    for first, last, printed in _everybody(by_name):
        chosen |= _agreed(first, last, printed)
    return chosen


def _everybody(by_name: Mapping[str, HandField]) -> Iterator[tuple[HandField, HandField, HandField]]:
    for whose, prefixes in _PARTS_OF.items():
        printed = by_name.get(whose + _PRINTED)
        for prefix in prefixes:
            first, last = by_name.get(f"{prefix}first_name"), by_name.get(f"{prefix}last_name")
            if printed and first and last:
                yield first, last, printed
                break


def _agreed(first: HandField, last: HandField, printed: HandField) -> dict[str, Choice]:
    read = _Name(*(field.first.text or field.first.seen for field in (first, last, printed)))
    words = read.printed.split()
    if len(words) < _LEAST_WORDS or not "".join(read).isprintable() or not "".join(read).isascii():
        return {}
    middle = words[1:-1]
    names = [
        _Name(one, other, " ".join((one, *middle, other)))
        for one in dict.fromkeys((read.first, words[0]))
        for other in dict.fromkeys((read.last, words[-1]))
    ]
    places = tuple(
        _weighed(field, (mine, *(name[place] for name in names)))
        for place, (field, mine) in enumerate(zip((first, last, printed), read, strict=True))
    )
    unlisted = partial(_unlisted, first, last)
    scores = [_likely(name, places) - LISTED * 2 * unlisted(*name[:2]) for name in names]
    apart = _likely(read, places) - LISTED * (unlisted(*read[:2]) + unlisted(words[0], words[-1]))
    if max(scores) <= apart - TOGETHER:
        return {}
    best = names[scores.index(max(scores))]
    return {
        field.name: place.of(place.texts.index(text))
        for field, place, text in zip((first, last, printed), places, best, strict=True)
    }


def _weighed(field: HandField, texts: Sequence[str]) -> Weighed:
    if field.line is None:
        raise ValueError(f"{field.name} has no one line")
    return weighed(field.line, tuple(dict.fromkeys(texts)))


def _likely(name: _Name, places: Sequence[Weighed]) -> float:
    """The log probability of a name in its three places, by the pixels alone."""
    return sum(
        float(place.together[place.texts.index(text)]) for place, text in zip(places, name, strict=True)
    )


def _unlisted(first: HandField, last: HandField, name: str, surname: str) -> int:
    """How many words of a first and a last name are in no list."""
    given, family = (field.request.field for field in (first, last))
    return len(unknown_words(given, name)) + len(unknown_words(family, surname))
