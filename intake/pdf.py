"""Pages out of a PDF: the fax image itself where there is one, else the page drawn."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps

from documents import DigitalContent, PageOrigin, RefusalReason
from intake.handed import HandedEnd, HandedPage, HandedStart, Note, RawPage, Refused, Step
from intake.limits import DecodeLimits
from intake.pdf_digital import PageText, form_values
from intake.pdf_native import NativePage, native_page
from intake.tiff import is_inverted
from intake.whole import is_whole

DRAWN_DPI = 204.0
LEAST_DPI = 100.0
_POINTS = 72.0


@dataclass
class _Opened:
    """One PDF in the hands of each library that opened it."""

    drawn: pypdfium2.PdfDocument
    taken_apart: pikepdf.Pdf | None
    text: PageText
    limits: DecodeLimits
    notes: dict[Note, None] = field(default_factory=dict)


def decode_pdf(content: bytes, limits: DecodeLimits) -> Iterator[Step]:
    """Every page of the PDF; Refused when it is encrypted, broken or over a limit."""
    drawn = _open_drawn(content)
    count = len(drawn)
    if count > limits.max_pages:
        raise Refused(RefusalReason.TOO_MANY_PAGES)
    if not count:
        raise Refused(RefusalReason.BROKEN)
    yield HandedStart(pages=count)
    opened = _Opened(drawn, _open_apart(content), PageText(content), limits)
    whole = is_whole(content)
    if not whole:
        opened.notes[Note.CUT_SHORT] = None
    given = 0
    for index in range(count):
        page = _page(opened, index)
        if page is None:
            whole = False
            opened.notes[Note.PAGE_LOST] = None
        else:
            given += 1
            yield page
    if not given:
        raise Refused(RefusalReason.BROKEN)
    yield HandedEnd(whole=whole, notes=tuple(opened.notes))


def _open_drawn(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()
    except pypdfium2.PdfiumError as failure:
        locked = failure.err_code == pdfium_c.FPDF_ERR_PASSWORD
        raise Refused(RefusalReason.ENCRYPTED if locked else RefusalReason.BROKEN, "PdfiumError") from failure
    return document


def _open_apart(content: bytes) -> pikepdf.Pdf | None:
    try:
        return pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PdfError:
        return None


def _page(opened: _Opened, index: int) -> RawPage | None:
    try:
        page = opened.drawn[index]
        apart = opened.taken_apart.pages[index] if opened.taken_apart else None
        native = native_page(page, apart, opened.limits.max_pixels)
        if native is not None:
            return _native(native)
        return _drawn(opened, page, _digital(opened, apart, index))
    except pypdfium2.PdfiumError:
        return None


def _native(native: NativePage) -> RawPage:
    image = native.image
    header = HandedPage(
        mode="1",
        width=image.width,
        height=image.height,
        x_dpi=native.x_dpi,
        y_dpi=native.y_dpi,
        origin=PageOrigin.NATIVE,
        bad_rows=native.bad_rows,
        worst_run=native.worst_run,
    )
    return RawPage(header, image.tobytes())


def _digital(opened: _Opened, apart: pikepdf.Page | None, index: int) -> DigitalContent | None:
    """What the page states of itself; None when it states nothing."""
    words = opened.text.words(index)
    if words is None:
        opened.notes[Note.TEXT_UNREAD] = None
    values = form_values(apart) if apart is not None else ()
    if not words and not values:
        return None
    return DigitalContent(words=words or (), values=values)


def _drawn(opened: _Opened, page: pypdfium2.PdfPage, digital: DigitalContent | None) -> RawPage:
    width, height = page.get_size()
    dpi = min(DRAWN_DPI, _largest_dpi(width, height, opened.limits.max_pixels))
    if dpi < LEAST_DPI:
        raise Refused(RefusalReason.TOO_MANY_PIXELS)
    if dpi < DRAWN_DPI:
        opened.notes[Note.SMALLER] = None
    bitmap = page.render(scale=dpi / _POINTS, grayscale=True, may_draw_forms=True)
    image = bitmap.to_pil().convert("L")
    if digital is None and is_inverted(image):
        image = ImageOps.invert(image)
        opened.notes[Note.INVERTED] = None
    return drawn_page(image, dpi, digital)


def drawn_page(image: Image.Image, dpi: float, digital: DigitalContent | None) -> RawPage:
    """A drawn page as it is handed back: 8 bits a pixel, square pixels."""
    header = HandedPage(
        mode="L",
        width=image.width,
        height=image.height,
        x_dpi=dpi,
        y_dpi=dpi,
        origin=PageOrigin.DIGITAL if digital else PageOrigin.RENDERED,
        digital=digital,
    )
    return RawPage(header, image.tobytes())


def _largest_dpi(width: float, height: float, max_pixels: int) -> float:
    """The dots per inch at which a page of so many points fills the pixels it may have."""
    area = max(width, 1.0) * max(height, 1.0) / _POINTS**2
    return float((max_pixels * 0.999 / area) ** 0.5)
