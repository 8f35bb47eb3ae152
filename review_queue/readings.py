"""Corrections as readings: what a person says a field holds, beside what the engines saw."""

from collections.abc import Callable, Mapping

from documents import (
    Evidence,
    FieldReading,
    FormReading,
    NotAllowed,
    ReadState,
    Writing,
)
from forms.definition import FieldDefinition, FieldKind, FormDefinition

Clean = Callable[[FieldDefinition, str], str | None]
"""The normal form of what a person typed for a field; None when it means nothing for its kind."""

MARK_WORDS: Mapping[FieldKind, str] = {FieldKind.TICK: "yes", FieldKind.SIGNATURE: "present"}


def readings_by(
    person: str,
    form: FormDefinition,
    seen: FormReading | None,
    said: Mapping[str, str | ReadState],
    clean: Clean,
) -> tuple[FieldReading, ...]:
    """What a person says of some fields: a value, or that a field is blank or cannot be read.

    NotAllowed names a field the form has not, or a value that means nothing for it.
    """
    return tuple(_reading(person, _field(form, name), seen, what, clean) for name, what in said.items())


def _field(form: FormDefinition, name: str) -> FieldDefinition:
    if not form.has(name):
        raise NotAllowed(f"{form.ref} has no field {name}")
    return form.field(name)


def _reading(
    person: str, field: FieldDefinition, seen: FormReading | None, what: str | ReadState, clean: Clean
) -> FieldReading:
    state = what if isinstance(what, ReadState) else ReadState.READ
    value = "" if isinstance(what, ReadState) else value_of(field, what, clean)
    before = _before(field, seen)
    return FieldReading(
        field=field.name,
        state=state,
        value=value,
        confidence=1,
        writing=Writing.PERSON,
        engine="person",
        author=person,
        marks=before.marks if before else (),
        evidence=before.evidence if before else Evidence(page=_page(field, seen), box=field.box),
    )


def value_of(field: FieldDefinition, typed: str, clean: Clean) -> str:
    """The value a text means in a field, in normal form; NotAllowed when it means none."""
    options = {option.name for option in field.options}
    if field.kind in MARK_WORDS:
        value = typed if typed == MARK_WORDS[field.kind] else None
    elif field.kind is FieldKind.CHOICE:
        value = typed if typed in options else None
    elif field.kind is FieldKind.CHOICES:
        chosen = set(typed.split(","))
        ordered = ",".join(option.name for option in field.options if option.name in chosen)
        value = ordered if chosen <= options else None
    else:
        value = clean(field, typed)
    if not value:
        raise NotAllowed(f"{field.name}: not a value of a field of kind {field.kind}")
    return value


def _before(field: FieldDefinition, seen: FormReading | None) -> FieldReading | None:
    return next((r for r in seen.readings if r.field == field.name), None) if seen else None


def _page(field: FieldDefinition, seen: FormReading | None) -> int:
    pages = seen.document.pages if seen else ()
    return next((page.number for page in pages if page.form_page == field.page), 1)


def corrected(seen: FormReading, readings: tuple[FieldReading, ...]) -> FormReading:
    """The reading with the corrected fields in the place of what was there."""
    new = {reading.field: reading for reading in readings}
    kept = tuple(new.pop(reading.field, reading) for reading in seen.readings)
    return seen.model_copy(update={"readings": (*kept, *new.values())})
