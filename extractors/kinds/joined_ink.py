"""Tell joined writing from single letters: links between letters, gaps, directions of the strokes."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.parts import parts_of

Mask = NDArray[np.bool_]

_LEAST_PART = 25
_MOST_INK = 0.6
_LEANS = np.linspace(-0.3, 1.2, 16)
"""Leans that are tried, x to the right per y up."""
_THIN = 1.6
"""A column with one stroke that is at most so many pen widths high holds nothing but a link."""
_DIRECTIONS = 8
_SMOOTH, _NEAR = 1.5, 3.0


@dataclass(frozen=True)
class JoinedInk:
    """Measures of how writing hangs together, lengths in pixels of 204 dpi.

    `body`: height of the rows with most of the ink, about that of small letters; `body_top`: where they
    begin, as a share of the height. `joined`: width of the stroke a usual pixel of ink is part of; `pieces`:
    strokes; `uneven`: spread of their heights over the mean. `gaps`, `gap_share`, `widest_gap`: empty columns
    between strokes, in stretches, as a share of the width, and the widest stretch. `stacked`: ink runs in a
    column on average; `crossed`: in a row of the body. `slant`: x per y at which most ink stands in columns;
    `upright`: how much more than without slant it then does. `thin`: share of inked columns with no more than
    one thin stroke; `links`, `linked`: stretches of such columns between strokes, and their share of the
    width; `link_row`: how far below the top of the body they lie, in bodies. `ragged`: spread of the ink in
    columns over the mean; `fullest`: the fullest column over the height. `directions`: shares of the edges of
    ink that run in each of eight directions; `steady`: how far edges keep their direction, 0 to 1.
    """

    body: int
    body_top: float
    joined: float
    pieces: int
    uneven: float
    gaps: int
    gap_share: float
    widest_gap: int
    stacked: float
    crossed: float
    slant: float
    upright: float
    thin: float
    links: int
    linked: float
    link_row: float
    ragged: float
    fullest: float
    directions: tuple[float, ...]
    steady: float


NOTHING_JOINED = JoinedInk(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (0.0,) * _DIRECTIONS, 0)
"""The measures of no ink."""


def joined_ink(ink: Mask, pen: float) -> JoinedInk:
    """Measure ink cut to its bounds; `pen` is the width of the strokes. ValueError without ink."""
    if not ink.any():
        raise ValueError("there is no ink to measure")
    body = _body(ink)
    joined, pieces, uneven = _pieces(ink)
    gaps = _gaps(ink)
    slant, upright = _slant(ink)
    columns = ink.sum(axis=0)
    inked = columns > 0
    thin = (_runs(ink.T) == 1) & (columns <= _THIN * max(pen, 1.0))
    links = _links(thin, inked)
    directions, steady = _directions(ink)
    return JoinedInk(
        body=body.stop - body.start,
        body_top=body.start / len(ink),
        joined=joined,
        pieces=pieces,
        uneven=uneven,
        gaps=len(gaps),
        gap_share=float(gaps.sum()) / ink.shape[1],
        widest_gap=int(gaps.max(initial=0)),
        stacked=float(_runs(ink.T)[inked].mean()),
        crossed=float(_runs(ink[body]).mean()),
        slant=slant,
        upright=upright,
        thin=float(thin.sum() / inked.sum()),
        links=int((links >= 2).sum()),
        linked=float(links.sum()) / ink.shape[1],
        link_row=_link_row(ink, thin, pen, body),
        ragged=float(columns[inked].std() / columns[inked].mean()),
        fullest=float(columns.max()) / len(ink),
        directions=directions,
        steady=steady,
    )


def _body(ink: Mask) -> slice:
    """The rows that hold most of the ink: the fewest neighbouring rows with three fifths of it."""
    held = np.concatenate([[0], np.cumsum(ink.sum(axis=1))])
    ends = np.searchsorted(held, held[:-1] + _MOST_INK * held[-1])
    heights = np.where(ends < len(held), ends - np.arange(len(ends)), len(held))
    first = int(heights.argmin())
    return slice(first, first + int(heights[first]))


def _pieces(ink: Mask) -> tuple[float, int, float]:
    """Width of the stroke a usual pixel of ink is part of, how many strokes there are, how uneven."""
    touching = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    stats = parts_of(np.asarray(touching, np.uint8)).stats
    boxes = stats[1:][stats[1:, cv2.CC_STAT_AREA] >= _LEAST_PART].astype(np.float64)
    if len(boxes) == 0:
        return 0.0, 0, 0.0
    areas, heights = boxes[:, cv2.CC_STAT_AREA], boxes[:, cv2.CC_STAT_HEIGHT]
    width = float((areas * boxes[:, cv2.CC_STAT_WIDTH]).sum() / areas.sum())
    return width, len(boxes), float(heights.std() / heights.mean())


def _gaps(ink: Mask) -> NDArray[np.intp]:
    """Lengths of the stretches of empty columns between strokes, two columns at least."""
    steps = np.diff(np.flatnonzero(ink.any(axis=0))) - 1
    return np.asarray(steps[steps >= 2], np.intp)


def _runs(ink: Mask) -> NDArray[np.intp]:
    """How many runs of ink there are in each row."""
    starts = ink.copy()
    starts[:, 1:] &= ~ink[:, :-1]
    return np.asarray(starts.sum(axis=1), np.intp)


def _links(thin: Mask, inked: Mask) -> NDArray[np.intp]:
    """Lengths of the stretches of thin columns that have ink on both sides."""
    steps = np.diff(np.concatenate([[0], thin.astype(np.int8), [0]]))
    around = np.concatenate([[False], inked, [False]])
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return np.asarray((ends - starts)[around[starts] & around[ends + 1]], np.intp)


def _link_row(ink: Mask, thin: Mask, pen: float, body: slice) -> float:
    if not thin.any():
        return 0.0
    row = float(ink[:, thin].argmax(axis=0).mean()) + pen / 2
    return (row - int(body.start)) / max(int(body.stop - body.start), 1)


def _slant(ink: Mask) -> tuple[float, float]:
    """The lean of the strokes, x per y, and how much sharper ink stands in columns when it is undone."""
    rows, columns = np.nonzero(ink)
    sharpness = []
    for lean in _LEANS:
        at = np.rint(columns + lean * rows).astype(np.intp)
        counts = np.bincount(at - at.min())
        sharpness.append(float((counts.astype(np.float64) ** 2).sum()))
    best = int(np.argmax(sharpness))
    return float(_LEANS[best]), sharpness[best] / sharpness[int(np.abs(_LEANS).argmin())]


def _directions(ink: Mask) -> tuple[tuple[float, ...], float]:
    """How much of the edges of ink runs in which direction, and how steadily."""
    soft = cv2.GaussianBlur(ink.astype(np.float32), (0, 0), _SMOOTH)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    weight = np.hypot(across, down)
    part = (np.arctan2(down, across) % np.pi) / np.pi * _DIRECTIONS
    shares = np.bincount(
        np.minimum(part.astype(np.intp), _DIRECTIONS - 1).ravel(), weight.ravel(), minlength=_DIRECTIONS
    )
    along, upright, askew = (
        cv2.GaussianBlur(product, (0, 0), _NEAR) for product in (across**2, down**2, across * down)
    )
    steady = np.hypot(along - upright, 2 * askew) / (along + upright + 1e-6)
    total = max(float(weight.sum()), 1e-6)
    return tuple((shares / total).tolist()), float((steady * weight).sum()) / total
