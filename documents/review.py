"""What a person must look at, and what the person said."""

from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from documents.fax import Digest
from documents.item_work import Keying, Override
from documents.page import FormRef
from documents.reading import FieldReading
from documents.record import Record


class Claim(Record):
    """Who looks at a review item, and until when it is theirs alone."""

    owner: str = Field(min_length=1)
    until: AwareDatetime


class Resolution(StrEnum):
    """How a person resolves a review item: the document is decided again, or leaves as the person says."""

    ACCEPT = "accept"
    SET_FORM = "set_form"
    REJECT = "reject"
    ROUTE = "route"


class ReviewItem(Record):
    """One document a person must look at, because of the decision with this revision.

    `risk` orders the queue, lowest first; `fields` are the fields in doubt, `reasons` the reason codes.
    `passed_on_by` are people who have had their say, so that another one must look; `for_supervisor` asks for
    a supervisor.
    """

    fax: Digest
    document: int = Field(ge=1)
    revision: int = Field(ge=0)
    form: FormRef | None
    risk: int = Field(ge=0)
    reasons: tuple[str, ...]
    fields: tuple[str, ...] = ()
    opened_at: AwareDatetime
    due_at: AwareDatetime
    claim: Claim | None = None
    passed_on_by: tuple[str, ...] = ()
    for_supervisor: bool = False


class Correction(Record):
    """What a person said of a document; it makes the revision it carries.

    `readings` replace the readings of their fields, `overrides` are the reason codes the person set aside,
    `second` is the second person where the rules ask for one, `form` goes with the resolution `set_form`.
    `keyings` and `set_aside` are all that people said of the item at the desk, oldest first.
    """

    fax: Digest
    document: int = Field(ge=1)
    revision: int = Field(ge=1)
    resolution: Resolution
    readings: tuple[FieldReading, ...] = ()
    overrides: tuple[str, ...] = ()
    keyings: tuple[Keying, ...] = ()
    set_aside: tuple[Override, ...] = ()
    form: FormRef | None = None
    by: str = Field(min_length=1)
    second: str = ""
    reason: str = Field(min_length=1, repr=False)
    made_at: AwareDatetime

    @model_validator(mode="after")
    def _a_form_goes_with_set_form(self) -> Self:
        if (self.resolution is Resolution.SET_FORM) != (self.form is not None):
            raise ValueError("a form goes with the resolution 'set_form', and only with it")
        return self
