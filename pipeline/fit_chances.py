"""Fits the curves that turn the signs of a reading into a calibrated chance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.chance import ChanceTable, Curve
from pipeline.audited_readings import Known, family_of
from pipeline.families import FAMILIES, WRITTEN

_FOLDS = 5
_LEAST = 100
_LEAST_OF_EACH = 5
_STRENGTH = 0.3

Column = NDArray[np.float64]


def fit_table(readings: Sequence[Known]) -> ChanceTable:
    """One curve for each family and writing with enough readings of enough sources, right and wrong ones.

    Weights are those of a logistic regression; slope and intercept come from scores of sources that the
    weights had not seen (five folds by source), so that a curve promises no more than it keeps.
    """
    curves = []
    for family, kinds in FAMILIES.items():
        for writing in WRITTEN:
            found = family_of(readings, family, writing)
            wrong = sum(not known.right for known in found)
            sources = len({known.source for known in found})
            if sources < _FOLDS or len(found) < _LEAST or min(wrong, len(found) - wrong) < _LEAST_OF_EACH:
                continue
            weights, offset, slope, intercept = _fitted(found)
            curves.append(
                Curve(
                    kinds=kinds,
                    writing=writing,
                    weights=tuple(weights.tolist()),
                    offset=offset,
                    slope=slope,
                    intercept=intercept,
                    most=1 - 1 / (len(found) + 2),
                    fitted_on=len(found),
                )
            )
    return ChanceTable(curves=tuple(curves))


def _fitted(found: Sequence[Known]) -> tuple[Column, float, float, float]:
    from sklearn.model_selection import GroupKFold  # a large library, needed to fit alone

    features = np.array([known.features for known in found])
    right = np.array([known.right for known in found])
    sources = np.array([known.source for known in found])
    unseen = np.zeros(len(found))
    for train, rest in GroupKFold(_FOLDS).split(features, right, sources):
        weights, offset = _regressed(features[train], right[train], _STRENGTH)
        unseen[rest] = features[rest] @ weights + offset
    (slope,), intercept = _regressed(unseen[:, None], right, 100.0)
    weights, offset = _regressed(features, right, _STRENGTH)
    return weights, offset, max(float(slope), 0.05), intercept


def _regressed(features: Column, right: NDArray[np.bool_], strength: float) -> tuple[Column, float]:
    """Weights and offset for the features as they are; regularised on their standardised form."""
    from sklearn.linear_model import LogisticRegression

    middle, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread < 1e-9] = 1.0
    fitted = LogisticRegression(C=strength, max_iter=2000).fit((features - middle) / spread, right)
    weights = np.asarray(fitted.coef_[0] / spread, np.float64)
    return weights, float(fitted.intercept_[0] - weights @ middle)
