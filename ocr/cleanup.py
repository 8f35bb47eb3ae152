"""Small repairs of fax rasters: specks, skew, inverted pages, empty margins."""

from functools import partial

import cv2
import numpy as np

from ocr.engine import Pixels
from ocr.parts import parts_of

INK_BELOW = 128
"""Grey values below this are ink."""
_SPECK = 8
_BODY = 12
_TINY = 2
_WIDEST = 4.0


def ink_of(pixels: Pixels) -> Pixels:
    """1 where there is ink, 0 on paper."""
    return (pixels < INK_BELOW).astype(np.uint8)


def despeckled(pixels: Pixels) -> Pixels:
    """The raster without lone specks; small marks close to writing (dots, full stops) stay. For 204 dpi."""
    ink = ink_of(pixels)
    if not ink.any():
        return pixels.copy()
    parts = parts_of(ink)
    labels, area = parts.labels, parts.stats[:, cv2.CC_STAT_AREA]
    body = area >= _BODY
    body[0] = False
    near = cv2.dilate(body[labels].astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    touches = np.bincount(labels[near], minlength=len(parts.stats)) > 0
    specks = (area < _SPECK) & ((area < _TINY) | ~touches)
    specks[0] = False
    clean = pixels.copy()
    clean[
        cv2.dilate(specks[labels].astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & (ink == 0)
    ] = 255
    clean[specks[labels]] = 255
    return clean


def skew_degrees(pixels: Pixels) -> float:
    """How far the lines of a page are turned, in degrees, positive clockwise (down to the right).

    Found between -4 and 4 as the shear whose row sums differ most; 0 for an empty page.
    """
    height, width = pixels.shape
    factor = max(1, width // 600)
    size = (width // factor, height // factor)
    ink = 255 - np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    if not (ink > 127).any():
        return 0.0
    coarse = max(_span(-_WIDEST, _WIDEST, 0.5), key=partial(_sharpness, ink))
    return max(_span(coarse - 0.5, coarse + 0.5, 0.1), key=partial(_sharpness, ink))


def _span(first: float, last: float, step: float) -> list[float]:
    return [round(first + place * step, 2) for place in range(round((last - first) / step) + 1)]


def _sharpness(ink: Pixels, degrees: float) -> float:
    height, width = ink.shape
    slope = float(np.tan(np.radians(degrees)))
    shear = np.array([[1, 0, 0], [-slope, 1, slope * width / 2]], dtype=np.float32)
    rows = cv2.warpAffine(ink, shear, (width, height)).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def is_inverted(pixels: Pixels) -> bool:
    """Whether the page is white on black: more than half of its middle is ink (dark edges do not count)."""
    height, width = pixels.shape
    middle = pixels[height // 8 : height - height // 8, width // 8 : width - width // 8]
    return bool(middle.size and np.mean(middle < INK_BELOW) > 0.5)


def tight(pixels: Pixels, margin: int = 6) -> Pixels:
    """The raster cut to its ink, with white margin all around; 0 x 0 when there is no ink."""
    rows = np.flatnonzero((pixels < INK_BELOW).any(axis=1))
    columns = np.flatnonzero((pixels < INK_BELOW).any(axis=0))
    if not len(rows):
        return np.zeros((0, 0), np.uint8)
    inside = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return np.pad(inside, margin, constant_values=255)


def written_band(pixels: Pixels, margin: int = 6) -> Pixels:
    """The raster cut to its body of writing, specks inside left as they are; 0 x 0 when nothing is written.

    Only components as large as a full stop in print count, so that dirt beside the line does not make it
    small.
    """
    ink = ink_of(pixels)
    if not ink.any():
        return np.zeros((0, 0), np.uint8)
    parts = parts_of(ink).stats[1:]
    body = parts[parts[:, cv2.CC_STAT_AREA] >= _BODY]
    if not len(body):
        return tight(pixels, margin)
    tops, bottoms = body[:, cv2.CC_STAT_TOP], body[:, cv2.CC_STAT_TOP] + body[:, cv2.CC_STAT_HEIGHT]
    lefts, rights = body[:, cv2.CC_STAT_LEFT], body[:, cv2.CC_STAT_LEFT] + body[:, cv2.CC_STAT_WIDTH]
    tall = (bottoms - tops) >= 0.5 * (bottoms - tops).max()
    top, bottom = tops[tall].min(), bottoms[tall].max()
    near = (bottoms > top - 0.35 * (bottom - top)) & (tops < bottom + 0.35 * (bottom - top))
    inside = pixels[tops[near].min() : bottoms[near].max(), lefts[near].min() : rights[near].max()]
    return np.pad(inside, margin, constant_values=255)
