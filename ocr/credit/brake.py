"""Takes credit back when readings used unseen turn out wrong too often, or confidences change their shape."""

import math
from collections.abc import Iterable, Sequence

from pydantic import Field

from documents import Record
from ocr.credit.audited import Audited, Target
from ocr.credit.bounds import probability_of_at_most


class Watch(Record):
    """How the brake tells bad luck from decline.

    It pulls when some stretch of the checked readings up to now is far likelier under `times` the target's
    rate than under that rate: a cumulative sum (Page 1954). Without cause it pulls within n checked readings
    with a probability of at most n / `run_length`.

    It also pulls when the confidences of a `block` of recent readings are farther from those that earned the
    credit than `shift` and chance explain: Kolmogorov's distance. The k-th block is tested at the level
    `false_alarm` / (k (k + 1)), so that it ever pulls without cause with at most that probability.
    """

    times: float = Field(default=5.0, gt=1)
    run_length: float = Field(default=1000, gt=1)
    false_alarm: float = Field(default=0.01, gt=0, lt=1)
    shift: float = Field(default=0.05, ge=0, lt=1)
    block: int = Field(default=200, ge=1)

    def weights(self, target: Target) -> tuple[float, float]:
        """What a wrong and a right reading add to the cumulative sum."""
        bad = self.bad_rate(target)
        return math.log(bad / target.rate), math.log((1 - bad) / (1 - target.rate))

    def bad_rate(self, target: Target) -> float:
        """The rate of wrong readings that the brake is there to find."""
        return min(target.rate * self.times, 0.5)


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

    `checked` are readings used unseen and looked at later; `confidences` those of all readings of the cell
    since it has its credit, oldest first, `earned_with` those of the readings that earned it.
    """
    limits = watch or Watch()
    errors = _errors_too_many(checked, target, limits)
    if errors:
        return Brake(pulled=True, reason=errors)
    moved = _shifted(confidences, earned_with, limits)
    if moved:
        return Brake(
            pulled=True, reason=f"confidences have moved by {moved:.2f} from those it was earned with"
        )
    return Brake(pulled=False)


def pulled_within(target: Target, watch: Watch, sureness: float) -> int:
    """How many checked readings show a rate of `times` the target's, with at least that probability."""
    wrong, right = watch.weights(target)
    limit, bad = math.log(watch.run_length), watch.bad_rate(target)
    count = 1
    while True:
        enough = math.ceil((limit - count * right) / (wrong - right))
        if enough <= count and 1 - probability_of_at_most(enough - 1, count, bad) >= sureness:
            return count
        count += 1 + count // 100


def _errors_too_many(checked: Iterable[Audited], target: Target, watch: Watch) -> str:
    wrong, right = watch.weights(target)
    limit = math.log(watch.run_length)
    ratio, errors = 0.0, 0
    for count, reading in enumerate(checked, start=1):
        errors += not reading.right
        ratio = max(ratio + (right if reading.right else wrong), 0.0)
        if ratio >= limit:
            return f"{errors} of {count} checked readings were wrong"
    return ""


def _shifted(confidences: Sequence[float], earned_with: Sequence[float], watch: Watch) -> float:
    """By how much the first block that is too far from the confidences of the credit is; 0 when none is."""
    if not earned_with:
        return 0.0
    whole = len(confidences) // watch.block
    for number in range(1, whole + 1):
        block = confidences[(number - 1) * watch.block : number * watch.block]
        level = watch.false_alarm / (number * (number + 1))
        distance, chance = _distance(block, earned_with, level)
        if distance > watch.shift + chance:
            return distance
    return 0.0


def _distance(now: Sequence[float], then: Sequence[float], level: float) -> tuple[float, float]:
    """Kolmogorov's distance of two sets of confidences, and the distance chance explains at the level."""
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
