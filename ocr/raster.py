"""Received page images to square pixels at 204 dpi, and turning by quarter turns."""

import cv2
import numpy as np

from documents import EngineFailed, PageImage, Turn
from ocr.engine import Pixels

DPI = 204
"""Dots per inch, both ways, of every raster that reading works on."""


def square(page_png: bytes, page: PageImage) -> Pixels:
    """The page without its header rows as 8-bit grey at 204 dpi both ways, not turned.

    Rows of a standard or fine fax are stretched smoothly, since fax pixels are not square; pages finer than
    204 dpi are averaged down. EngineFailed when the stored image is not what its record says.
    """
    decoded = cv2.imdecode(np.frombuffer(page_png, np.uint8), cv2.IMREAD_GRAYSCALE)
    if decoded is None or decoded.shape != (page.height, page.width):
        raise EngineFailed("a stored page image does not fit its record")
    body = np.asarray(decoded, dtype=np.uint8)[page.header_rows :]
    width = max(1, round(body.shape[1] * DPI / page.x_dpi))
    height = max(1, round(body.shape[0] * DPI / page.y_dpi))
    if (height, width) == body.shape:
        return body
    shrinks = width < body.shape[1] or height < body.shape[0]
    resized = cv2.resize(body, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    return np.asarray(resized, dtype=np.uint8)


def turned(pixels: Pixels, turn: Turn) -> Pixels:
    """The raster turned clockwise by so many degrees."""
    return np.ascontiguousarray(np.rot90(pixels, -turn // 90))
