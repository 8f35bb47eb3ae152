"""Pages, TIFFs and PDFs made for the intake tests."""

import datetime as dt
import hashlib
import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pikepdf
from PIL import Image, ImageDraw, ImageOps

from documents import Media, ReceivedFax
from intake.decode import DecodedPages, decode_fax
from intake.limits import DecodeLimits
from intake.sniff import media_of

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
STANDARD = (1728, 1078)


def page(size: tuple[int, int] = STANDARD, words: str = "Ms Testcase 555-0101") -> Image.Image:
    """A page of text: mode 1, 1 is paper; no symmetry, so that a turn or flip shows."""
    image = Image.new("1", size, 1)
    draw = ImageDraw.Draw(image)
    for line in range(size[1] // 40):
        draw.text((90 + 11 * line, 60 + 36 * line), f"{line:02d} {words}", fill=0)
    draw.rectangle((40, 60, 60, size[1] // 2), fill=0)
    return Image.frombytes("1", size, image.tobytes())


def tiff(*pages: Image.Image, compression: str = "group4", **tags: object) -> bytes:
    file = io.BytesIO()
    rest = list(pages[1:])
    pages[0].save(file, "TIFF", compression=compression, save_all=bool(rest), append_images=rest, **tags)
    return file.getvalue()


@dataclass
class MadePage:
    """One page of a hand-made TIFF: its strip and the tags that differ from a standard fax page."""

    strip: bytes
    tags: dict[int, int] = field(default_factory=dict)
    text: str = ""


def hand_made_tiff(*pages: MadePage, size: tuple[int, int] = STANDARD, order: str = "<") -> bytes:
    """Directories after their strips, as a receiving fax server writes them page by page."""
    written = bytearray((b"II*\0" if order == "<" else b"MM\0*") + bytes(4))
    link = 4
    for made in pages:
        strip_at = len(written)
        written += made.strip + b"\0" * (len(made.strip) % 2)
        text_at = len(written)
        text = made.text.encode() + b"\0" * (2 - len(made.text) % 2)
        written += text
        ratio_at = len(written)
        written += struct.pack(f"{order}4I", 204, 1, 98, 1)
        tags = {256: size[0], 257: size[1], 258: 1, 259: 4, 262: 0, 273: strip_at, 277: 1, 278: size[1]}
        tags |= {279: len(made.strip), 282: ratio_at, 283: ratio_at + 8, 296: 2} | made.tags
        if made.text:
            tags[270] = text_at
        struct.pack_into(f"{order}I", written, link, len(written))
        written += struct.pack(f"{order}H", len(tags))
        for tag, value in sorted(tags.items()):
            kind, count = {270: (2, len(text)), 282: (5, 1), 283: (5, 1), 297: (3, 2)}.get(tag, (4, 1))
            value = value if tag != 297 else _two_shorts(value, order)
            written += struct.pack(f"{order}HHII", tag, kind, count, value)
        link = len(written)
        written += bytes(4)
    return bytes(written)


def _two_shorts(value: int, order: str) -> int:
    number, total = divmod(value, 1000)
    return number + (total << 16) if order == "<" else (number << 16) + total


def group4(image: Image.Image) -> bytes:
    """The bare Group 4 bytes of a page, its ink as the black runs of the code."""
    whole = tiff(ImageOps.invert(image), tiffinfo={278: image.height})
    with Image.open(io.BytesIO(whole)) as written:
        offsets, lengths = written.tag_v2[273], written.tag_v2[279]  # type: ignore[attr-defined]  # TIFF only
    assert len(offsets) == 1
    return whole[offsets[0] : offsets[0] + lengths[0]]


REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def pdf_of(
    strip: bytes,
    settings: Mapping[str, object],
    matrix: tuple[float, ...] = (612, 0, 0, 792, 0, 0),
    rotate: int = 0,
    mask: bool = False,  # noqa: FBT001, FBT002
    decode: tuple[int, int] | None = None,
) -> bytes:
    """A letter page with one CCITT image of 1728 x 1078 dots on it."""
    document = pikepdf.new()
    kind: dict[str, object] = {"/ImageMask": True} if mask else {"/ColorSpace": pikepdf.Name.DeviceGray}
    image = pikepdf.Stream(
        document,
        strip,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=STANDARD[0],
        Height=STANDARD[1],
        BitsPerComponent=1,
        Filter=pikepdf.Name.CCITTFaxDecode,
        DecodeParms=pikepdf.Dictionary({"/Columns": STANDARD[0], "/Rows": STANDARD[1], **settings}),
    )
    for key, value in kind.items():
        image[key] = value
    if decode:
        image["/Decode"] = pikepdf.Array(decode)
    document.add_blank_page(page_size=(612, 792))
    made = document.pages[0]
    made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
    numbers = " ".join(f"{number:g}" for number in matrix)
    made.Contents = pikepdf.Stream(document, f"0 g q {numbers} cm /Im Do Q".encode())
    made.Rotate = rotate
    return saved(document)


def saved(document: pikepdf.Pdf, **how: object) -> bytes:
    file = io.BytesIO()
    document.save(file, **how)  # type: ignore[arg-type]  # pikepdf's options
    return file.getvalue()


def fax_of(content: bytes) -> ReceivedFax:
    return ReceivedFax(
        digest=hashlib.sha256(content).hexdigest(),
        channel="folder",
        received_at=NOON,
        byte_count=len(content),
        media=media_of(content) if content else Media.UNKNOWN,
    )


def decoded(content: bytes, limits: DecodeLimits | None = None) -> DecodedPages:
    answer = decode_fax(content, fax_of(content), limits or DecodeLimits())
    assert isinstance(answer, DecodedPages), answer
    return answer


def shown(pages: DecodedPages, number: int = 1) -> np.ndarray:
    """The pixels of a page as bools, True is paper."""
    with Image.open(io.BytesIO(pages.pixels[number - 1])) as image:
        return np.asarray(image.convert("1"))


def same(image: Image.Image, pages: DecodedPages, number: int = 1) -> bool:
    return bool(np.array_equal(np.asarray(image), shown(pages, number)))
