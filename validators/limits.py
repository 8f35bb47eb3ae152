"""The numbers and choices the rules go by, settable per installation."""

import datetime as dt
from typing import Literal

from pydantic import Field

from documents import Record, Writing
from forms.definition import FieldKind
from ocr.credit import Ledger


class AutoThreshold(Record):
    """The least confidence at which a reading is used without a person.

    Applies to one way of writing; `kind` None means every kind that has no line of its own, and `critical`
    lines are for critical fields only.
    """

    writing: Writing
    kind: FieldKind | None = None
    critical: bool = False
    confidence: float = Field(ge=0, le=1)


def _line(
    writing: Writing, confidence: float, critical_confidence: float, kind: FieldKind | None = None
) -> tuple[AutoThreshold, AutoThreshold]:
    return (
        AutoThreshold(writing=writing, kind=kind, confidence=confidence),
        AutoThreshold(writing=writing, kind=kind, critical=True, confidence=critical_confidence),
    )


DEFAULT_THRESHOLDS = (
    *_line(Writing.DIGITAL, 0.90, 0.95),
    *_line(Writing.TYPED, 0.90, 0.95),
    *_line(Writing.HANDWRITTEN, 0.90, 0.95, FieldKind.TICK),
    *_line(Writing.HANDWRITTEN, 0.90, 0.95, FieldKind.CHOICE),
    *_line(Writing.HANDWRITTEN, 0.90, 0.95, FieldKind.CHOICES),
    *_line(Writing.HANDWRITTEN, 0.90, 0.90, FieldKind.SIGNATURE),
    *_line(Writing.NONE, 0.90, 0.90),
)
"""Critical fields need more than others. Handwriting other than marks and signatures has no line: its
confidence is not calibrated, so a person reads it."""


class Limits(Record):
    """Limits of the program; days are calendar days, laboratory limits in the units printed on the form.

    `ledger` holds the thresholds audited readings have earned; `auto_thresholds` hold where it is silent.
    What the program has not said is None: `recertification_days`, how long a certification lasts (it does not
    end), `authorization_days`, the longest of an authorization (it ends with its supply).
    """

    auto_thresholds: tuple[AutoThreshold, ...] = DEFAULT_THRESHOLDS
    ledger: Ledger = Ledger()
    name_similarity: float = Field(default=85, ge=0, le=100)
    signature_max_age_days: int = Field(default=90, gt=0)
    signatures_apart_days: int = Field(default=30, gt=0)
    adult_age: int = Field(default=18, gt=0)
    oldest_age: int = Field(default=120, gt=0)
    max_quantity: int = Field(default=13, gt=0)
    max_refills: int = Field(default=12, ge=0)
    max_order_days: int = Field(default=366, gt=0)
    renewal_days: int = Field(default=30, ge=0)
    strength_mg_per_ml: float = Field(default=200, gt=0)
    transaminase_uln: float = Field(default=40, gt=0)
    transaminase_times_uln: float = Field(default=3, gt=0)
    bilirubin_uln: float = Field(default=1.2, gt=0)
    bilirubin_times_uln: float = Field(default=2, gt=0)
    knowledge_questions: int = Field(default=6, gt=0)
    recertification_days: int | None = Field(default=None, gt=0)
    authorization_days: int | None = Field(default=None, gt=0)
    acknowledgment_required_from: dt.date = dt.date(2017, 10, 25)
    acknowledgment_of_existing_patients: Literal["review", "required", "waived"] = "review"
    unconfirmed_npi: Literal["review", "note"] = "review"
    program_fax: str = "8777789008"

    def threshold(self, kind: FieldKind, writing: Writing, *, critical: bool) -> float:
        """The least confidence for a field; above 1, so never reached, when no line covers the writing."""
        lines = [
            line for line in self.auto_thresholds if line.writing is writing and line.critical == critical
        ]
        for wanted in (kind, None):
            for line in lines:
                if line.kind is wanted:
                    return line.confidence
        return 2.0
