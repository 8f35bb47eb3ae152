"""Where the statements on one field leave it: settled, open, or another person's to key; pure."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from documents import FieldReading, Keying, Override, ReadState, Record
from forms.definition import FieldDefinition, FieldKind
from forms.same_value import same_value

AGREEING = 2
"""How many of the engines' reading and the people's keyings must agree on a critical field."""

PEOPLE = 2
"""How many people key a critical field before a supervisor is asked."""


class Stage(StrEnum):
    """Who must speak of a field or finding next."""

    OPEN = "open"
    SETTLED = "settled"
    ANOTHER = "another"
    SUPERVISOR = "supervisor"


class Settlement(Record):
    """The stage of a field, the keying that holds once it is settled, and every person who said the same."""

    stage: Stage
    keying: Keying | None = None
    witnesses: tuple[str, ...] = ()


def settlement(field: FieldDefinition, read: FieldReading | None, said: Sequence[Keying]) -> Settlement:
    """Where a field stands after what was said of it, oldest first; `read` is the engines' reading.

    Anybody's word settles a field that is not critical. A critical field is settled when two agree: the
    engines and a person, or two people; where two people and the engines all differ, a supervisor's word
    holds. That engines could not read a field agrees with nobody.
    """
    standing = _standing(said)
    if not standing:
        return Settlement(stage=Stage.OPEN)
    deciding = [one for one in standing if one.decides]
    if deciding or not field.critical:
        return _settled(field.kind, (deciding or standing)[-1], standing)
    for keying in reversed(standing):
        votes = sum(same(field.kind, keying, other) for other in standing) + agrees(field.kind, keying, read)
        if votes >= AGREEING:
            return _settled(field.kind, keying, standing)
    people = {one.by for one in standing}
    return Settlement(stage=Stage.SUPERVISOR if len(people) >= PEOPLE else Stage.ANOTHER)


def same(kind: FieldKind, one: Keying | FieldReading, other: Keying | FieldReading) -> bool:
    """Whether two people, or a person and the engines, say the same of a field."""
    return one.state is other.state and same_value(kind, one.value, other.value)


def agrees(kind: FieldKind, keying: Keying, read: FieldReading | None) -> bool:
    """Whether a keying says what the engines read, and they read something."""
    return read is not None and read.state is not ReadState.ILLEGIBLE and same(kind, keying, read)


def set_aside_stage(code: str, said: Iterable[Override], *, needs_two: bool) -> Stage:
    """Where a finding stands that people set aside: by one person, or where it `needs_two`, by two."""
    people = set_aside_by(code, said)
    if not people:
        return Stage.OPEN
    return Stage.ANOTHER if needs_two and len(people) < PEOPLE else Stage.SETTLED


def set_aside_by(code: str, said: Iterable[Override]) -> tuple[str, ...]:
    """Who set a finding aside since that was last taken back, in order."""
    people: list[str] = []
    for one in said:
        if one.code == code:
            people = [] if one.withdrawn else [*people, one.by]
    return tuple(dict.fromkeys(people))


def _standing(said: Sequence[Keying]) -> tuple[Keying, ...]:
    """The last word of each person that was not taken back, oldest first."""
    last = {one.by: one for one in said}
    return tuple(one for one in said if one is last[one.by] and not one.withdrawn)


def _settled(kind: FieldKind, keying: Keying, standing: Sequence[Keying]) -> Settlement:
    witnesses = tuple(dict.fromkeys(one.by for one in standing if same(kind, one, keying)))
    return Settlement(stage=Stage.SETTLED, keying=keying, witnesses=witnesses)
