"""Rules on what a form says of the patient's condition: laboratory values, diagnosis code, words."""

import datetime as dt
import re
from collections.abc import Iterator

from forms.definition import MARKED_KINDS
from validators.case import Case
from validators.dates import known_date
from validators.say import Remark, label, review, unsure

_REFUSING = re.compile(
    r"\bhefh\b|heterozyg|\bnot\s+hofh\b|\bno\s+hofh\b|do(?:es)?\s+not\s+(?:attest|have\s+hofh)|not\s+homozyg",
    re.IGNORECASE,
)
_ADVERSE = re.compile(
    r"adverse|side\s+effect|jaundice|hepatitis|liver\s+(?:failure|injury|enzymes)|hospitali[sz]|overdose"
    r"|died|death|pregnan|elevated\s+(?:alt|ast)|allergic\s+reaction|rash\b|stopped\s+(?:taking|the\s+drug)",
    re.IGNORECASE,
)
_WITHDRAWING = re.compile(
    r"withdr[ae]w|\brevok|\bopt(?:s|ed|ing)?\s+out\b|\bdisenroll?|\bdeclin(?:es|ed)\b"
    r"|no\s+longer\s+(?:wish|want|agree|consent)|do(?:es)?\s+not\s+(?:wish|want|agree|consent)",
    re.IGNORECASE,
)
_E78_01_FROM = dt.date(2016, 10, 1)
_ICD10_FROM = dt.date(2015, 10, 1)


def laboratory_values_are_safe(case: Case) -> Iterator[Remark]:
    """Values far above normal are a safety signal for a person, never a refusal; so is one left unread."""
    limits = case.limits
    transaminase = limits.transaminase_uln * limits.transaminase_times_uln
    bilirubin = limits.bilirubin_uln * limits.bilirubin_times_uln
    for name, high in (
        ("alt_value", transaminase),
        ("ast_value", transaminase),
        ("bilirubin_value", bilirubin),
    ):
        if case.unsure(name):
            values = case.possible(name)
            if not values or any(_reaches(value, high) for value in values):
                yield unsure(case, name)
        elif _reaches(case.known(name), high):
            yield review("AE_SUSPECTED", f"{label(case, name)} is at or above {high:g}.", name)


def diagnosis_code_agrees(case: Case) -> Iterator[Remark]:
    """A diagnosis code, where given, is the one for familial hypercholesterolemia on the day of signing.

    E78.01 does not tell homozygous from heterozygous: it agrees with the HoFH statement, never replaces it.
    """
    signed = known_date(case, "prescriber_signature_date") or case.received_on
    if case.unsure("icd10"):
        codes = case.possible("icd10")
        if not codes or any(code != _right_code(signed) for code in codes):
            yield unsure(case, "icd10")
    elif case.known("icd10") and case.known("icd10") != _right_code(signed):
        yield review("CONFLICT_ICD10", f"The diagnosis code is not {_right_code(signed)}.", "icd10")


def nothing_negates_hofh(case: Case) -> Iterator[Remark]:
    """Words for heterozygous disease, or refusing to attest, are for a person even when read poorly."""
    for name, text in _texts(case):
        if _REFUSING.search(text):
            message = f"{label(case, name)} may contradict the statement of HoFH."
            yield review("HOFH_NEGATED", message, name)


def patient_does_not_withdraw(case: Case) -> Iterator[Remark]:
    """Words by which a patient withdraws, or does not agree, are for a person even when read poorly."""
    for name, text in _texts(case):
        if _WITHDRAWING.search(text):
            message = f"{label(case, name)} may say that the patient withdraws."
            yield review("PATIENT_WITHDRAWS", message, name)


def nothing_tells_of_harm(case: Case) -> Iterator[Remark]:
    """Words of a possible adverse event are for a person even when read poorly."""
    for name, text in _texts(case):
        if tells_of_harm(text):
            yield review("AE_SUSPECTED", f"{label(case, name)} may tell of an adverse event.", name)


def tells_of_harm(text: str) -> bool:
    """Whether words of a possible adverse event stand in a text."""
    return _ADVERSE.search(text) is not None


def _texts(case: Case) -> Iterator[tuple[str, str]]:
    for field in case.fields():
        reading = case.read(field.name)
        if reading is not None and field.kind not in MARKED_KINDS:
            yield field.name, f"{reading.value} {reading.seen}"


def _right_code(day: dt.date) -> str:
    if day >= _E78_01_FROM:
        return "E78.01"
    return "E78.0" if day >= _ICD10_FROM else "272.0"


def _reaches(value: str, high: float) -> bool:
    try:
        return float(value) >= high
    except ValueError:
        return bool(value)
