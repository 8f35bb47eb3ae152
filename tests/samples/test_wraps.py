"""The PDF of a cloud fax service holds the very dots of the fax."""

import datetime as dt
import io
from decimal import Decimal

import numpy as np
import pikepdf
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image

from samples.calls import CallSetting, SentPage, send
from samples.wraps import PdfWrap, wrap_in_pdf


def _ink(rows: int, seed: int) -> NDArray[np.bool_]:
    dots = np.random.default_rng(seed).random((rows // 14 + 1, 1728 // 12)) < 0.2
    return np.kron(dots, np.ones((14, 12), dtype=np.bool_)).astype(np.bool_)[:rows]


PAGES = (_ink(1078, 1), _ink(2156, 2))


@pytest.fixture(scope="module")
def fax() -> bytes:
    sent = (SentPage(PAGES[0], 98), SentPage(PAGES[1], 196))
    return send(sent, CallSetting(stored_as="t6"), dt.datetime(2018, 1, 31, tzinfo=dt.UTC)).content


@pytest.mark.parametrize("wrap", PdfWrap)
def test_every_dot_is_kept(fax: bytes, wrap: PdfWrap) -> None:
    with pikepdf.open(io.BytesIO(wrap_in_pdf(fax, wrap))) as pdf:
        for page, ink in zip(pdf.pages, PAGES, strict=True):
            image = pikepdf.PdfImage(page.Resources.XObject.Im0)  # type: ignore[arg-type]  # an image is a stream
            assert np.array_equal(~np.asarray(image.as_pil_image().convert("1")), ink)


@pytest.mark.parametrize("wrap", PdfWrap)
def test_ink_is_shown_black(fax: bytes, wrap: PdfWrap) -> None:
    with pypdfium2.PdfDocument(wrap_in_pdf(fax, wrap)) as pdf:
        size = pdf[0].get_size()
        shown = pdf[0].render(scale=1728 / 2 / size[0], grayscale=True).to_numpy().squeeze()
    expected = np.asarray(Image.fromarray(PAGES[0]).resize(shown.shape[::-1]))
    assert shown[expected].mean() < 60
    assert shown[~expected].mean() > 195


def test_wraps_differ_as_writers_do(fax: bytes) -> None:
    found = {}
    for wrap in PdfWrap:
        with pikepdf.open(io.BytesIO(wrap_in_pdf(fax, wrap))) as pdf:
            image, box = pdf.pages[0].Resources.XObject.Im0, pdf.pages[0].mediabox
            single = isinstance(image.DecodeParms, pikepdf.Dictionary)
            parameters = image.DecodeParms if single else image.DecodeParms[0]
            stated = parameters.get("/BlackIs1")
            found[wrap] = (single, None if stated is None else bool(stated), "/Decode" in image, box[2])
    letter = pytest.approx(Decimal("609.88"), abs=Decimal("0.01"))
    assert found == {
        PdfWrap.SINGLE: (True, None, False, letter),
        PdfWrap.ARRAY: (False, False, False, letter),
        PdfWrap.BLACK_IS_1: (True, True, True, letter),
        PdfWrap.DECODE_INVERTED: (True, None, True, letter),
        PdfWrap.POINTS: (True, None, False, 1728),
    }


@pytest.mark.parametrize("wrap", PdfWrap)
def test_the_same_fax_gives_the_same_pdf(fax: bytes, wrap: PdfWrap) -> None:
    assert wrap_in_pdf(fax, wrap) == wrap_in_pdf(fax, wrap)
