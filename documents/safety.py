"""A paper that may tell of an adverse event, until a person has dealt with it, and what the person did."""

import datetime as dt
from enum import StrEnum

from pydantic import AwareDatetime, Field

from documents.fax import Digest
from documents.record import Record


class SafetyEnding(StrEnum):
    """How a safety report ends."""

    HANDED_OVER = "handed_over"
    NO_EVENT = "no_event"


class SafetyClosing(Record):
    """What a person did with a safety report.

    Handed over: at which time, and under which `reference` safety has it. No event: the `reason`.
    """

    ending: SafetyEnding
    by: str = Field(min_length=1)
    at: AwareDatetime
    handed_at: AwareDatetime | None = None
    reference: str = ""
    reason: str = Field(default="", repr=False)


class SafetyReport(Record):
    """A document that may tell of an adverse event.

    `received_at` is when the first of its pages was received, from which the sponsor's clock runs; `says` are
    the findings, or the words of the person `by` whom it was reported.
    """

    number: int = Field(ge=1)
    fax: Digest
    document: int = Field(ge=1)
    received_at: AwareDatetime
    opened_at: AwareDatetime
    by: str = ""
    says: tuple[str, ...] = Field(repr=False)
    closing: SafetyClosing | None = None

    def due_at(self, hours: float | None) -> dt.datetime | None:
        """When the clock of so many calendar hours runs out; None while none is configured."""
        return None if hours is None else self.received_at + dt.timedelta(hours=hours)
