"""Rules on dates: possible, in order, and recent enough."""

import datetime as dt
from collections.abc import Iterator

from documents.dates import iso_date
from forms.definition import FieldKind, Need
from validators.case import Case
from validators.say import Remark, code_of, deficiency, label, note, review

BIRTH_DATE = "patient_birth_date"

EFFECTIVE_DATE = "effective_date"
"""The field that says from which day on a change holds."""

SIGNATURE_DATE = "_signature_date"
"""How the names of the fields end that say when somebody signed."""

ASSESSMENT_DATE = "assessment_date"


def known_date(case: Case, name: str) -> dt.date | None:
    """The date in a field, when it is known for certain and possible."""
    return iso_date(case.known(name))


def age_on(birth: dt.date, day: dt.date) -> int:
    """Whole years of age; a birthday of 29 February counts from 1 March in other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def dates_are_possible(case: Case) -> Iterator[Remark]:
    """A date that no calendar has must be given again, where it is required."""
    for field in case.fields():
        value = case.known(field.name)
        if field.kind is FieldKind.DATE and value and iso_date(value) is None:
            say = deficiency if field.need is Need.REQUIRED else note
            yield say(code_of("INVALID", field.name), f"{field.label} is not a date that exists.", field.name)


def birth_date_is_plausible(case: Case) -> Iterator[Remark]:
    """A patient was born before the fax came and is younger than the oldest age allowed for."""
    birth = known_date(case, BIRTH_DATE)
    if birth is None:
        return
    code = code_of("INVALID", BIRTH_DATE)
    if birth > case.received_on:
        yield deficiency(code, f"{label(case, BIRTH_DATE)} lies in the future.", BIRTH_DATE)
    elif age_on(birth, case.received_on) >= case.limits.oldest_age:
        message = f"{label(case, BIRTH_DATE)} makes the patient {case.limits.oldest_age} or older."
        yield deficiency(code, message, BIRTH_DATE)


def patient_is_adult(case: Case) -> Iterator[Remark]:
    """Safety under 18 is not established: a person decides."""
    if is_under_age(case):
        yield review("UNDER_AGE", f"The patient is under {case.limits.adult_age}.", BIRTH_DATE)


def is_under_age(case: Case) -> bool:
    """Whether the patient, for certain, was under age when the fax came."""
    birth = known_date(case, BIRTH_DATE)
    if birth is None or birth > case.received_on:
        return False
    return age_on(birth, case.received_on) < case.limits.adult_age


def signature_dates_hold(case: Case) -> Iterator[Remark]:
    """A signature or assessment is of the day of receipt or lately before, and not older than the form."""
    oldest = case.received_on - dt.timedelta(days=case.limits.signature_max_age_days)
    for name in (*_signature_dates(case), ASSESSMENT_DATE):
        signed = known_date(case, name)
        if signed is None:
            continue
        if signed > case.received_on:
            yield deficiency("DATE_FUTURE", f"{label(case, name)} is after the day of receipt.", name)
        elif signed < case.form.current_from:
            message = f"{label(case, name)} is before this edition of the form existed."
            yield review(code_of("CONFLICT", name), message, name)
        if signed < oldest:
            age = case.limits.signature_max_age_days
            yield review("DATE_STALE", f"{label(case, name)} is more than {age} days before receipt.", name)


def holds_since(case: Case) -> dt.date | None:
    """The day from which what a form says of names and numbers holds; None where the form does not tell.

    That is the day it gives, otherwise the day of its last signature, if that is not to come.
    """
    given = known_date(case, EFFECTIVE_DATE) or known_date(case, ASSESSMENT_DATE)
    signed = (known_date(case, name) for name in _signature_dates(case))
    past = (day for day in signed if day is not None and day <= case.decided_on)
    return given or max(past, default=None)


def signed_together(case: Case) -> Iterator[Remark]:
    """Two signatures of one form are not dated far apart."""
    dated = [(known_date(case, name), name) for name in _signature_dates(case)]
    days = sorted((day, name) for day, name in dated if day is not None)
    if len(days) > 1 and (days[-1][0] - days[0][0]).days > case.limits.signatures_apart_days:
        names = (days[0][1], days[-1][1])
        message = f"The signatures are dated more than {case.limits.signatures_apart_days} days apart."
        yield review(code_of("CONFLICT", names[1]), message, *names)


def _signature_dates(case: Case) -> tuple[str, ...]:
    return tuple(field.name for field in case.fields() if field.name.endswith(SIGNATURE_DATE))
