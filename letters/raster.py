"""Pages as a fax machine sends them: one bit a dot, 1728 dots a row, standard or fine."""

import io
from typing import Literal

import cv2
import numpy as np
import pypdfium2
from PIL import Image

Resolution = Literal["standard", "fine"]
"""Rows an inch: 98 or 196, both with 204 dots an inch across."""

WIDTH = 1728
_ROWS = {"standard": 98, "fine": 196}
_RENDERED, _ACROSS = 408, 204
_DARK = {"standard": 150, "fine": 140}
"""Grey below which a dot is black; averaging over taller dots pales thin strokes more."""


def fax_tiff(pdf: bytes, resolution: Resolution) -> bytes:
    """Every page of a PDF as a TIFF of class F (Group 4), ready to be sent; letter paper, 11 inches long."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [_page(document[number], resolution) for number in range(len(document))]
    written = io.BytesIO()
    pages[0].save(
        written,
        "TIFF",
        save_all=True,
        append_images=pages[1:],
        compression="group4",
        dpi=(_ACROSS, _ROWS[resolution]),
    )
    return written.getvalue()


def _page(page: pypdfium2.PdfPage, resolution: Resolution) -> Image.Image:
    bitmap = page.render(scale=_RENDERED / 72, grayscale=True, may_draw_forms=False)
    grey = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
    wide = round(bitmap.width * _ACROSS / _RENDERED)
    rows = round(bitmap.height * _ROWS[resolution] / _RENDERED)
    dots = cv2.resize(grey, (wide, rows), interpolation=cv2.INTER_AREA)
    spare = wide - WIDTH
    dots = dots[:, spare // 2 : spare // 2 + WIDTH]
    return Image.fromarray(np.asarray(dots >= _DARK[resolution], np.bool_))
