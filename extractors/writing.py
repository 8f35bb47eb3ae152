"""Typed or handwritten: the evenness of strokes, heights and baseline of one line of writing."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Writing
from extractors.writing_odds import odds_of_type
from ocr.cleanup import despeckled, ink_of, tight
from ocr.engine import Pixels
from ocr.parts import parts_of

Measures = NDArray[np.float64]

_LEAST_INK = 12
_LEAST_LETTER = 8
_DOCUMENT, _SECTION = 0.7, 2.0
"""How much the median odds of the document, and of the part of the form, count beside a crop's own."""
_MOST_COMPANY = 3.0
_TYPED_ABOVE = 0.0
PLAINLY_TYPED = 5.0
"""Log odds from which a crop is surely no handwriting."""


def typed_odds(crops: Sequence[Pixels], sections: Sequence[str] = ()) -> tuple[float | None, ...]:
    """The log odds that each crop of one document is typed; None where nothing is written.

    Crops are at 204 dpi, the printed form taken out. `sections` names the part of the form each is from. A
    part is mostly written in one way, and so is a document, so their medians count beside each crop's own
    measures.
    """
    odds = [None if measures is None else odds_of_type(measures) for measures in map(measures_of, crops)]
    known = [one for one in odds if one is not None]
    parts = tuple(sections) or ("",) * len(crops)
    together = _company(known)
    nearby = {
        part: _company(
            [one for one, here in zip(odds, parts, strict=True) if here == part and one is not None]
        )
        for part in set(parts)
    }
    return tuple(
        None if one is None else one + _DOCUMENT * together + _SECTION * nearby[part]
        for one, part in zip(odds, parts, strict=True)
    )


def _company(odds: Sequence[float]) -> float:
    if not odds:
        return 0.0
    return float(np.clip(np.median(odds), -_MOST_COMPANY, _MOST_COMPANY))


def writing_by(odds: float | None) -> Writing:
    """How a crop with such odds was filled in."""
    if odds is None:
        return Writing.NONE
    return Writing.TYPED if odds > _TYPED_ABOVE else Writing.HANDWRITTEN


def measures_of(crop: Pixels) -> Measures | None:
    """What tells type from handwriting, each about 0 to 1; None when there is no writing.

    Spread of letter bottoms and of tops about their common lines, spread of stroke widths, share of edges
    that are neither upright nor level, width of the widest letter, and spread of the spaces between
    letters.
    """
    inside = tight(despeckled(crop), 4)
    if not inside.size:
        return None
    ink = ink_of(inside)
    parts = parts_of(ink).stats[1:]
    letters = parts[parts[:, cv2.CC_STAT_AREA] >= _LEAST_LETTER]
    if not len(letters) or ink.sum() < _LEAST_INK:
        return None
    left, top, width, height, _ = (letters[:, column].astype(np.float64) for column in range(5))
    tall = height >= 0.5 * np.percentile(height, 90)
    size = float(np.median(height[tall]))
    middle = left + width / 2
    bottoms = _spread(middle[tall], (top + height)[tall]) / size
    tops = _spread(middle[tall], top[tall]) / size
    return np.array(
        [
            bottoms,
            tops,
            _stroke_spread(ink),
            _slanted_share(inside),
            min(float(width.max()) / size / 6, 1.0),
            _upright_share(ink),
            min(size / 40, 1.5),
            1.0 / len(letters),
        ]
    )


def _spread(across: NDArray[np.float64], rows: NDArray[np.float64]) -> float:
    if len(rows) < 3:
        return 0.0
    slope, start = np.polyfit(across - across.mean(), rows, 1)
    left = rows - (start + slope * (across - across.mean()))
    return float(np.median(np.abs(left - np.median(left))))


def _stroke_spread(ink: Pixels) -> float:
    depth = cv2.distanceTransform(ink, cv2.DIST_L2, 3)
    ridge = (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)) - 1e-6) & (ink > 0)
    widths = depth[ridge]
    return float(widths.std() / max(float(widths.mean()), 0.5))


def _slanted_share(grey: Pixels) -> float:
    soft = cv2.GaussianBlur(grey, (0, 0), 1.2).astype(np.float32)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    strength = np.hypot(across, down)
    edge = strength > 0.35 * strength.max()
    lean = np.minimum(np.abs(across[edge]), np.abs(down[edge])) / np.maximum(strength[edge], 1)
    return float((lean > math.sin(math.radians(15))).mean())


def _upright_share(ink: Pixels) -> float:
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((9, 1), np.uint8)).sum()
    return float(upright / max(int(ink.sum()), 1))
