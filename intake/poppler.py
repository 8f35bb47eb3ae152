"""The second opinion on a PDF the first reader refuses: every page drawn by poppler."""

import os
from collections.abc import Iterator

from pdf2image import convert_from_path, pdfinfo_from_path
from pdf2image.exceptions import (
    PDFInfoNotInstalledError,
    PDFPageCountError,
    PDFSyntaxError,
    PopplerNotInstalledError,
)
from PIL import UnidentifiedImageError

from documents import RefusalReason
from intake.handed import HandedEnd, HandedStart, Note, RawPage, Refused, Step
from intake.limits import DecodeLimits
from intake.pdf import DRAWN_DPI, drawn_page

_MISSING = (PDFInfoNotInstalledError, PopplerNotInstalledError)


def decode_with_poppler(content: bytes, limits: DecodeLimits) -> Iterator[Step]:
    """Every page drawn in grey; Refused when poppler opens it no better.

    The bytes reach poppler as an anonymous file in memory, made at once: nothing is written to a disk.
    """
    return _pages(_in_memory(content), limits)


def _pages(path: str, limits: DecodeLimits) -> Iterator[Step]:
    count = _page_count(path)
    if count > limits.max_pages:
        raise Refused(RefusalReason.TOO_MANY_PAGES)
    yield HandedStart(pages=count)
    notes = (Note.SECOND_READER,)
    given = 0
    for number in range(1, count + 1):
        page = _page(path, number, limits)
        if page is not None:
            given += 1
            yield page
    if not given:
        raise Refused(RefusalReason.BROKEN)
    whole = given == count
    yield HandedEnd(whole=whole, notes=notes if whole else (*notes, Note.PAGE_LOST))


def _in_memory(content: bytes) -> str:
    descriptor = os.memfd_create("fax")
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(content)
    return f"/proc/{os.getpid()}/fd/{descriptor}"


def _page_count(path: str) -> int:
    try:
        return int(pdfinfo_from_path(path)["Pages"])
    except _MISSING as missing:
        raise Refused(RefusalReason.BROKEN, "PopplerMissing") from missing
    except (PDFPageCountError, PDFSyntaxError, KeyError, ValueError) as failure:
        raise Refused(RefusalReason.BROKEN, "poppler") from failure


def _page(path: str, number: int, limits: DecodeLimits) -> RawPage | None:
    try:
        images = convert_from_path(
            path, dpi=int(DRAWN_DPI), grayscale=True, first_page=number, last_page=number
        )
    except (PDFPageCountError, PDFSyntaxError, UnidentifiedImageError, ValueError, OSError):
        return None
    if len(images) != 1 or images[0].width * images[0].height > limits.max_pixels:
        return None
    return drawn_page(images[0].convert("L"), DRAWN_DPI, None)
