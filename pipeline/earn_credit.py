"""From audited readings to a credit ledger, and how well calibrated their chances are."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from documents import FormRef, Record
from ocr.credit import Audited, Cell, CreditLine, Ledger, Target, earned
from pipeline.audited_readings import Known, family_of
from pipeline.families import FAMILIES, WRITTEN

_BINS = 15
_DRAWS = 200
_RESAMPLED = 2000

Column = NDArray[np.float64] | NDArray[np.bool_]


class Calibration(Record):
    """How far chances of one family and writing are from what they promise.

    `error` is the expected calibration error over bins of equal size: the mean distance of promised and
    found shares of right readings. `by_chance` is what it would be on average if every promise were kept, for
    so few readings alone. `excess` is the promised share less the found one, over all readings;
    `excess_span` its 95 % interval when sources (writers, or faxes) are drawn anew. `bins` are (promised,
    found, count).
    """

    family: str
    writing: str
    readings: int
    right: float
    error: float
    by_chance: float
    excess: float
    excess_span: tuple[float, float]
    bins: tuple[tuple[float, float, int], ...]


def ledger_from(readings: Sequence[Known], target: Target, now: dt.datetime) -> Ledger:
    """The credit each family and writing has earned, at this time, on the editions that were audited.

    A reading with a doubt that its chance has not weighed goes to a person whatever the ledger says, so it
    earns nothing and costs nothing.
    """
    lines = []
    for family, kinds in FAMILIES.items():
        for writing in WRITTEN:
            found = [
                known
                for known in family_of(readings, family, writing)
                if known.chance is not None and known.clear_of_doubt
            ]
            if not found:
                continue
            cell = Cell(kinds=kinds, forms=_forms(found), writing=writing)
            audited = [Audited(confidence=known.chance or 0.0, right=known.right) for known in found]
            chances = tuple(round(one.confidence, 4) for one in audited)
            lines.append(CreditLine(cell=cell, credit=earned(audited, target), confidences=chances))
    return Ledger(target=target, earned_at=now, lines=tuple(lines))


def _forms(found: Sequence[Known]) -> tuple[FormRef, ...]:
    return tuple(sorted({known.form for known in found}, key=str))


def calibrations(readings: Sequence[Known]) -> tuple[Calibration, ...]:
    """How well calibrated the chances are, for each family and writing with readings."""
    found = []
    for family in FAMILIES:
        for writing in WRITTEN:
            known = [one for one in family_of(readings, family, writing) if one.chance is not None]
            if known:
                found.append(_calibration(family, writing.value, known))
    return tuple(found)


def _calibration(family: str, writing: str, known: Sequence[Known]) -> Calibration:
    chances = np.array([one.chance for one in known], np.float64)
    right = np.array([one.right for one in known], np.float64)
    parts = np.array_split(np.argsort(chances, kind="stable"), min(_BINS, len(chances)))
    kept = np.random.default_rng(0).random((_DRAWS, len(chances))) < chances
    return Calibration(
        family=family,
        writing=writing,
        readings=len(known),
        right=float(right.mean()),
        error=_distance(chances, right, parts),
        by_chance=float(np.mean([_distance(chances, draw, parts) for draw in kept])),
        excess=float((chances - right).mean()),
        excess_span=_span_over([one.source for one in known], chances - right),
        bins=tuple((float(chances[part].mean()), float(right[part].mean()), len(part)) for part in parts),
    )


def _span_over(sources: Sequence[str], values: Column) -> tuple[float, float]:
    """The middle 95 % of the mean of the values when whole sources are drawn with replacement."""
    row = {source: place for place, source in enumerate(sorted(set(sources)))}
    table = np.zeros((len(row), 2))
    for source, value in zip(sources, values, strict=True):
        table[row[source]] += (value, 1)
    drawn = np.random.default_rng(0).integers(0, len(row), (_RESAMPLED, len(row)))
    sums = table[drawn].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [0.025, 0.975]).tolist()
    return low, high


def _distance(chances: Column, right: Column, parts: Sequence[NDArray[np.intp]]) -> float:
    """The mean distance, over all readings, of what a part of them promises and what is found in it."""
    apart = (len(part) * abs(chances[part].mean() - right[part].mean()) for part in parts)
    return float(sum(apart) / len(chances))
