"""A letter we send back, whom it goes to, and where it is on its way."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from documents.fax import Digest
from documents.page import FormRef
from documents.record import Record

Reference = Annotated[str, Field(pattern=r"^L-[0-9A-HJKMNP-TV-Z]{10}$")]
"""What a letter is known by, to us and to whom it goes; safe to read aloud."""


class LetterKind(StrEnum):
    """What a letter says."""

    CERTIFICATION = "certification"
    ENROLLMENT = "enrollment"
    AUTHORIZATION = "authorization"
    RECORD = "record"
    PENDING = "pending"
    REFUSAL = "refusal"
    DEFICIENCY = "deficiency"
    REMINDER = "reminder"
    WITHDRAWAL = "withdrawal"


class LetterState(StrEnum):
    """Where a letter is; every letter is in exactly one."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    HELD = "held"
    CANCELLED = "cancelled"


class Addressee(Record):
    """Whom a letter goes to.

    `fax` is the number on file, ten digits, empty where a person must find it; `since` when it was certified.
    A letter goes to the number on file when it is sent, unless its own is `fixed`.
    """

    role: Literal["prescriber", "pharmacy"]
    npi: str = ""
    name: str = Field(default="", repr=False)
    fax: str = Field(default="", repr=False)
    since: dt.date | None = None
    fixed: bool = False


class MissingItem(Record):
    """One thing the sender must put right: `printed` are the words of the form, `ask` what is wrong.

    `field` is empty where it is no field but a page or an edition; `page` is then 0.
    """

    field: str = ""
    page: int = Field(default=0, ge=0)
    section: str = ""
    printed: str = ""
    ask: str


class FilledField(Record):
    """A value that was read for certain, to be printed on the form again."""

    field: str
    value: str = Field(repr=False)


class Letter(Record):
    """Everything a letter says, as data; its words come from the template of its kind.

    `fax`, `document` and `revision` name the decision that causes it. `number` is the patient, authorization
    or participant it is about, `code` why something is refused, `patient` initials and year of birth.
    `reasons` are reason codes, `said` sentences. A deficiency letter lists what is `missing`, which sections
    were `fine`, and what is `filled` in on the form that goes with it. What is not configured is None.
    """

    reference: Reference
    kind: LetterKind
    to: Addressee
    written_on: dt.date
    fax: Digest | None = None
    document: int = Field(default=0, ge=0)
    revision: int = Field(default=0, ge=0)
    form: FormRef | None = None
    received_on: dt.date | None = None
    number: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    code: str = ""
    patient: str = Field(default="", repr=False)
    reasons: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    missing: tuple[MissingItem, ...] = ()
    fine: tuple[str, ...] = ()
    filled: tuple[FilledField, ...] = Field(default=(), repr=False)
    answer_by: dt.date | None = None
    reminds_of: Reference | None = None
    reminder: int = Field(default=0, ge=0)

    def same_words(self, other: "Letter") -> bool:
        """Whether both letters tell the same person the same, whatever decision caused them."""
        of_no_weight = {"reference": self.reference, "revision": 0, "written_on": self.written_on}
        of_no_weight |= {"answer_by": None}
        return self.model_copy(update=of_no_weight) == other.model_copy(update=of_no_weight)


class LetterEvent(Record):
    """A letter came into a state: when, by whom (empty: by faxdesk) and why, in a sentence for people."""

    state: LetterState
    at: AwareDatetime
    by: str = ""
    note: str = ""
