"""Machine-readable codes printed on a page: Code 128 of forms, DataMatrix of pre-filled ones."""

from typing import NamedTuple

import numpy as np
import zxingcpp

from documents import Turn
from ocr.engine import Pixels

_QUARTER = 90
_DARK = 128
_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)
_MATRIX = zxingcpp.BarcodeFormat.DataMatrix


class PageCode(NamedTuple):
    """A code on a page as received: its text, and the clockwise turn that stands it upright."""

    text: str
    turn: Turn


def page_codes(pixels: Pixels) -> tuple[PageCode, ...]:
    """Every Code 128 on the page, lying any way; `pixels` is uint8 grey, 255 paper, not turned.

    A code with a wrong check character is not given.
    """
    found = zxingcpp.read_barcodes(
        pixels, formats=_FORMATS, try_rotate=True, try_downscale=False, try_invert=False
    )
    return tuple(PageCode(code.text, _turn(code.orientation)) for code in found if code.valid)


def matrix_codes(pixels: Pixels) -> tuple[str, ...]:
    """The text of every DataMatrix in an upright picture; `pixels` is uint8 grey, 255 paper."""
    found = zxingcpp.read_barcodes(
        pixels,
        formats=zxingcpp.BarcodeFormats(_MATRIX),
        try_rotate=False,
        try_downscale=True,
        try_invert=False,
    )
    return tuple(code.text for code in found if code.valid)


def matrix_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a square DataMatrix of ASCII text, row by row, True where dark; no white around."""
    code = zxingcpp.create_barcode(text, _MATRIX, force_square=True)
    image = np.asarray(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))
    return tuple(tuple(bool(module) for module in row) for row in image < _DARK)


def _turn(orientation: int) -> Turn:
    """Reading direction in degrees, clockwise positive, to the turn that undoes it."""
    turns: tuple[Turn, ...] = (0, 270, 180, 90)
    return turns[round(orientation / _QUARTER) % 4]
