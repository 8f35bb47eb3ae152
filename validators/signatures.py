"""Rules on signatures and on who signed."""

from collections.abc import Iterator

from documents import Doubt, FieldReading, ReadState
from forms.definition import FieldDefinition, FieldKind, Need
from validators.auto import is_by_person
from validators.case import Case
from validators.names import person_similarity, printed_similarity, similarity
from validators.say import Remark, deficiency, label, review


def signatures_present(case: Case) -> Iterator[Remark]:
    """A missing signature is a deficiency; a stamp, an X, initials or any doubt is for a person."""
    for field in case.fields():
        if field.kind is FieldKind.SIGNATURE and field.need is Need.REQUIRED:
            yield from _signature(case, field)


def signers_are_named(case: Case) -> Iterator[Remark]:
    """The name printed beside a signature is that of the person who must sign."""
    for role, (first, last) in _people(case).items():
        printed = f"{role}_printed_name"
        values = [case.known(name) for name in (first, last, printed)]
        if not all(values) or (role == "patient" and guardian_signed(case)):
            continue
        if printed_similarity(*values) < case.limits.name_similarity:
            message = f"{label(case, printed)} is not the {role} named on the form."
            yield review("SIG_WRONG_PERSON", message, printed, first, last)


def two_people_signed(case: Case) -> Iterator[Remark]:
    """The patient and the prescriber are different people."""
    people = _people(case)
    if not {"patient", "prescriber"} <= people.keys():
        return
    names = [case.known(name) for name in (*people["patient"], *people["prescriber"])]
    printed = [case.known(name) for name in ("patient_printed_name", "prescriber_printed_name")]
    limit = case.limits.name_similarity
    same_names = all(names) and person_similarity(*names) >= limit
    same_printed = all(printed) and case.has("patient_printed_name") and similarity(*printed) >= limit
    if same_names or same_printed:
        message = "The patient and the prescriber seem to be the same person."
        yield review("SIG_WRONG_PERSON", message, *people["patient"], *people["prescriber"])


def guardian_signed(case: Case) -> bool:
    """Whether the guardian's name, for certain, is printed beside the patient's signature."""
    guardian, printed = case.known("guardian_name"), case.known("patient_printed_name")
    if not guardian or not printed:
        return False
    patient = (case.known("patient_first_name"), case.known("patient_last_name"))
    is_patient = all(patient) and printed_similarity(*patient, printed) >= case.limits.name_similarity
    return not is_patient and similarity(guardian, printed) >= case.limits.name_similarity


def _people(case: Case) -> dict[str, tuple[str, str]]:
    pairs = {
        "patient": ("patient_first_name", "patient_last_name"),
        "prescriber": ("prescriber_first_name", "prescriber_last_name"),
        "representative": ("rep_first_name", "rep_last_name"),
    }
    if case.form.has("first_name"):
        pairs["prescriber"] = ("first_name", "last_name")
    return {role: names for role, names in pairs.items() if all(case.form.has(name) for name in names)}


def _signature(case: Case, field: FieldDefinition) -> Iterator[Remark]:
    role = field.name.removesuffix("_signature").upper()
    reading = case.read(field.name)
    if reading is not None and Doubt.STAMP in reading.doubts:
        say = deficiency if is_by_person(reading) else review
        yield say("SIG_STAMP", f"{field.label} looks like a stamp; a stamp is no signature.", field.name)
    elif case.empty(field.name):
        yield deficiency(f"SIG_MISSING_{role}", f"{field.label} is missing.", field.name)
    elif case.refused(field.name):
        yield deficiency(f"SIG_UNCERTAIN_{role}", f"{field.label} is no clear signature.", field.name)
    elif case.unsure(field.name):
        yield review(f"SIG_UNCERTAIN_{role}", _why_uncertain(field, reading), field.name)


def _why_uncertain(field: FieldDefinition, reading: FieldReading | None) -> str:
    if reading is None or not reading.doubts or reading.state is ReadState.ILLEGIBLE:
        return f"{field.label}: a person must say whether it is signed."
    doubts = ", ".join(doubt.value.replace("_", " ") for doubt in reading.doubts)
    return f"{field.label} may be no signature: {doubts}."
