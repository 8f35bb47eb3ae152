"""From audited readings to a credit ledger, and how well calibrated their chances are."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from documents import FormRef, Record
from ocr.credit import Audited, Cell, CreditLine, Ledger, Target, earned
from pipeline.audited_readings import Known, family_of
from pipeline.families import FAMILIES, WRITTEN

_BINS = 15


class Calibration(Record):
    """How far chances of one family and writing are from what they promise.

    `error` is the expected calibration error over bins of equal size: the mean distance of promised and
    found shares of right readings. `bins` are (promised, found, count).
    """

    family: str
    writing: str
    readings: int
    right: float
    error: float
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
    order = np.argsort(chances, kind="stable")
    bins = [
        (float(chances[part].mean()), float(right[part].mean()), len(part))
        for part in np.array_split(order, min(_BINS, len(order)))
    ]
    error = sum(count * abs(promised - seen) for promised, seen, count in bins) / len(known)
    return Calibration(
        family=family,
        writing=writing,
        readings=len(known),
        right=float(right.mean()),
        error=error,
        bins=tuple(bins),
    )
