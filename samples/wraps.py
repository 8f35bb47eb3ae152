"""A received TIFF as cloud fax services pass it on: one CCITT G4 image a page inside a PDF."""

import io
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from samples.calls.received import read_pages


class PdfWrap(StrEnum):
    """How writers differ: decode parameters as one dictionary or an array, ink as 0 or 1, the page's size."""

    SINGLE = "single"
    ARRAY = "array"
    BLACK_IS_1 = "black_is_1"
    DECODE_INVERTED = "decode_inverted"
    POINTS = "points"


def wrap_in_pdf(tiff: bytes, wrap: PdfWrap) -> bytes:
    """Every page of the fax as a G4 image filling a page of a PDF; pixels are kept exactly."""
    pdf = pikepdf.new()
    with Image.open(io.BytesIO(tiff)) as fax:
        for number in range(getattr(fax, "n_frames", 1)):
            fax.seek(number)
            ink = ~np.asarray(fax.convert("1"), dtype=np.bool_)
            dpi = tuple(float(value) for value in fax.info["dpi"])
            _add_page(pdf, ink, (dpi[0], dpi[1]), wrap)
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _add_page(pdf: pikepdf.Pdf, ink: NDArray[np.bool_], dpi: tuple[float, float], wrap: PdfWrap) -> None:
    rows, columns = ink.shape
    width, height = columns * 72 / dpi[0], rows * 72 / dpi[1]
    if wrap is PdfWrap.POINTS:
        width, height = float(columns), float(rows)
    page = pdf.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=_image(pdf, ink, wrap)))
    page.Contents = pdf.make_stream(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im0 Do Q".encode())


def _image(pdf: pikepdf.Pdf, ink: NDArray[np.bool_], wrap: PdfWrap) -> pikepdf.Stream:
    """The ink as a G4 stream; ink is coded black, except where the writer codes it white and says so."""
    rows, columns = ink.shape
    coded_black = ~ink if wrap is PdfWrap.DECODE_INVERTED else ink
    decoding = pikepdf.Dictionary(K=-1, Columns=columns, Rows=rows)
    if wrap in (PdfWrap.BLACK_IS_1, PdfWrap.ARRAY):
        decoding["/BlackIs1"] = wrap is PdfWrap.BLACK_IS_1
    image = pdf.make_stream(_g4(coded_black))
    image.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=columns,
        Height=rows,
        BitsPerComponent=1,
        ColorSpace=pikepdf.Name.DeviceGray,
        Filter=pikepdf.Array([pikepdf.Name.CCITTFaxDecode])
        if wrap is PdfWrap.ARRAY
        else pikepdf.Name.CCITTFaxDecode,
        DecodeParms=pikepdf.Array([decoding]) if wrap is PdfWrap.ARRAY else decoding,
    )
    if wrap in (PdfWrap.BLACK_IS_1, PdfWrap.DECODE_INVERTED):
        image.stream_dict["/Decode"] = pikepdf.Array([1, 0])
    return image


def _g4(black: NDArray[np.bool_]) -> bytes:
    """The pixels as one T.6 stream, highest bit first."""
    with TemporaryDirectory() as folder:
        tiff = Path(folder, "page.tif")
        coded = Image.fromarray(black)  # libtiff codes set bits as black runs, whatever they mean
        coded.save(tiff, compression="group4", tiffinfo={278: black.shape[0], 266: 1})
        page = read_pages(tiff)[0]
    return page.strip
