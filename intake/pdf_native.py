"""The 1-bit fax image inside a PDF page, taken out rather than drawn, and checked against the drawing."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops, ImageOps, ImageStat
from PIL.Image import Transpose

from intake.pdf_damage import damaged_rows
from intake.resolution import inferred_dpi, native_dpi
from intake.tiff import longest_run

MOST_OBJECTS = 500
COVERED = 0.9
_OVERHANG = 0.03
_INVISIBLE = 3
_CHECK_WIDTH = 288
_MOST_DIFFERENCE = 16.0
_MODES = ((204.0, 98.0), (204.0, 196.0), (204.0, 391.0), (200.0, 100.0), (200.0, 200.0), (200.0, 400.0))
_SAME_MODE = 0.01
_FAX_WIDTHS = {1728, 2048, 2432}
_ROTATED = {90: (Transpose.ROTATE_270,), 180: (Transpose.ROTATE_180,), 270: (Transpose.ROTATE_90,)}
_UPRIGHT: dict[tuple[bool, bool], tuple[Transpose, ...]] = {
    (True, True): (),
    (False, True): (Transpose.FLIP_LEFT_RIGHT,),
    (True, False): (Transpose.FLIP_TOP_BOTTOM,),
    (False, False): (Transpose.ROTATE_180,),
}
_LYING: dict[tuple[bool, bool], tuple[Transpose, ...]] = {
    (False, False): (Transpose.TRANSPOSE,),
    (False, True): (Transpose.ROTATE_270,),
    (True, False): (Transpose.ROTATE_90,),
    (True, True): (Transpose.TRANSVERSE,),
}
_SWAPPING = {Transpose.TRANSPOSE, Transpose.TRANSVERSE, Transpose.ROTATE_90, Transpose.ROTATE_270}

_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class NativePage:
    """The image of a page as the fax machine sent it, turned as the PDF shows it; mode 1, 1 is white."""

    image: Image.Image
    x_dpi: float
    y_dpi: float
    bad_rows: int
    worst_run: int


def native_page(page: pypdfium2.PdfPage, apart: pikepdf.Page | None, max_pixels: int) -> NativePage | None:
    """The page's fax image; None unless one 1-bit image fills the page and nothing else is seen on it."""
    placed = _only_image(page)
    if (
        placed is None
        or placed.get_metadata().bits_per_pixel != 1
        or math.prod(placed.get_px_size()) > max_pixels
    ):
        return None
    matrix = placed.get_matrix()
    turns = _turns(matrix.a, matrix.b, matrix.c, matrix.d)
    place = _place(page, placed)
    if turns is None or place is None:
        return None
    size = placed.get_px_size()
    across, down = _dpi(size, (math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)))
    stream = _only_stream(apart)
    for image in _candidates(placed, stream):
        if image.size == size and _agrees(page, _turned(image, turns), place):
            bad = damaged_rows(stream, size) if stream is not None else frozenset()
            every = turns + _ROTATED.get(page.get_rotation(), ())
            if sum(turn in _SWAPPING for turn in every) % 2:
                across, down = down, across
            return NativePage(_turned(image, every), across, down, len(bad), longest_run(bad))
    return None


def _only_image(page: pypdfium2.PdfPage) -> pypdfium2.PdfImage | None:
    """The single image of a page that shows nothing else; invisible text, as of scanners, is no matter."""
    if pdfium_c.FPDFPage_GetAnnotCount(page):
        return None
    image = None
    for number, thing in enumerate(itertools.islice(page.get_objects(max_depth=1), MOST_OBJECTS + 1)):
        hidden = (
            thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT
            and pdfium_c.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
        )
        if hidden and number < MOST_OBJECTS:
            continue
        if not isinstance(thing, pypdfium2.PdfImage) or image is not None:
            return None
        image = thing
    return image


def _only_stream(apart: pikepdf.Page | None) -> pikepdf.Stream | None:
    images = list(apart.images.values()) if apart is not None else []
    return images[0] if len(images) == 1 and isinstance(images[0], pikepdf.Stream) else None


def _turns(a: float, b: float, c: float, d: float) -> tuple[Transpose, ...] | None:
    """How the image matrix turns and flips the image; None when it stands askew."""
    slight = 0.01 * max(abs(a), abs(b), abs(c), abs(d))
    if max(abs(b), abs(c)) <= slight:
        return _UPRIGHT[a > 0, d > 0]
    return _LYING[b > 0, c > 0] if max(abs(a), abs(d)) <= slight else None


def _turned(image: Image.Image, turns: tuple[Transpose, ...]) -> Image.Image:
    for turn in turns:
        image = image.transpose(turn)
    return image


def _place(page: pypdfium2.PdfPage, placed: pypdfium2.PdfImage) -> _Box | None:
    """Where the image lies on the unrotated page, in fractions from the top left; None unless it fills it."""
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    if width <= 0 or height <= 0:
        return None
    x0, y0, x1, y1 = placed.get_bounds()
    box = ((x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height)
    fits = min(box) > -_OVERHANG and max(box) < 1 + _OVERHANG
    return box if fits and (box[2] - box[0]) * (box[3] - box[1]) > COVERED else None


def _candidates(placed: pypdfium2.PdfImage, stream: pikepdf.Stream | None) -> Iterator[Image.Image]:
    """The image by each library and, where a library gets the polarity wrong, inverted."""
    if stream is not None:
        try:
            image = pikepdf.PdfImage(stream).as_pil_image()
        except (pikepdf.PdfError, NotImplementedError, ValueError, TypeError, KeyError, OSError):
            image = None
        if image is not None and (image.mode == "1" or image.getcolors(2) is not None):
            bits = (
                image.convert("L")
                .point(lambda value: 255 if value > 127 else 0)
                .convert("1", dither=Image.Dither.NONE)
            )
            yield bits
            yield ImageOps.invert(bits)
    bits = placed.get_bitmap().to_pil().convert("L").convert("1", dither=Image.Dither.NONE)
    yield bits
    yield ImageOps.invert(bits)


def _agrees(page: pypdfium2.PdfPage, image: Image.Image, place: _Box) -> bool:
    """Whether the image looks like its place on the page, both small and without the page's rotation."""
    rotation = page.get_rotation()
    width, height = page.get_size()[:: -1 if rotation in {90, 270} else 1]
    scale = _CHECK_WIDTH / max(width, height)
    drawn = page.render(scale=scale, rotation=-rotation % 360, grayscale=True, may_draw_forms=False).to_pil()
    edges = (place[0] * drawn.width, place[1] * drawn.height, place[2] * drawn.width, place[3] * drawn.height)
    part = drawn.convert("L").crop(tuple(round(edge) for edge in edges))
    small = image.convert("L").resize(part.size, Image.Resampling.BOX)
    return bool(
        ImageStat.Stat(ImageChops.difference(part, small)).mean[0] < _MOST_DIFFERENCE
    ) and not _opposite(part, small)


def _opposite(part: Image.Image, small: Image.Image) -> bool:
    inverted = ImageStat.Stat(ImageChops.difference(part, ImageOps.invert(small))).mean[0]
    return bool(inverted < ImageStat.Stat(ImageChops.difference(part, small)).mean[0])


def _dpi(size: tuple[int, int], points: tuple[float, float]) -> tuple[float, float]:
    """Dots per inch along the image's own axes; the page size of a wrapped fax is only a hint.

    A fax width is taken for what fax machines send, unless the page states one of their modes exactly.
    """
    stated = (size[0] / max(points[0], 1.0) * 72, size[1] / max(points[1], 1.0) * 72)
    for mode in _MODES:
        if all(abs(one / other - 1) < _SAME_MODE for one, other in zip(stated, mode, strict=True)):
            return mode
    return inferred_dpi(*size) if size[0] in _FAX_WIDTHS else native_dpi(size, stated, unit=2)
