"""When a patient may be discontinued, and which reasons for it tell of harm."""

import datetime as dt
from collections.abc import Iterator

from validators.case import Case
from validators.dates import known_date
from validators.say import Remark, code_of, label, note, review
from validators.standing import patients

DAY = "effective_date"
_HARMS = {
    "liver": "a liver problem",
    "side_effect": "a side effect",
    "death": "the death of the patient",
}


def discontinuation_day_holds(case: Case) -> Iterator[Remark]:
    """A discontinuation begins on a day of the enrollment, and not far ahead of the fax."""
    day = known_date(case, DAY)
    if day is None:
        return
    code = code_of("CONFLICT", DAY)
    exact, near = patients(case)
    enrolled = [patient.enrolled_on for patient in exact or near if patient.enrolled_on is not None]
    if enrolled and day < max(enrolled):
        yield review(code, f"{label(case, DAY)} is before the patient was enrolled.", DAY)
    ahead = case.limits.notice_ahead_days
    if day > case.received_on + dt.timedelta(days=ahead):
        yield review(code, f"{label(case, DAY)} is more than {ahead} days after receipt.", DAY)


def reason_tells_of_no_harm(case: Case) -> Iterator[Remark]:
    """A reason that is an adverse event goes to safety; the patient is discontinued all the same."""
    harm = _HARMS.get(case.known("reason"))
    if harm is not None:
        yield note("AE_SUSPECTED", f"The reason for discontinuation is {harm}.", "reason")
