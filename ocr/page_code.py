"""Machine-readable codes (Code 128) printed on a page."""

from typing import NamedTuple

import zxingcpp

from documents import Turn
from ocr.engine import Pixels

_QUARTER = 90
_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)


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


def _turn(orientation: int) -> Turn:
    """Reading direction in degrees, clockwise positive, to the turn that undoes it."""
    turns: tuple[Turn, ...] = (0, 270, 180, 90)
    return turns[round(orientation / _QUARTER) % 4]
