"""Rows that vanished or repeated in a call: how far each row lies from where its form would put it."""

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Rows = NDArray[np.float32]

_COARSE = 4
_COARSE_REACH = 28
_FINE_REACH = 7
_COLUMNS = 6
_COARSE_BEND = 0.7
_FINE_BEND = 1.0
_GAIN = 6
_DRIFT_BAND = 96
_DRIFT_STEP = 8
_DRIFT_REACH = 28


def row_offsets(ideal: Pixels, page: Pixels) -> Rows:
    """For each row of `ideal`, the number of rows by which its content lies lower in `page`.

    `ideal` is the blank form drawn where an affine map alone would put it, `page` the upright page, both
    uint8 at 204 dpi and of the same size. Two passes of dynamic programming over rows: at a quarter of the
    resolution over +-112 rows, then at full resolution around that path; between printed rows the offset
    stays as it was.
    """
    coarse_form, coarse_page = _edges(ideal, _COARSE), _edges(page, _COARSE)
    start = np.zeros(len(coarse_form), np.intp)
    coarse = _path(_scores(coarse_form, coarse_page, start, _COARSE_REACH), _COARSE_BEND) - _COARSE_REACH
    centre = np.repeat(coarse * _COARSE, _COARSE)[: len(ideal)]
    centre = np.pad(centre, (0, len(ideal) - len(centre)), mode="edge")
    fine = _path(_scores(_edges(ideal, 1), _edges(page, 1), centre, _FINE_REACH), _FINE_BEND) - _FINE_REACH
    offsets = centre + fine
    target = np.maximum.accumulate(np.arange(len(ideal)) + offsets)
    return np.asarray(target - np.arange(len(ideal)), np.float32)


def side_offsets(ideal: Pixels, level: Pixels) -> Rows:
    """For each row of `ideal`, the number of columns by which its content lies further right in `level`.

    `level` is the page with its rows already put where `ideal` has them. Measured in bands and drawn smoothly
    through them.
    """
    form, page = _columns(ideal), _columns(level)
    centres, shifts = [], []
    for top in range(0, len(ideal) - _DRIFT_BAND + 1, _DRIFT_BAND // 2):
        band = slice(top // _DRIFT_STEP, (top + _DRIFT_BAND) // _DRIFT_STEP)
        shift = _band_shift(form[band], page[band])
        if shift is not None:
            centres.append(top + _DRIFT_BAND / 2)
            shifts.append(shift)
    if not shifts:
        return np.zeros(len(ideal), np.float32)
    calm = _median_of_five(np.array(shifts))
    return np.interp(np.arange(len(ideal)), centres, calm).astype(np.float32)


def _edges(pixels: Pixels, row_step: int) -> NDArray[np.float32]:
    """Ink at reduced size less its wide surroundings above and below, so that only rows that differ count."""
    height, width = pixels.shape
    size = (width // _COLUMNS, -(-height // row_step))
    small = cv2.resize(255 - pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    near = cv2.GaussianBlur(small, (0, 0), sigmaX=1.0, sigmaY=1.0)
    wide = cv2.GaussianBlur(small, (0, 0), sigmaX=1.0, sigmaY=5.0)
    return np.asarray(near - wide, np.float32)


def _scores(
    form: NDArray[np.float32], page: NDArray[np.float32], centre: NDArray[np.intp], reach: int
) -> NDArray[np.float32]:
    """Agreement of form rows with page rows `centre` + offset away, (rows, 2 * reach + 1), about 0 to 1."""
    rows = np.arange(len(form))
    found = np.empty((len(form), 2 * reach + 1), np.float32)
    for column, offset in enumerate(range(-reach, reach + 1)):
        target = rows + centre + offset
        inside = (target >= 0) & (target < len(page))
        found[:, column] = np.einsum("ij,ij->i", form, page[np.clip(target, 0, len(page) - 1)]) * inside
    strength = np.einsum("ij,ij->i", form, form)
    return found / max(float(np.percentile(strength, 90)), 1e-6)


def _path(scores: NDArray[np.float32], bend: float) -> NDArray[np.intp]:
    """The best column in each row when each step sideways costs `bend`.

    A jump up, as where rows are lost, costs at most a few steps; a jump down costs much: no call adds rows.
    """
    rows, states = scores.shape
    steps = np.subtract.outer(np.arange(states), np.arange(states))
    up = np.minimum(-steps, 6 - steps / 8)
    cost = (bend * np.where(steps > 0, np.where(steps == 1, 1, _GAIN * steps), up)).astype(np.float32)
    total = scores[0].copy()
    came_from = np.empty((rows, states), np.intp)
    for row in range(1, rows):
        options = total[None, :] - cost
        came_from[row] = options.argmax(axis=1)
        total = options[np.arange(states), came_from[row]] + scores[row]
    path = np.empty(rows, np.intp)
    path[-1] = int(total.argmax())
    for row in range(rows - 1, 0, -1):
        path[row - 1] = came_from[row, path[row]]
    return path


def _band_shift(form: NDArray[np.float32], page: NDArray[np.float32]) -> float | None:
    """Columns by which the band of the page lies right of the form's; None where too little is printed."""
    inner = np.ascontiguousarray(form[:, _DRIFT_REACH:-_DRIFT_REACH])
    if float(form.mean()) < 0.004 or float((inner**2).sum()) == 0:
        return None
    found = cv2.matchTemplate(np.ascontiguousarray(page), inner, cv2.TM_CCOEFF_NORMED)[0]
    best = int(found.argmax())
    return None if found[best] < 0.3 else float(best - _DRIFT_REACH)


def _columns(pixels: Pixels) -> NDArray[np.float32]:
    """Ink of a page with rows taken together by eights, 0 to 1, a little blurred."""
    size = (pixels.shape[1], max(len(pixels) // _DRIFT_STEP, 1))
    whole = pixels[: size[1] * _DRIFT_STEP]
    small = cv2.resize(255 - whole, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return np.asarray(cv2.GaussianBlur(small, (0, 0), sigmaX=1.0, sigmaY=0.5), np.float32)


def _median_of_five(values: NDArray[np.float64]) -> NDArray[np.float64]:
    padded = np.pad(values, 2, mode="edge")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(padded, 5), axis=1))
