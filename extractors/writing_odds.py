"""The odds that the measures of one line of writing come from type and not from a hand."""

import numpy as np
from numpy.typing import NDArray

_MEAN = np.array([0.0240, 0.0465, 0.2605, 0.5660, 0.1795, 0.4408, 0.5463, 0.1974])
_DEVIATION = np.array([0.0410, 0.0574, 0.0634, 0.0657, 0.0902, 0.1355, 0.1362, 0.2215])
MOST_DEVIATIONS = 3.0
_OFFSET = 0.118
_WEIGHT = np.array([-0.919, -1.924, 0.391, -0.887, -2.285, 0.559, -4.425, -1.469])
_PAIRS = np.array(
    [
        [0.073, 0.136, -0.236, -0.064, 0.105, -0.066, 0.134, 0.624],
        [0.000, 0.245, 0.256, -0.381, -0.094, 0.116, -0.432, 0.401],
        [0.000, 0.000, -0.073, -0.146, -0.103, -0.499, 0.318, 0.053],
        [0.000, 0.000, 0.000, -0.044, -0.289, -0.145, -0.288, 0.013],
        [0.000, 0.000, 0.000, 0.000, 0.624, 0.139, 0.078, 0.121],
        [0.000, 0.000, 0.000, 0.000, 0.000, -0.209, 0.080, -0.190],
        [0.000, 0.000, 0.000, 0.000, 0.000, 0.000, -0.717, -0.033],
        [0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.536],
    ]
)
"""Quadratic logistic regression on 6,421 crops of calibration faxes, typed in the sample maker's fonts and
written by calibration writers, cut from received pages; both ways of writing weighted alike."""


def odds_of_type(measures: NDArray[np.float64]) -> float:
    """Log odds of type from the eight measures of `writing.measures_of`."""
    far = np.clip((measures - _MEAN) / _DEVIATION, -MOST_DEVIATIONS, MOST_DEVIATIONS)
    return float(_OFFSET + far @ _WEIGHT + far @ _PAIRS @ far)
