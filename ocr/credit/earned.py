"""From audited readings to the least confidence at which others may be used unseen."""

from collections.abc import Sequence

from pydantic import Field

from documents import Record
from ocr.credit.audited import Audited, Target
from ocr.credit.bounds import least_without_error, upper_bound

THRESHOLDS = (
    *(0.9999, 0.9998, 0.9995, 0.999, 0.998, 0.997, 0.996, 0.995),
    *(0.99, 0.985, 0.98, 0.97, 0.96, 0.95, 0.93, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5),
)
"""The thresholds that are tried, strictest first; fixed before any outcome is known."""
NEVER = 2.0
"""A threshold no confidence reaches."""


class Credit(Record):
    """What audited readings allow.

    Readings of at least `threshold` may be used unseen; `used` audited ones were above it, `errors` of them
    wrong, and `bound` is the highest error rate that this does not rule out. `audited` counts all. Without
    credit the threshold is 2, and `missing` says how many more readings without an error a first claim needs.
    """

    threshold: float = NEVER
    audited: int = Field(ge=0)
    used: int = Field(default=0, ge=0)
    errors: int = Field(default=0, ge=0)
    bound: float = Field(default=1.0, ge=0, le=1)
    missing: int = Field(default=0, ge=0)

    @property
    def given(self) -> bool:
        """Whether any reading may be used unseen."""
        return self.threshold <= 1


def earned(audited: Sequence[Audited], target: Target) -> Credit:
    """The most lenient threshold that the audited readings support at the target.

    Fixed-sequence testing (Angelopoulos et al., Learn then Test, 2021, with exact binomial tails): the
    thresholds are tested strictest first, each at the full confidence, up to the first that fails. Testing
    starts where enough readings are above a threshold for the claim to be possible at all, which counts
    decide and outcomes do not; so the chance that the claim is false stays 1 - confidence. A threshold that
    takes in no further reading says nothing new and is left out. Readings must be independent draws of what
    will be read later.
    """
    needed = least_without_error(target.rate, target.confidence)
    likely = sum(reading.confidence >= THRESHOLDS[-1] for reading in audited)
    best = Credit(audited=len(audited), missing=max(needed - likely, 0))
    for threshold in THRESHOLDS:
        above = [reading for reading in audited if reading.confidence >= threshold]
        if len(above) < needed or len(above) == best.used:
            continue
        errors = sum(not reading.right for reading in above)
        bound = upper_bound(errors, len(above), target.confidence)
        if bound > target.rate:
            return best if best.given else _refused(best, len(above), errors, target)
        best = Credit(threshold=threshold, audited=len(audited), used=len(above), errors=errors, bound=bound)
    return best


def _refused(best: Credit, used: int, errors: int, target: Target) -> Credit:
    """Enough readings, but too many of them wrong: how many right ones more would outweigh the errors."""
    missing = 0
    step = used
    while step >= 1:
        while upper_bound(errors, used + missing + step, target.confidence) > target.rate:
            missing += step
        step //= 2
    return best.model_copy(update={"used": used, "errors": errors, "missing": missing + 1})
