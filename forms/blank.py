"""Pictures of blank forms."""

from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

BLANK_DPI = 204
BLANK_SHAPE = (2244, 1734)
"""Rows and columns of a letter page at 204 dpi."""


def render_page(blank: Path, page: int) -> NDArray[np.uint8]:
    """Page `page` (1-based) of a PDF without its fillable fields: uint8 gray, 255 paper, read-only.

    A letter page comes out in BLANK_SHAPE.
    """
    with pypdfium2.PdfDocument(blank) as pdf:
        bitmap = pdf[page - 1].render(
            scale=BLANK_DPI / 72, grayscale=True, draw_annots=False, may_draw_forms=False
        )
        pixels: NDArray[np.uint8] = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    pixels.flags.writeable = False
    return pixels
