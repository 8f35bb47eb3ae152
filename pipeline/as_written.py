"""What literally stands on the paper, from what was seen there and what a person says it means."""

from collections.abc import Iterator

from extractors.kinds import KINDS
from extractors.kinds.kind import Purpose
from forms.definition import FieldDefinition, FieldKind
from forms.same_value import same_value


def as_written(field: FieldDefinition, seen: str, value: str, purpose: Purpose) -> str | None:
    """The text that a reader should see; None when the paper may hold another.

    It is what was seen, where that means the value, or else the value's characters in the layout that was
    seen (separators, capitals). Of a comb, whose separators are printed, only the characters.
    """
    kind = KINDS[field.kind]
    for text in _candidates(field.kind, " ".join(seen.split()), value):
        meant = kind.normal_form(text, purpose)
        if meant is not None and same_value(field.kind, value, meant):
            return "".join(filter(str.isalnum, text)) if field.comb else text
    return None


def _candidates(kind: FieldKind, seen: str, value: str) -> Iterator[str]:
    yield seen
    for characters in _spellings(kind, value):
        laid = _laid(seen, characters)
        if laid is not None:
            yield laid
    if kind is not FieldKind.DATE and (seen.isalnum() or not value.isalnum()):
        yield value.upper() if seen.isupper() else value


def _spellings(kind: FieldKind, value: str) -> tuple[str, ...]:
    """The letters and digits of the value, in the order in which people write them."""
    plain = "".join(filter(str.isalnum, value))
    if kind is FieldKind.DATE:
        year, month, day = plain[:4], plain[4:6], plain[6:]
        return (month + day + year, month + day + year[2:])
    return (plain,)


def _laid(seen: str, characters: str) -> str | None:
    """The characters in the places of the letters and digits seen; None when they are not as many."""
    if sum(map(str.isalnum, seen)) != len(characters):
        return None
    rest = iter(characters)
    return "".join(_cased(next(rest), was) if was.isalnum() else was for was in seen)


def _cased(character: str, was: str) -> str:
    return was if character.casefold() == was.casefold() else character
