"""The words by which people find an item: its caller, and whom its document names, as read and as known."""

import re
from collections.abc import Iterator

from documents import Facts, FormReading, ReceivedFax
from forms.definition import FieldKind, FormDefinition
from registry.names import folded

NUMBERS = frozenset({FieldKind.NPI, FieldKind.NCPDP})

LONGEST_SEARCH = 100
"""Characters of a search."""


def terms_of(
    fax: ReceivedFax, form: FormDefinition | None, reading: FormReading | None, facts: Facts
) -> frozenset[str]:
    """The words of an item: fax and caller, names and NPIs as read, and those of the registry; folded."""
    found = {fax.digest, *folded(fax.caller).split(), *_numbers_of(fax.caller)}
    for text in (*_read(form, reading), *_known(facts)):
        found |= set(folded(text).split())
    return frozenset(found - {""})


def words_of(search: str) -> tuple[str, ...]:
    """The words of what a person searches for; a number may be written with spaces and punctuation."""
    asked = search[:LONGEST_SEARCH].split("·")[0]
    if not any(letter.isalpha() for letter in asked):
        asked = re.sub(r"\D", "", asked)
    return tuple(dict.fromkeys(folded(asked).split()))


def _numbers_of(caller: str) -> Iterator[str]:
    digits = re.sub(r"\D", "", caller)
    yield digits
    yield digits.removeprefix("1")


def _read(form: FormDefinition | None, reading: FormReading | None) -> Iterator[str]:
    for one in reading.readings if form and reading else ():
        field = form.field(one.field) if form and form.has(one.field) else None
        if field and (field.kind is FieldKind.NAME or field.kind in NUMBERS or field.name.endswith("_name")):
            yield one.value


def _known(facts: Facts) -> Iterator[str]:
    for prescriber in facts.prescribers:
        yield from (prescriber.first_name, prescriber.last_name)
    for patient in facts.patients:
        yield from (patient.first_name, patient.last_name, patient.number)
    for place in facts.pharmacies:
        yield from (place.name, place.representative)
