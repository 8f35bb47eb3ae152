"""Rules on fields left blank, and on fields that only a person can read."""

from collections.abc import Iterator

from documents import Doubt, ReadState
from forms.definition import Condition, FieldDefinition, FieldKind, Need
from validators.case import Case
from validators.say import Remark, code_of, deficiency, label, note, refusal, review, unsure

HOFH_FIELDS = frozenset({"attest_hofh", "attest_indication", "attest_all"})
"""The ticks that state a diagnosis consistent with HoFH: the control of the whole program."""


def form_is_filled_in(case: Case) -> Iterator[Remark]:
    """A form of ours with nothing on it is not processed."""
    names = [field.name for field in case.fields()]
    if names and all(case.empty(name) for name in names):
        yield refusal("NOT_A_FORM", "Nothing is filled in on this form.")


def required_fields_filled_in(case: Case) -> Iterator[Remark]:
    """A required field left blank is a deficiency; one the machine cannot read is for a person."""
    for field in case.fields():
        if field.need is Need.REQUIRED and field.kind is not FieldKind.SIGNATURE:
            yield from needed(case, field)


def conditional_fields_filled_in(case: Case) -> Iterator[Remark]:
    """A field that another field makes necessary is treated like a required one."""
    for field in case.fields():
        condition = field.required_when
        if condition is None or not case.has(condition.field):
            continue
        if case.unsure(condition.field):
            yield from _perhaps_needed(case, field, condition)
        elif _holds(case, condition):
            yield from needed(case, field)


def optional_fields_noted(case: Case) -> Iterator[Remark]:
    """An optional field that the machine cannot read is worth a note; rules that use it say more."""
    for field in case.fields():
        if field.need is not Need.REQUIRED and case.unsure(field.name):
            yield note(_unsure_code(case, field), f"{field.label} was not read with certainty.", field.name)


def needed(case: Case, field: FieldDefinition) -> Iterator[Remark]:
    """What to say of a field that must be filled in, whatever made it necessary."""
    if case.empty(field.name):
        yield deficiency(_absent_code(field), _absent_message(field), field.name)
    elif case.refused(field.name):
        code = code_of("ILLEGIBLE", field.name)
        yield deficiency(code, f"{field.label} cannot be read; please write it again.", field.name)
    elif case.unsure(field.name):
        yield review(_unsure_code(case, field), _unsure_message(case, field), field.name)


def _holds(case: Case, condition: Condition) -> bool:
    value = case.known(condition.field)
    return value == condition.value if condition.value else bool(value)


def _perhaps_needed(case: Case, field: FieldDefinition, condition: Condition) -> Iterator[Remark]:
    reading = case.read(field.name)
    said_already = case.form.field(condition.field).need is Need.REQUIRED
    if not said_already and (reading is None or reading.state is not ReadState.READ):
        yield unsure(case, condition.field)


def _absent_code(field: FieldDefinition) -> str:
    if field.name in HOFH_FIELDS:
        return "HOFH_ABSENT"
    return "LIVER_ABSENT" if field.name == "attest_liver" else code_of("MISSING", field.name)


def _absent_message(field: FieldDefinition) -> str:
    return f"{field.label} is not ticked." if field.kind is FieldKind.TICK else f"{field.label} is blank."


def _unsure_code(case: Case, field: FieldDefinition) -> str:
    reading = case.read(field.name)
    if reading is not None and Doubt.SEVERAL_MARKED in reading.doubts:
        return code_of("CONFLICT", field.name)
    return "ALTERED" if case.changed_by_hand(field.name) else code_of("ILLEGIBLE", field.name)


def _unsure_message(case: Case, field: FieldDefinition) -> str:
    code = _unsure_code(case, field)
    if code == "ALTERED":
        return f"Something was struck out or written over in {field.label}."
    if code.startswith("CONFLICT"):
        return f"More than one box is marked for {field.label}."
    return label(case, field.name) + " could not be read with certainty."
