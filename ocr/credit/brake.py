"""Takes credit back when readings used unseen turn out wrong too often, or confidences change their shape."""

import math
from collections.abc import Iterable, Sequence

from pydantic import Field

from documents import Record
from ocr.credit.audited import Audited, Target


class Watch(Record):
    """How the brake tells bad luck from decline.

    It pulls when some stretch of the checked readings up to now is far likelier under `times` the target's
    rate than under that rate: a cumulative sum (Page 1954), which pulls without cause once in `run_length`
    checked readings at most, in the mean (Lorden 1971). `shift` is the largest distance allowed between the
    confidences of today and those that earned the credit: Kolmogorov's distance, beyond what chance explains
    at the level `false_alarm`.
    """

    times: float = Field(default=5.0, gt=1)
    run_length: float = Field(default=1000, gt=1)
    false_alarm: float = Field(default=0.01, gt=0, lt=1)
    shift: float = Field(default=0.05, ge=0, lt=1)


class Brake(Record):
    """Whether credit is taken back, and the sentence that says why."""

    pulled: bool
    reason: str = ""


def watched(
    checked: Iterable[Audited],
    confidences: Sequence[float],
    earned_with: Sequence[float],
    target: Target,
    watch: Watch | None = None,
) -> Brake:
    """The brake after what has been checked so far, in the order it was checked.

    `checked` are readings used unseen and looked at later; `confidences` those of all recent readings of the
    cell, `earned_with` those of the readings that earned its credit.
    """
    limits = watch or Watch()
    errors = _errors_too_many(checked, target, limits)
    if errors:
        return Brake(pulled=True, reason=errors)
    distance, chance = _distance(confidences, earned_with, limits.false_alarm)
    if distance > limits.shift + chance:
        return Brake(
            pulled=True, reason=f"confidences have moved by {distance:.2f} from those it was earned with"
        )
    return Brake(pulled=False)


def _errors_too_many(checked: Iterable[Audited], target: Target, watch: Watch) -> str:
    bad = min(target.rate * watch.times, 0.5)
    wrong, right = math.log(bad / target.rate), math.log((1 - bad) / (1 - target.rate))
    limit = math.log(watch.run_length)
    ratio, errors = 0.0, 0
    for count, reading in enumerate(checked, start=1):
        errors += not reading.right
        ratio = max(ratio + (right if reading.right else wrong), 0.0)
        if ratio >= limit:
            return f"{errors} of {count} checked readings were wrong"
    return ""


def _distance(now: Sequence[float], then: Sequence[float], level: float) -> tuple[float, float]:
    """Kolmogorov's distance of two sets of confidences, and the distance chance explains at the level."""
    if not now or not then:
        return 0.0, 0.0
    first, second = sorted(now), sorted(then)
    distance, left, right = 0.0, 0, 0
    for value in sorted({*first, *second}):
        while left < len(first) and first[left] <= value:
            left += 1
        while right < len(second) and second[right] <= value:
            right += 1
        distance = max(distance, abs(left / len(first) - right / len(second)))
    size = (len(first) + len(second)) / (len(first) * len(second))
    return distance, math.sqrt(-math.log(level / 2) / 2 * size)
