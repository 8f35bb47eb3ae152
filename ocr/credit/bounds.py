"""Exact bounds on the rate of a rare error, from counted outcomes."""

import math

_STEPS = 60


def upper_bound(errors: int, trials: int, confidence: float) -> float:
    """The largest error rate that the outcomes do not rule out at the confidence, one-sided; 1 without any.

    Clopper and Pearson, Biometrika 26 (1934): the rate at which `errors` or fewer of `trials` independent
    outcomes still have the probability 1 - `confidence`. ValueError when there are more errors than trials.
    """
    if not 0 <= errors <= trials:
        raise ValueError(f"{errors} errors of {trials} outcomes")
    if errors == trials:
        return 1.0
    low, high = errors / trials, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if probability_of_at_most(errors, trials, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def probability_of_at_most(errors: int, trials: int, rate: float) -> float:
    """The probability of `errors` or fewer errors among independent trials of that rate (0 to 1)."""
    if rate <= 0:
        return 1.0
    if rate >= 1:
        return float(errors >= trials)
    terms = (
        math.lgamma(trials + 1)
        - math.lgamma(count + 1)
        - math.lgamma(trials - count + 1)
        + count * math.log(rate)
        + (trials - count) * math.log1p(-rate)
        for count in range(errors + 1)
    )
    return min(math.fsum(math.exp(term) for term in terms), 1.0)


def least_without_error(rate: float, confidence: float) -> int:
    """How many outcomes without an error show that the rate is at most `rate` at the confidence."""
    return math.ceil(math.log(1 - confidence) / math.log1p(-rate))
