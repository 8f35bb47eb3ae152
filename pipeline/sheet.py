"""Draw one page with what was read on it: zones numbered on the page, readings listed beside it."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from documents import Box, FieldReading, MarkState, ReadState

PANEL_WIDTH = 1180
MARGIN = 24
HEADER_HEIGHT = 150
FOOTER_LINE = 30
INK = (28, 32, 38)
FAINT = (110, 117, 126)
RULE = (214, 218, 224)
PAPER = (255, 255, 255)
AUTO = (18, 122, 72)
DOUBT = (193, 102, 0)
LOST = (190, 30, 45)
EMPTY = (120, 128, 138)


@dataclass(frozen=True)
class ShownField:
    """A reading as it is shown: with its printed label, and whether it may be used without a person."""

    reading: FieldReading
    label: str
    auto: bool

    @property
    def color(self) -> tuple[int, int, int]:
        """Green: usable as it is; amber: a person must look; red: illegible; grey: blank."""
        if self.reading.state is ReadState.ILLEGIBLE:
            return LOST
        if not self.auto:
            return DOUBT
        return EMPTY if self.reading.state is ReadState.BLANK else AUTO

    @property
    def sign(self) -> str:
        """The same in one character, for eyes that do not see the color; empty stands for a tick."""
        if self.reading.state is ReadState.ILLEGIBLE:
            return "!"
        if not self.auto:
            return "?"
        return "-" if self.reading.state is ReadState.BLANK else ""

    @property
    def text(self) -> str:
        """The value, or in words why there is none."""
        return self.reading.value if self.reading.state is ReadState.READ else self.reading.state.value


@dataclass(frozen=True)
class Heading:
    """What stands above a page: which page it is, and what became of its document."""

    title: str
    subtitle: str
    outcome: str
    findings: tuple[tuple[str, str], ...]


def draw_sheet(page: NDArray[np.uint8], heading: Heading, fields: tuple[ShownField, ...]) -> Image.Image:
    """Draw an upright page (grey, 255 paper, 204 dpi) with its readings.

    Returns:
        An RGB picture: heading on top, page on the left, one row a field on the right, findings below.
    """
    height, width = page.shape
    findings_height = MARGIN * 2 + FOOTER_LINE * (len(heading.findings) + 1) if heading.findings else MARGIN
    canvas = Image.new(
        "RGB", (width + PANEL_WIDTH + MARGIN * 3, HEADER_HEIGHT + height + findings_height), (243, 244, 246)
    )
    pen = ImageDraw.Draw(canvas, "RGBA")
    _draw_heading(pen, heading, canvas.width)
    origin = (MARGIN, HEADER_HEIGHT)
    canvas.paste(Image.fromarray(page), origin)
    pen.rectangle((origin[0] - 1, origin[1] - 1, origin[0] + width, origin[1] + height), outline=RULE)
    for number, field in enumerate(fields, start=1):
        _draw_zone(pen, origin, (width, height), number, field)
    _draw_list(canvas, page, fields, (width + MARGIN * 2, HEADER_HEIGHT), height)
    _draw_findings(pen, heading, HEADER_HEIGHT + height + MARGIN)
    return canvas


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The typeface of the sheets at a size in pixels."""
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")
    return found


def fitted(text: str, size: int, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than `room` pixels."""
    face = font(size)
    if face.getlength(text) <= room:
        return text
    lengths = range(1, len(text))
    return text[: bisect_right(lengths, room, key=lambda length: face.getlength(text[:length] + "…"))] + "…"


def _draw_heading(pen: ImageDraw.ImageDraw, heading: Heading, width: int) -> None:
    pen.rectangle((0, 0, width, HEADER_HEIGHT - MARGIN), fill=PAPER)
    pen.text((MARGIN, 22), fitted(heading.title, 40, width - 620), INK, font(40))
    pen.text((MARGIN, 78), fitted(heading.subtitle, 24, width - 620), FAINT, font(24))
    outcome = fitted(heading.outcome.upper(), 34, 520)
    length = font(34).getlength(outcome)
    pen.rounded_rectangle((width - MARGIN - length - 48, 28, width - MARGIN, 96), 12, fill=INK)
    pen.text((width - MARGIN - length - 24, 42), outcome, PAPER, font(34))


def _draw_zone(
    pen: ImageDraw.ImageDraw, origin: tuple[int, int], size: tuple[int, int], number: int, field: ShownField
) -> None:
    color = field.color
    left, top, right, bottom = _placed(field.reading.evidence.box, origin, size)
    for mark in field.reading.marks:
        box = _placed(mark.box, origin, size)
        shade = {MarkState.MARKED: AUTO, MarkState.EMPTY: EMPTY}.get(mark.state, DOUBT)
        pen.rectangle(box, outline=(*shade, 255), width=3)
    if not field.reading.marks:
        pen.rectangle((left, top, right, bottom), fill=(*color, 26), outline=(*color, 255), width=3)
    tag = str(number)
    wide = font(20).getlength(tag) + 12
    at = (left, top - 28) if len(field.reading.marks) > 1 else (max(left - wide, origin[0]), top)
    pen.rectangle((at[0], at[1], at[0] + wide, at[1] + 26), fill=(*color, 255))
    pen.text((at[0] + 6, at[1] + 1), tag, PAPER, font(20))


def _placed(box: Box, origin: tuple[int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box.pixels(*size)
    return left + origin[0], top + origin[1], right + origin[0], bottom + origin[1]


def _draw_list(
    canvas: Image.Image,
    page: NDArray[np.uint8],
    fields: tuple[ShownField, ...],
    corner: tuple[int, int],
    height: int,
) -> None:
    pen = ImageDraw.Draw(canvas)
    row = min(62, height // max(len(fields), 1))
    left, top = corner
    pen.rectangle((left, top, left + PANEL_WIDTH, top + max(row * len(fields), 1)), fill=PAPER, outline=RULE)
    for index, field in enumerate(fields):
        _draw_row(canvas, page, (index + 1, field), (left, top + index * row), row)


def _draw_row(
    canvas: Image.Image,
    page: NDArray[np.uint8],
    numbered: tuple[int, ShownField],
    corner: tuple[int, int],
    row: int,
) -> None:
    pen = ImageDraw.Draw(canvas)
    number, field = numbered
    left, top = corner
    pen.line((left, top + row, left + PANEL_WIDTH, top + row), fill=RULE)
    pen.rectangle((left, top + 1, left + 46, top + row - 1), fill=field.color)
    pen.text((left + 23, top + row // 2), str(number), PAPER, font(20), anchor="mm")
    middle = top + row // 2
    _draw_sign(pen, field, (left + 66, middle))
    pen.text((left + 90, middle), fitted(field.label, 19, 280), FAINT, font(19), anchor="lm")
    value = fitted(field.text, 25, 360)
    pen.text((left + 384, middle), value, INK if field.auto else field.color, font(25), anchor="lm")
    _draw_confidence(pen, field, (left + 760, middle))
    _paste_crop(canvas, page, field.reading.evidence.box, (left + 896, top + 4), (276, row - 8))


def _draw_sign(pen: ImageDraw.ImageDraw, field: ShownField, at: tuple[int, int]) -> None:
    across, down = at
    if field.sign:
        pen.text(at, field.sign, field.color, font(30), anchor="mm")
        return
    tick = [(across - 10, down), (across - 3, down + 8), (across + 11, down - 9)]
    pen.line(tick, field.color, 4, joint="curve")


def _draw_confidence(pen: ImageDraw.ImageDraw, field: ShownField, at: tuple[int, int]) -> None:
    left, middle = at
    pen.rectangle((left, middle + 6, left + 120, middle + 14), fill=RULE)
    pen.rectangle(
        (left, middle + 6, left + round(120 * field.reading.confidence), middle + 14), fill=field.color
    )
    words = f"{field.reading.confidence:.0%} {field.reading.writing.value}"
    pen.text((left, middle - 15), fitted(words, 15, 134), FAINT, font(15))


def _paste_crop(
    canvas: Image.Image, page: NDArray[np.uint8], box: Box, corner: tuple[int, int], room: tuple[int, int]
) -> None:
    height, width = page.shape
    left, top, right, bottom = box.pixels(width, height)
    crop = Image.fromarray(page[top:bottom, left:right])
    scale = min(room[0] / crop.width, room[1] / crop.height, 1.0)
    size = (max(round(crop.width * scale), 1), max(round(crop.height * scale), 1))
    small = crop.resize(size, Image.Resampling.LANCZOS)
    canvas.paste(small, (corner[0], corner[1] + (room[1] - small.height) // 2))


def _draw_findings(pen: ImageDraw.ImageDraw, heading: Heading, top: int) -> None:
    if not heading.findings:
        return
    pen.text((MARGIN, top), "Findings", INK, font(24))
    for index, (code, message) in enumerate(heading.findings, start=1):
        line = top + 6 + index * FOOTER_LINE
        pen.text((MARGIN, line), code, LOST, font(20))
        pen.text((MARGIN + 420, line), fitted(message, 20, 2200), INK, font(20))
