"""What was found when a reading was checked, and what is asked of readings nobody checks."""

from pydantic import Field

from documents import Record


class Audited(Record):
    """One reading whose truth became known: its calibrated confidence, and whether it was right."""

    confidence: float = Field(ge=0, le=1)
    right: bool


class Target(Record):
    """What the program asks: at most `rate` of the readings used unseen are wrong, at that confidence.

    The default rate is that of keying twice, 0.14 % of fields.
    """

    rate: float = Field(default=0.0014, gt=0, lt=1)
    confidence: float = Field(default=0.95, gt=0.5, lt=1)
