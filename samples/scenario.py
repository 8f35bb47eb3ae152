"""What a sample document is about: what is on file, what is wrong with it, what a perfect reader decides."""

from typing import Literal

from pydantic import Field

from documents import FormRef, Outcome, Record, Standing
from samples.cast import Cast
from samples.filled import Defect
from samples.story import Given

PRESCRIBER = FormRef(form="prescriber_enrollment", edition="2017-10")
PRESCRIBER_2015 = FormRef(form="prescriber_enrollment", edition="2015-07")
PHARMACY = FormRef(form="pharmacy_enrollment", edition="2017-10")
ACKNOWLEDGMENT = FormRef(form="patient_acknowledgment", edition="2017-10")
AUTHORIZATION = FormRef(form="prescription_authorization", edition="2017-10")


class Dated(Record):
    """A date field whose day is told from the day of receipt: `days_before`, negative for later."""

    field: str
    days_before: int


class Scenario(Record):
    """One story of one form.

    `weight` is its share among the stories of its form. Standings are those on file before the fax, None for
    nobody on file; `knowledge` is the number of right answers of six, None for no attempt. `leaves_out` picks
    a required field at random to leave blank, `written` text or a `tick`; its reason code follows from it.
    A `superseded` form is sent after the last day of its edition. A `note` stands in the bottom margin, or
    left of the first box of the field `note_beside`. A `cast` is on file already; without one people are made
    up.
    """

    name: str
    form: FormRef
    weight: int = Field(default=1, gt=0)
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    prescriber: Standing | None = None
    pharmacy: Standing | None = None
    patient: Standing | None = None
    knowledge: int | None = None
    given: tuple[Given, ...] = ()
    dated: tuple[Dated, ...] = ()
    defects: tuple[Defect, ...] = ()
    leaves_out: Literal["", "written", "tick"] = ""
    minor: bool = False
    note: str = ""
    note_beside: str = ""
    superseded: bool = False
    cast: Cast | None = None
