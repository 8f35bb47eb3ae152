"""Rules on the form of single values: numbers with check digits, phones, addresses, e-mail."""

from collections.abc import Callable, Iterator, Mapping

from documents.formats import (
    dea_is_valid,
    email_is_valid,
    ncpdp_is_valid,
    npi_is_valid,
    phone_is_valid,
    state_is_valid,
    zip_is_valid,
)
from documents.places import ncpdp_state_of, zip_states_of
from forms.definition import FieldDefinition, FieldKind, Need
from validators.case import Case
from validators.names import fold
from validators.say import Remark, code_of, deficiency, label, note, review

_CHECKED = "its length or its check digit is wrong"
FORMATS: Mapping[FieldKind, tuple[Callable[[str], bool], str]] = {
    FieldKind.NPI: (npi_is_valid, _CHECKED),
    FieldKind.DEA: (dea_is_valid, _CHECKED),
    FieldKind.PHONE: (phone_is_valid, "no such number can be called in the United States"),
    FieldKind.ZIP: (zip_is_valid, "a ZIP code has five digits, or nine"),
    FieldKind.STATE: (state_is_valid, "there is no such state"),
    FieldKind.EMAIL: (email_is_valid, "it is no e-mail address"),
}
"""What makes a value of a kind well formed, where that is certain, and what is wrong with the others."""

_IDENTIFIERS = frozenset({FieldKind.NPI, FieldKind.DEA})


def values_are_well_formed(case: Case) -> Iterator[Remark]:
    """A malformed required value is a deficiency, an optional identifier is for a person, the rest a note."""
    for field in case.fields():
        value = case.known(field.name)
        if not value or field.kind not in FORMATS:
            continue
        is_valid, otherwise = FORMATS[field.kind]
        if not is_valid(value):
            yield _malformed(field, otherwise)


def ncpdp_is_plausible(case: Case) -> Iterator[Remark]:
    """The check digit of an NCPDP number is inferred and its state may be an old one: a person looks."""
    value, state = case.known("ncpdp"), case.known("state")
    if not value:
        return
    if not ncpdp_is_valid(value):
        yield review("INVALID_NCPDP", "The NCPDP number fails its (inferred) check digit.", "ncpdp")
    elif state and ncpdp_state_of(value) not in {"", state}:
        yield review(
            "CONFLICT_NCPDP", "The NCPDP number begins with another state's digits.", "ncpdp", "state"
        )


def fax_is_not_the_programs(case: Case) -> Iterator[Remark]:
    """A participant whose fax number is the program's own has copied it from the form."""
    for field in case.fields():
        if field.kind is not FieldKind.PHONE or not field.name.endswith("fax"):
            continue
        if case.known(field.name) == case.limits.program_fax:
            say = deficiency if field.need is Need.REQUIRED else note
            message = f"{field.label} is the program's own fax number."
            yield say(code_of("INVALID", field.name), message, field.name)


def zip_fits_state(case: Case) -> Iterator[Remark]:
    """A ZIP code of another state is worth a note, no more: the first three digits tell."""
    for field in case.fields():
        state_field = field.name.removesuffix("zip") + "state"
        if field.kind is not FieldKind.ZIP or not case.form.has(state_field):
            continue
        code, state = case.known(field.name), case.known(state_field)
        states = zip_states_of(code) if zip_is_valid(code) else frozenset()
        if state_is_valid(state) and states and state not in states:
            message = f"{field.label} belongs to another state."
            yield note(code_of("CONFLICT", field.name), message, field.name, state_field)


def dea_fits_name(case: Case) -> Iterator[Remark]:
    """The second letter of a DEA number is usually the initial of the last name; marriage changes that."""
    name = "last_name" if case.form.has("last_name") else "prescriber_last_name"
    dea, last = case.known("dea"), fold(case.known(name))
    if dea_is_valid(dea) and last and dea[1] != "9" and dea[1].casefold() != last[0][0]:
        yield note(
            "CONFLICT_DEA", f"{label(case, 'dea')} does not carry the initial of the name.", "dea", name
        )


def _malformed(field: FieldDefinition, otherwise: str) -> Remark:
    code, message = code_of("INVALID", field.name), f"{field.label}: {otherwise}."
    if field.need is Need.REQUIRED:
        return deficiency(code, message, field.name)
    return (review if field.kind in _IDENTIFIERS else note)(code, message, field.name)
