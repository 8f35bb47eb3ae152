"""Corner features of a page, and the affine map that lays a printed form over them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Turn

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]
"""2 x 3 affine matrix, form pixels to page pixels, both at 204 dpi."""
Estimate = Callable[..., tuple[Any, Any]]
"""What finds a 2 x 3 matrix, None when there is none, and the matches that agree with it."""

_SCALE = 0.5
_COUNT = 1500
_QUICK_PAGE, _QUICK_BLANK = 300, 750
_NEAREST_SHARE = 0.8
_REACH = 10.0
_LEAST_MATCHES = 10
_SCALES = (0.88, 1.08)
_MOST_SKEW = 8.0
_MOST_SHEAR = 0.04
_SOFTENING = (24.0, 12.0, 6.0, 6.0)


@dataclass(frozen=True)
class Features:
    """Corners of one page, strongest first: `points` (n, 2) in pixels, `descriptors` (n, 32)."""

    points: NDArray[np.float32]
    descriptors: NDArray[np.uint8]


@dataclass(frozen=True)
class Fit:
    """How a blank lies on a page as received: affine map, number of matches that agree, turn needed."""

    matrix: Matrix
    inliers: int
    turn: Turn


def features_of(pixels: Pixels) -> Features:
    """The corners of a page of any size at 204 dpi, in any orientation."""
    small = cv2.resize(pixels, None, fx=_SCALE, fy=_SCALE, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 1.0)
    detector = cv2.ORB.create(_COUNT, fastThreshold=12)
    keypoints, descriptors = detector.detectAndCompute(small, None)
    if descriptors is None:
        return Features(np.zeros((0, 2), np.float32), np.zeros((0, 32), np.uint8))
    strongest = np.argsort([-point.response for point in keypoints], kind="stable")
    points = np.array([keypoints[at].pt for at in strongest], np.float32)
    shifted = (points + 0.5) / np.float32(_SCALE) - np.float32(0.5)
    return Features(shifted.astype(np.float32), np.asarray(descriptors, np.uint8)[strongest])


def likeness(blank: Features, page: Features) -> int:
    """How many strong corners of the page have one clear counterpart among those of the blank: a ranking."""
    return len(_matches(_strongest(page, _QUICK_PAGE), _strongest(blank, _QUICK_BLANK))[0])


def fit(blank: Features, page: Features) -> Fit | None:
    """Lay the blank over the page as received, whatever its turn; None when it is not there.

    Plausible: each axis scaled by 0.88 to 1.08, skew up to 8 degrees from a quarter turn, hardly any shear.
    Where matches crowd in one band of the page their best map may be implausible; then one without shear and
    with one scale is looked for.
    """
    on_blank, on_page = _matches(blank, page)
    if len(on_blank) < _LEAST_MATCHES:
        return None
    source, target = blank.points[on_blank], page.points[on_page]
    for estimate in (cv2.estimateAffine2D, cv2.estimateAffinePartial2D):
        found = _fitted(estimate, source, target)
        if found is not None:
            return found
    return None


def _fitted(estimate: Estimate, source: NDArray[np.float32], target: NDArray[np.float32]) -> Fit | None:
    cv2.setRNGSeed(1)
    matrix, kept = estimate(
        source, target, method=cv2.RANSAC, ransacReprojThreshold=_REACH, maxIters=3000, confidence=0.995
    )
    if matrix is None:
        return None
    rough = np.asarray(matrix, np.float64)
    inliers = int(kept.sum())
    if _turn_of(rough) is None or inliers < _LEAST_MATCHES:
        return None
    settled = _settled(rough, source, target)
    turn = _turn_of(settled)
    return None if turn is None else Fit(settled, inliers, turn)


def _settled(matrix: Matrix, source: NDArray[np.float32], target: NDArray[np.float32]) -> Matrix:
    """The map that suits matches from the whole page, not only those near the densest print.

    Each axis by itself, weights falling with the distance: where rows are lost, only one axis is off.
    """
    at = np.column_stack([source, np.ones(len(source))]).astype(np.float64)
    found = matrix.copy()
    for soft in _SOFTENING:
        for axis in (0, 1):
            off = target[:, axis] - at @ found[axis]
            weight = 1 / (1 + (off / soft) ** 2)
            found[axis] = np.linalg.lstsq(at * weight[:, None], target[:, axis] * weight, rcond=None)[0]
    return found


def _strongest(features: Features, count: int) -> Features:
    return Features(features.points[:count], features.descriptors[:count])


def _matches(first: Features, second: Features) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Indices of corners of `first` and of their counterparts that are much nearer than the next best."""
    nothing = np.zeros(0, np.intp)
    if len(first.points) == 0 or len(second.points) < 2:
        return nothing, nothing
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(first.descriptors, second.descriptors, 2)
    clear = [best for best, other in pairs if best.distance < _NEAREST_SHARE * other.distance]
    return (
        np.array([match.queryIdx for match in clear], np.intp),
        np.array([match.trainIdx for match in clear], np.intp),
    )


def _turn_of(matrix: Matrix) -> Turn | None:
    """The clockwise turn that stands the page upright, or None for a map no fax makes."""
    across, down = matrix[:, 0], matrix[:, 1]
    scales = np.hypot(*across), np.hypot(*down)
    if not all(_SCALES[0] <= scale <= _SCALES[1] for scale in scales):
        return None
    angle = float(np.degrees(np.arctan2(across[1], across[0])))
    shear = abs(float(across @ down) / (scales[0] * scales[1]))
    mirrored = across[0] * down[1] - across[1] * down[0] < 0
    quarter = round(angle / 90)
    if mirrored or shear > _MOST_SHEAR or abs(angle - 90 * quarter) > _MOST_SKEW:
        return None
    turns: tuple[Turn, ...] = (0, 270, 180, 90)
    return turns[quarter % 4]


def upright_matrix(found: Fit, width: int, height: int) -> Matrix:
    """The fit's map, into the page turned upright; `width` and `height` are those of the page as received."""
    turned: dict[Turn, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
        0: ((1, 0, 0), (0, 1, 0)),
        90: ((0, -1, height - 1), (1, 0, 0)),
        180: ((-1, 0, width - 1), (0, -1, height - 1)),
        270: ((0, 1, 0), (-1, 0, width - 1)),
    }
    whole = np.vstack([found.matrix, (0.0, 0.0, 1.0)])
    return np.asarray(np.array(turned[found.turn]) @ whole, np.float64)
