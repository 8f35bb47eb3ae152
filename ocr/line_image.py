"""A crop as the readers of lines want it: trimmed to the writing, of one height, padded in width."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.cleanup import written_band
from ocr.engine import Pixels

HEIGHT = 48
"""Rows of a prepared line."""
_MARGIN = 3
_LEAST_CROP_HEIGHT = 30
_MOST_WIDTH = 1600


def line_image(crop: Pixels) -> Pixels | None:
    """The writing of the crop, 48 pixels high and at most 1600 wide, uint8; None when there is no ink."""
    inside = written_band(crop, _MARGIN)
    if not inside.size:
        return None
    short = _LEAST_CROP_HEIGHT - inside.shape[0]
    if short > 0:
        inside = np.pad(inside, ((short // 2, short - short // 2), (0, 0)), constant_values=255)
    width = min(max(round(inside.shape[1] * HEIGHT / inside.shape[0]), 1), _MOST_WIDTH)
    shrinks = inside.shape[0] > HEIGHT
    scaled = cv2.resize(inside, (width, HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    return np.asarray(scaled, np.uint8)


def padded(image: Pixels, least: int, step: int) -> NDArray[np.float32]:
    """The line, -1 ink to 1 paper, with paper to its right up to a multiple of `step` of at least `least`."""
    height, width = image.shape
    canvas = np.full((height, max(least, -(-width // step) * step)), 1.0, dtype=np.float32)
    canvas[:, :width] = image.astype(np.float32) / 127.5 - 1
    return canvas
