"""The sender's header line is read and cut off; the form below it never is."""

import datetime as dt

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image

from documents import FormRef
from forms.library import load_forms
from intake.header import with_headers
from intake.header_text import PageCount, agreed_total, is_header, page_count
from samples.calls.header import HeaderLine, HeaderPlace, HeaderStyle, with_header
from tests.intake.makers import decoded, tiff

STYLES: list[HeaderStyle] = ["toshiba", "spandsp", "hylafax", "brother", "xerox"]
ROWS = {98: 16, 196: 32}
SENT = dt.datetime(2017, 11, 3, tzinfo=dt.UTC)


def form_page(y_dpi: int, cropped_mm: float = 0) -> NDArray[np.bool_]:
    path = load_forms().blank_path(FormRef(form="prescription_authorization", edition="2017-10"))
    drawn = pypdfium2.PdfDocument(path)[0].render(scale=204 / 72, grayscale=True).to_pil()
    fitted = drawn.crop((3, 0, 1731, drawn.height)).resize((1728, 11 * y_dpi), Image.Resampling.BOX)
    return np.asarray(fitted)[round(cropped_mm * y_dpi / 25.4) :] < 160


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("y_dpi", [98, 196])
@pytest.mark.parametrize("place", ["outside", "inside"])
def test_a_header_is_cut_off_and_counts_the_pages(style: HeaderStyle, y_dpi: int, place: HeaderPlace) -> None:
    line = HeaderLine(
        style=style,
        place=place,
        station="Loop",
        phone="5555550123",
        sent_at=dt.datetime(2017, 11, 3, tzinfo=dt.UTC),
    )
    page = with_header(form_page(y_dpi, cropped_mm=3), line, 1, 3, y_dpi)
    pages = decoded(tiff(Image.fromarray(~page), dpi=(204, y_dpi)))
    headed = with_headers(pages, lambda pixels: line.text(1, 3) if pixels.min() < 100 else "").page_set
    assert 0.7 * ROWS[y_dpi] <= headed.pages[0].header_rows <= ROWS[y_dpi]
    assert headed.pages[0].header == " ".join(line.text(1, 3).split())
    promised = 0 if style == "spandsp" else 3
    assert (headed.expected_pages, headed.whole) == (promised, not promised)


@pytest.mark.parametrize("cropped_mm", [0, 3, 5, 8, 10, 12, 15])
def test_the_form_is_never_taken_for_a_header(cropped_mm: float) -> None:
    pages = decoded(tiff(Image.fromarray(~form_page(196, cropped_mm)), dpi=(204, 196)))
    headed = with_headers(
        pages, lambda _: "KYNAMRO REMS Program Fax completed form to 1-877-778-9008"
    ).page_set
    assert headed.pages[0].header_rows == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("01-31-2005 10:00 FROM: TOSHIBA +1-714-555-0100 T-123 P.001/003 F-030", PageCount(1, 3)),
        ("From +1.555 | Mon Nov 23 04:18:43 2026 | Page 2 of 12", PageCount(2, 12)),
        ("Nov/03/2017 09:07:00 AM LOOP 555-555-0123 1/3", PageCount(1, 3)),
        ("11/03/2017 09:07 5555550123 LOOP PAGE O1/O3", PageCount(1, 3)),
        ("23-Nov-2026  03:50  NAME  15555550100  p.4", PageCount(4, 0)),
        ("10/25/2017 09:07 LOOP", PageCount()),
        ("Page 9 of 3", PageCount()),
        ("", PageCount()),
    ],
)
def test_page_counts_are_read_in_every_wording(text: str, count: PageCount) -> None:
    assert page_count(text) == count


def test_headers_that_disagree_promise_nothing() -> None:
    assert agreed_total([PageCount(1, 3), PageCount(2, 8)]) == 0
    assert agreed_total([PageCount(1, 3), PageCount(2, 3), PageCount(3, 8)]) == 3


def test_one_phone_number_does_not_make_a_header() -> None:
    assert not is_header("Fax completed form to 1-877-778-9008")
    assert is_header("11/03/2017 09:07 5555550123 LOOP")
