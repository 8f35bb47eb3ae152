"""The line a sending machine prints at the top of a page: found, read, and cut off where it stands apart."""

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from documents import PageImage, PageOrigin
from intake.decode import DecodedPages
from intake.handed import Note
from intake.header_text import agreed_total, is_header, page_count

ReadLine = Callable[[NDArray[np.uint8]], str]
"""Reads one line of text: grey uint8, 255 paper, square pixels of about 204 dpi, white all round."""

MOST_LINES = 3
_LOOKED_AT_MM = 16.0
_BEGINS_WITHIN_MM = 4.5
_LEAST_TALL_MM, _MOST_TALL_MM = 1.2, 4.4
_LEAST_GAP_MM = 0.7
_ENDS_WITHIN_MM = 7.5
_MARGIN_MM = 0.4
_SIDE = 0.03
_LINE_DPI = 204.0
_BORDER = 12
_MM = 25.4
_STREAK = 0.6
_INK_DOTS = 4


def with_headers(decoded: DecodedPages, read_line: ReadLine) -> DecodedPages:
    """The same pages with their header lines read, `header_rows` set, and the pages they promise counted.

    Rows are cut only where a line of small text near the top is followed by white and reads like a header (a
    clock, a page number, a phone number); in doubt nothing is cut. Born-digital pages have none.
    """
    pages = [
        _with_header(page, png, read_line)
        for page, png in zip(decoded.page_set.pages, decoded.pixels, strict=True)
    ]
    counts = [page_count(page.header) for page in pages]
    page_set = decoded.page_set
    expected = max(agreed_total(counts), page_set.expected_pages)
    notes, whole = page_set.notes, page_set.whole
    if expected > len(pages):
        whole = False
        notes = notes if Note.PAGES_MISSING.value in notes else (*notes, Note.PAGES_MISSING.value)
    changed = {"pages": tuple(pages), "expected_pages": expected, "notes": notes, "whole": whole}
    return DecodedPages(page_set.model_copy(update=changed), decoded.pixels)


def _with_header(page: PageImage, png: bytes, read_line: ReadLine) -> PageImage:
    if page.origin is PageOrigin.DIGITAL:
        return page
    top = _top(png, page)
    cut, texts = 0, []
    for _ in range(MOST_LINES):
        band = find_line(top[cut:], page.y_dpi)
        if band is None:
            break
        text = read_line(line_pixels(top[cut:], band, (page.x_dpi, page.y_dpi))).strip()
        if not is_header(text):
            break
        texts.append(" ".join(text.split()))
        cut += band[2]
    if not texts or cut >= page.height:
        return page
    return page.model_copy(update={"header": "\n".join(texts), "header_rows": cut})


def _top(png: bytes, page: PageImage) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        rows = min(round(_LOOKED_AT_MM / _MM * page.y_dpi), image.height)
        return np.asarray(image.crop((0, 0, image.width, rows)).convert("L"))


def find_line(top: NDArray[np.uint8], y_dpi: float) -> tuple[int, int, int] | None:
    """(first row, row after the last, row to cut at) of a line of small text that stands apart at the top.

    `top` are the upper rows of a page, grey, 255 paper. None where no rows of ink of a text's height, with
    white below, begin within 4.5 mm of the edge.
    """
    rows_a_mm = y_dpi / _MM
    inked = _inked_rows(top)
    begins = np.flatnonzero(inked)
    if not begins.size or begins[0] > _BEGINS_WITHIN_MM * rows_a_mm:
        return None
    first = int(begins[0])
    last = _end_of_line(inked, first, max(round(0.25 * rows_a_mm), 1))
    tall = (last - first) / rows_a_mm
    if not _LEAST_TALL_MM <= tall <= _MOST_TALL_MM or last > _ENDS_WITHIN_MM * rows_a_mm:
        return None
    following = np.flatnonzero(inked[last:])
    gap = int(following[0]) if following.size else len(inked) - last
    if gap < _LEAST_GAP_MM * rows_a_mm:
        return None
    return first, last, last + min(round(_MARGIN_MM * rows_a_mm), gap)


def _inked_rows(top: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which rows hold more than specks; page edges and streaks down the page do not count."""
    side = int(top.shape[1] * _SIDE)
    ink = top[:, side : top.shape[1] - side] < 128
    streaks = ink.mean(axis=0) > _STREAK
    found: NDArray[np.bool_] = ink[:, ~streaks].sum(axis=1) > _INK_DOTS
    return found


def _end_of_line(inked: NDArray[np.bool_], first: int, bridged: int) -> int:
    """The row after the last row of a line; gaps of up to `bridged` rows lie within it."""
    last = first
    for row in range(first, len(inked)):
        if inked[row]:
            last = row + 1
        elif row - last >= bridged:
            break
    return last


def line_pixels(
    top: NDArray[np.uint8], band: tuple[int, int, int], dpi: tuple[float, float]
) -> NDArray[np.uint8]:
    """The line alone, square pixels of 204 dpi, with a white border."""
    line = Image.fromarray(top[band[0] : band[1]])
    size = (max(round(line.width * _LINE_DPI / dpi[0]), 1), max(round(line.height * _LINE_DPI / dpi[1]), 1))
    square = np.asarray(line.resize(size, Image.Resampling.BICUBIC))
    return np.pad(square, _BORDER, constant_values=255)
