"""Measure the ink on a signature line: how it hangs together, how it bends, what shape it has."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.kinds.joined_ink import NOTHING_JOINED, JoinedInk, joined_ink
from extractors.kinds.pen_path import PenPath, pen_path
from ocr.parts import parts_of

Mask = NDArray[np.bool_]

_JOIN = 7
_LEAST_PART = 25
_EDGE, _HANGS = 2, 0.4
"""Ink that begins in the first rows and ends in this share of them hangs in from the line above."""


@dataclass(frozen=True)
class SignatureInk:
    """Measures of the ink of one signature zone, lengths in pixels of 204 dpi.

    `width`, `height`: of all ink. `largest`, `tall`: width and height of the widest connected stroke;
    `share`: its share of the ink. `parts`: connected strokes worth counting; `letters`: those about as wide
    as high and of the common height. `turns`: how often the upper edge of all ink rises and falls
    (loops and arches). `length`: pen path over the diagonal of the ink, about 1 for one straight line.
    `frame`: the share of the upper edge that is one straight line, as over a framed stamp. `pen`: typical
    stroke width. `level`: how even the bottoms and tops of the letters are (0 even).

    `hanging`: ink that hangs in from the line above, no part of all other measures. `path`: the path of the
    pen; `writing`: how the ink hangs together.
    """

    width: int
    height: int
    largest: int
    tall: int
    share: float
    parts: int
    letters: int
    turns: int
    length: float
    frame: float
    pen: float
    level: float
    ink: int
    hanging: int
    path: PenPath
    writing: JoinedInk


def ink_of_signature(mask: Mask) -> SignatureInk:
    """Measure the written ink of a zone, the printed form already taken out.

    The mask begins a little above the ink, so that only what was cut off touches its upper edge.
    """
    mask, hanging = _without_hanging(mask)
    joined = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((_JOIN, _JOIN), np.uint8))
    labels, stats, _ = parts_of(np.asarray(joined, np.uint8))
    worth = [number for number in range(1, len(stats)) if stats[number, cv2.CC_STAT_AREA] >= _LEAST_PART]
    ink = np.isin(labels, worth) & mask
    if not worth or not ink.any():
        return SignatureInk(
            *(0, 0, 0, 0, 0.0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0, hanging), pen_path(ink), NOTHING_JOINED
        )
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    inside = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    boxes = stats[worth]
    place = int(boxes[:, cv2.CC_STAT_WIDTH].argmax())
    pen = _pen_width(inside)
    diagonal = float(np.hypot(*inside.shape))
    return SignatureInk(
        width=inside.shape[1],
        height=inside.shape[0],
        largest=int(boxes[place, cv2.CC_STAT_WIDTH]),
        tall=int(boxes[place, cv2.CC_STAT_HEIGHT]),
        share=float((labels == worth[place])[ink].mean()),
        parts=len(worth),
        letters=_letters(boxes),
        turns=_turns(inside),
        length=float(inside.sum()) / max(pen, 1.0) / diagonal,
        frame=_frame(inside),
        pen=pen,
        level=_level(boxes),
        ink=int(inside.sum()),
        hanging=hanging,
        path=pen_path(inside),
        writing=joined_ink(inside, pen),
    )


def _without_hanging(mask: Mask) -> tuple[Mask, int]:
    """The ink without strokes that come in over the upper edge and soon end, and how much those were."""
    labels, stats, _ = parts_of(mask)
    bottoms = stats[:, cv2.CC_STAT_TOP] + stats[:, cv2.CC_STAT_HEIGHT]
    drop = (stats[:, cv2.CC_STAT_TOP] < _EDGE) & (bottoms < _HANGS * len(mask))
    drop[0] = False
    gone = drop[labels]
    return mask & ~gone, int(gone.sum())


def _pen_width(ink: Mask) -> float:
    """Stroke width: twice the mean distance to paper along the middle of the strokes."""
    distance = cv2.distanceTransform(np.pad(ink, 1).astype(np.uint8), cv2.DIST_L2, 3)
    ridge = (distance >= cv2.dilate(distance, np.ones((3, 3), np.uint8)) - 1e-6) & (distance > 0)
    return 2 * float(distance[ridge].mean()) if ridge.any() else 0.0


def _letters(boxes: NDArray[np.int32]) -> int:
    heights, widths = boxes[:, cv2.CC_STAT_HEIGHT], boxes[:, cv2.CC_STAT_WIDTH]
    common = float(np.percentile(heights, 75))
    return int(((heights > 0.45 * common) & (heights < 1.7 * common) & (widths < 1.9 * common)).sum())


def _level(boxes: NDArray[np.int32]) -> float:
    heights = boxes[:, cv2.CC_STAT_HEIGHT].astype(np.float64)
    large = boxes[heights > 0.5 * np.percentile(heights, 90)]
    if len(large) < 3:
        return 1.0
    bottoms = large[:, cv2.CC_STAT_TOP] + large[:, cv2.CC_STAT_HEIGHT]
    place = large[:, cv2.CC_STAT_LEFT]
    straight = np.polyval(np.polyfit(place, bottoms, 1), place)
    return float(np.median(np.abs(bottoms - straight)) / np.median(heights))


def _turns(stroke: Mask) -> int:
    """Rises and falls of the upper edge, each of a good share of the height."""
    columns = np.flatnonzero(stroke.any(axis=0))
    top = stroke[:, columns].argmax(axis=0).astype(np.float64)
    height = float(np.flatnonzero(stroke.any(axis=1)).size)
    least, turns, last, rising = 0.12 * height, 0, float(top[0]), 0
    for value in top:
        step = float(value) - last
        if (rising >= 0 and step < -least) or (rising <= 0 and step > least):
            rising, turns, last = (1 if step > 0 else -1), turns + 1, float(value)
        elif rising * step > 0:
            last = float(value)
    return turns


def _frame(ink: Mask) -> float:
    """The share of the upper edge that lies on one straight line, as the frame of a stamp does."""
    height, width = ink.shape
    if height < 20 or width < 40:
        return 0.0
    columns = np.flatnonzero(ink.any(axis=0))
    top = ink[:, columns].argmax(axis=0).astype(np.float64)
    near = top <= np.percentile(top, 60) + 6
    for _ in range(3):
        line = np.polyval(np.polyfit(columns[near], top[near], 1), columns)
        near = np.abs(top - line) <= 4
        if near.sum() < 10:
            return 0.0
    return float(int(near.sum()) / width)
