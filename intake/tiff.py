"""Pages out of a TIFF, one directory at a time, at native resolution."""

import ctypes
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image, ImageOps, UnidentifiedImageError

from documents import PageOrigin, RefusalReason
from intake import tiff_walk as tag
from intake.handed import HandedEnd, HandedPage, HandedStart, Note, RawPage, Refused, Step
from intake.libtiff import Rows, load_libtiff, read_rows
from intake.limits import DecodeLimits
from intake.resolution import native_dpi

GROUP_3, GROUP_4 = 3, 4
CCITT = {2, GROUP_3, GROUP_4}
MIN_IS_WHITE = 0
_KEPT = frozenset(
    {254, tag.WIDTH, tag.HEIGHT, tag.BITS, tag.COMPRESSION, tag.PHOTOMETRIC, tag.FILL_ORDER, tag.SAMPLES}
    | {tag.STRIP_ROWS, tag.T4_OPTIONS, tag.T6_OPTIONS, 284, 317, 320, 322, 323, 338, 339, 347, 530, 531, 532}
)
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_MOSTLY_BLACK = 0.7
_HOPELESS = 0.5


@dataclass
class _Seen:
    """What was met so far in one file."""

    whole: bool
    notes: dict[Note, None] = field(default_factory=dict)

    def lost(self, note: Note) -> None:
        self.whole = False
        self.notes[note] = None


@dataclass(frozen=True)
class _Picture:
    image: Image.Image
    damaged: frozenset[int] = frozenset()


def decode_tiff(content: bytes, limits: DecodeLimits) -> Iterator[Step]:
    """Every page that can be had; Refused when there is none or the file is over a limit."""
    found = tag.walk(content, limits.max_pages + 1)
    if len(found.pages) > limits.max_pages:
        raise Refused(RefusalReason.TOO_MANY_PAGES)
    if not found.pages:
        raise Refused(RefusalReason.BROKEN)
    promised = [page.numbers(tag.PAGE_NUMBER)[1:2] for page in found.pages]
    expected = max((total for totals in promised for total in totals), default=0)
    yield HandedStart(pages=len(found.pages), expected=min(expected, 10_000))
    seen = _Seen(whole=found.whole)
    if not found.whole:
        seen.lost(Note.CUT_SHORT)
    library = load_libtiff()
    given = 0
    for page in found.pages:
        decoded = _page(content, page, limits, seen, library)
        if decoded is not None:
            given += 1
            yield decoded
    if not given:
        raise Refused(RefusalReason.BROKEN)
    yield HandedEnd(whole=seen.whole, notes=tuple(seen.notes))


def _page(
    content: bytes, page: tag.Directory, limits: DecodeLimits, seen: _Seen, library: ctypes.CDLL | None
) -> RawPage | None:
    width, height = page.number(tag.WIDTH), page.number(tag.HEIGHT)
    if width * height > limits.max_pixels:
        raise Refused(RefusalReason.TOO_MANY_PIXELS)
    if not width or not height:
        seen.lost(Note.PAGE_LOST)
        return None
    by_row = (
        library is not None and page.number(tag.COMPRESSION, 1) in CCITT and page.number(tag.BITS, 1) == 1
    )
    picture = _by_rows(library, content, page, seen) if library and by_row else _by_pillow(content, page)
    if picture is None:
        seen.lost(Note.PAGE_LOST)
        return None
    if picture.image.height < height:
        seen.lost(Note.PAGE_CUT)
    return _handed(picture, page, seen)


def _by_rows(library: ctypes.CDLL, content: bytes, page: tag.Directory, seen: _Seen) -> _Picture | None:
    """A CCITT page by its rows; with the other bit order when the stated one makes no sense."""
    width, height = page.number(tag.WIDTH), page.number(tag.HEIGHT)
    stated = page.number(tag.FILL_ORDER, 1)
    rows = read_rows(library, one_page(content, page, stated), width, height)
    if rows is None or _spoilt(rows, page) > _HOPELESS * height:
        other = read_rows(
            library, one_page(content, page, 3 - stated if stated in {1, 2} else 2), width, height
        )
        if other is not None and (rows is None or _spoilt(other, page) < _spoilt(rows, page) / 4):
            seen.notes[Note.BIT_ORDER] = None
            rows = other
    if rows is None or not rows.count:
        return None
    order = "1;I" if page.number(tag.PHOTOMETRIC) == MIN_IS_WHITE else "1"
    image = Image.frombytes("1", (width, rows.count), rows.raw, "raw", order)
    return _Picture(image, _damaged(rows, page))


def _damaged(rows: Rows, page: tag.Directory) -> frozenset[int]:
    """Rows that are not what was sent; in Group 4 each builds on the one above, so all after the first."""
    if page.number(tag.COMPRESSION) == GROUP_4 and rows.damaged:
        return frozenset(range(min(rows.damaged), rows.count))
    return rows.damaged


def _spoilt(rows: Rows, page: tag.Directory) -> int:
    return page.number(tag.HEIGHT) - rows.count + len(_damaged(rows, page))


def _by_pillow(content: bytes, page: tag.Directory) -> _Picture | None:
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(
            io.BytesIO(one_page(content, page, page.number(tag.FILL_ORDER, 1))), formats=["TIFF"]
        ) as image:
            image.load()
            return _Picture(grey_or_bits(image))
    except (UnidentifiedImageError, OSError, ValueError, TypeError, SyntaxError, KeyError, struct.error):
        return None


def grey_or_bits(image: Image.Image) -> Image.Image:
    """The image as one bit or eight bits a pixel; what is transparent is paper."""
    if image.mode in {"1", "L"}:
        return image.copy()
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 257)).convert("L")
    if "A" in image.mode or "transparency" in image.info:
        shown = image.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(paper, shown).convert("L")
    return image.convert("L")


def is_inverted(image: Image.Image) -> bool:
    """Whether the middle of the page is mostly black: edges and copies of dark originals do not count."""
    across, down = image.width // 5, image.height // 5
    middle = image.crop((across, down, image.width - across, image.height - down)).convert("L")
    dark = sum(middle.histogram()[:128])
    return dark > _MOSTLY_BLACK * max(middle.width * middle.height, 1)


def _handed(picture: _Picture, page: tag.Directory, seen: _Seen) -> RawPage:
    image = picture.image
    if is_inverted(image):
        image = ImageOps.invert(image)
        seen.notes[Note.INVERTED] = None
    stated = (page.ratio(tag.X_RESOLUTION), page.ratio(tag.Y_RESOLUTION))
    across, down = native_dpi(
        (image.width, page.number(tag.HEIGHT)), stated, page.number(tag.RESOLUTION_UNIT, 2)
    )
    orientation = page.number(tag.ORIENTATION, 1)
    if orientation in _TURNED:
        image = image.transpose(_TURNED[orientation])
        across, down = (down, across) if orientation >= 5 else (across, down)
    told, told_run = page.number(tag.BAD_LINES), page.number(tag.CONSECUTIVE_BAD_LINES)
    header = HandedPage(
        mode="1" if image.mode == "1" else "L",
        width=image.width,
        height=image.height,
        x_dpi=across,
        y_dpi=down,
        origin=PageOrigin.NATIVE,
        bad_rows=min(max(told, len(picture.damaged)), 1_000_000),
        worst_run=min(max(told_run, longest_run(picture.damaged)), 1_000_000),
    )
    return RawPage(header, image.tobytes())


def longest_run(rows: frozenset[int]) -> int:
    """How many rows in a row are among these."""
    longest = 0
    for row in rows:
        if row - 1 not in rows:
            end = row
            while end in rows:
                end += 1
            longest = max(longest, end - row)
    return longest


def one_page(content: bytes, page: tag.Directory, fill_order: int) -> bytes:
    """A TIFF with this page alone, every tag that matters to its pixels and nothing else."""
    order = content[:2]
    mark = "<" if order == b"II" else ">"
    strips = [content[start : start + length] for start, length in page.strips]
    tiled = tag.TILE_OFFSETS in page.entries
    values = {number: page.entries[number] for number in sorted(_KEPT & page.entries.keys())}
    values.pop(tag.FILL_ORDER, None)
    written = bytearray(content[:4] + bytes(4))
    places = []
    for strip in strips:
        places.append(len(written))
        written += strip + b"\0" * (len(strip) % 2)
    tags = [(number, entry.kind, entry.count, entry.value) for number, entry in values.items()]
    tags.append((tag.FILL_ORDER, 3, 1, struct.pack(f"{mark}H", fill_order)))
    lengths = [len(strip) for strip in strips]
    for number, numbers in zip(
        (tag.TILE_OFFSETS, tag.TILE_BYTES) if tiled else (tag.STRIP_OFFSETS, tag.STRIP_BYTES),
        (places, lengths),
        strict=True,
    ):
        tags.append((number, 4, len(numbers), struct.pack(f"{mark}{len(numbers)}I", *numbers)))
    directory = bytearray(struct.pack(f"{mark}H", len(tags)))
    for number, kind, count, value in sorted(tags):
        place = value.ljust(4, b"\0")
        if len(value) > 4:
            place = struct.pack(f"{mark}I", len(written))
            written += value + b"\0" * (len(value) % 2)
        directory += struct.pack(f"{mark}HHI", number, kind, count) + place
    struct.pack_into(f"{mark}I", written, 4, len(written))
    return bytes(written + directory + bytes(4))
