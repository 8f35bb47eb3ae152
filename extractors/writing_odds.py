"""The odds that the measures of one line of writing come from type and not from a hand."""

import numpy as np
from numpy.typing import NDArray

_MEAN = np.array([0.0248, 0.0481, 0.2577, 0.5770, 0.1884, 0.4363, 0.5425, 0.2036])
_DEVIATION = np.array([0.0493, 0.0687, 0.0701, 0.0694, 0.1066, 0.1347, 0.1188, 0.2301])
_MOST_DEVIATIONS = 3.0
_OFFSET = -1.351
_WEIGHT = np.array([-1.455, -2.055, 0.386, -1.451, -2.031, -0.116, -3.208, -1.253])
_PAIRS = np.array(
    [
        [0.819, -0.210, -0.014, -0.175, -0.314, -0.243, 0.093, 0.681],
        [0.000, 0.260, 0.031, -0.321, 0.191, 0.116, -0.385, -0.427],
        [0.000, 0.000, -0.262, -0.109, -0.036, -0.221, -0.408, -0.069],
        [0.000, 0.000, 0.000, -0.043, -0.087, -0.038, 0.253, 0.299],
        [0.000, 0.000, 0.000, 0.000, 0.374, 0.381, 0.089, 0.211],
        [0.000, 0.000, 0.000, 0.000, 0.000, -0.175, 0.232, 0.097],
        [0.000, 0.000, 0.000, 0.000, 0.000, 0.000, -0.487, 0.075],
        [0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.352],
    ]
)
"""Quadratic logistic regression on 6,331 crops of the sample maker's fonts, a third of them cut from received
pages; both ways of writing weighted alike."""


def odds_of_type(measures: NDArray[np.float64]) -> float:
    """Log odds of type from the eight measures of `writing.measures_of`."""
    far = np.clip((measures - _MEAN) / _DEVIATION, -_MOST_DEVIATIONS, _MOST_DEVIATIONS)
    return float(_OFFSET + far @ _WEIGHT + far @ _PAIRS @ far)
