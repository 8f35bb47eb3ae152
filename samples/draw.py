"""Draws a filled-in form on its printed blank, as the paper looks before any copier or scanner."""

import functools
import random
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from documents import Box
from forms.definition import FieldDefinition, FieldKind, FormDefinition
from samples.combs import write_cells
from samples.filled import FilledField, FilledForm, SignatureKind
from samples.fonts.catalog import capital_height
from samples.ink import PaperSheet, Pen, draw_mark, draw_signature, print_lettering
from samples.ink.doubtful import draw_cross, draw_initials, draw_stamp, draw_stray_line
from samples.ink.signature import Place
from samples.lines import Handwriter, Typist, Writer, write_line
from samples.style import MarkKind, Style

_POINTS_PER_INCH = 72
_NOTE_BOX = Box(left=0.08, top=0.962, right=0.92, bottom=0.985)
"""Where people write in the bottom margin."""
_DARK, _RULED_SHARE = 160, 0.6
"""A row of a zone is its rule when so much of it is at least so dark."""


@functools.lru_cache(maxsize=32)
def blank_page(blank_pdf: Path, page: int, dpi: int = 300) -> NDArray[np.uint8]:
    """Page `page` (1-based) of a printed form, without its fillable fields: grey, 255 paper, read-only."""
    document = pypdfium2.PdfDocument(blank_pdf)
    try:
        printed = document[page - 1]
        width, height = (round(points * dpi / _POINTS_PER_INCH) for points in printed.get_size())
        bitmap = printed.render(scale=dpi / _POINTS_PER_INCH, grayscale=True, may_draw_forms=False)
        pixels = np.array(bitmap.to_numpy(), np.uint8).squeeze()[:height, :width].copy()
    finally:
        document.close()
    pixels.flags.writeable = False
    return pixels


def draw_page(
    filled: FilledForm, form: FormDefinition, blank_pdf: Path, page: int, dpi: int = 300
) -> NDArray[np.uint8]:
    """One printed page with everything written on it: grey, 255 paper, square pixels at `dpi`.

    The note of the form stands in the bottom margin of its last page. Same filled form, same pixels.
    """
    sheet = PaperSheet(blank_page(blank_pdf, page, dpi).copy(), dpi)
    for field, content in zip(form.fields, filled.fields, strict=True):
        if field.page == page:
            _draw_field(sheet, field, content, filled)
    if filled.note and page == form.page_count:
        rng = random.Random(f"{filled.seed}:note")
        write_line(sheet, _place(sheet, _NOTE_BOX), filled.note, Handwriter(filled.style), rng)
    return sheet.pixels


def _draw_field(sheet: PaperSheet, field: FieldDefinition, content: FilledField, filled: FilledForm) -> None:
    rng = random.Random(f"{filled.seed}:{field.name}")
    style = filled.style
    place = _above_rule(sheet, _place(sheet, field.box))
    if field.kind is FieldKind.SIGNATURE:
        if content.signature is not None:
            _draw_signature(sheet, place, content, style, rng)
        return
    for mark in content.marks:
        option = next(option for option in field.options if option.name == mark.option)
        _draw_mark(sheet, _place(sheet, option.box), mark.kind, style, rng)
    if content.written and not content.marks:
        writer: Writer = Typist(style, filled.seed) if content.typed else Handwriter(style)
        if field.comb and not content.crossed_out:
            write_cells(sheet, place, content.written, field.comb, writer, rng)
        else:
            write_line(sheet, place, content.written, writer, rng, content.crossed_out)
        if content.scribbled:
            _scribble(sheet, place, style, rng)


def _draw_mark(sheet: PaperSheet, place: Place, kind: MarkKind, style: Style, rng: random.Random) -> None:
    if kind is not MarkKind.TYPED_X:
        draw_mark(sheet, place, _pen(sheet, style), kind, rng)
        return
    left, top, right, bottom = place
    capital = (bottom - top) * rng.uniform(0.75, 0.95)
    letter = print_lettering("X", style.print_font, capital / capital_height(style.print_font), 4 * capital)
    across = round((left + right - letter.mask.shape[1]) / 2 + rng.gauss(0, 0.04) * (right - left))
    baseline = round((top + bottom + capital) / 2 + rng.gauss(0, 0.04) * (bottom - top))
    sheet.lay(letter.mask, across, baseline - letter.baseline, 20)


def _draw_signature(
    sheet: PaperSheet, place: Place, content: FilledField, style: Style, rng: random.Random
) -> None:
    pen = _pen(sheet, style)
    if content.signature is SignatureKind.PRINTED_NAME:
        write_line(sheet, place, content.written, Handwriter(style), rng)
    elif content.signature is SignatureKind.STAMP:
        draw_stamp(sheet, place, content.written, content.pen, rng)
    elif content.signature is SignatureKind.INITIALS:
        draw_initials(sheet, place, pen, content.pen, rng)
    elif content.signature is SignatureKind.CROSS:
        draw_cross(sheet, place, pen, rng)
    elif content.signature is SignatureKind.STRAY_LINE:
        draw_stray_line(sheet, place, pen, rng)
    else:
        draw_signature(sheet, place, pen, content.pen, rng)


def _scribble(sheet: PaperSheet, place: Place, style: Style, rng: random.Random) -> None:
    """Cover the writing with a mark made for a box, stretched over the line."""
    left, top, right, bottom = place
    step = (bottom - top) * 1.5
    for start in np.arange(left, min(right, left + step * 6) - step * 0.9, step):
        part = (float(start), top, float(min(start + step * 1.5, right)), bottom)
        draw_mark(sheet, part, _pen(sheet, style), MarkKind.FILLED, rng)


def _pen(sheet: PaperSheet, style: Style) -> Pen:
    return Pen(sheet.mm(style.pen_width), style.pen_grey)


def _above_rule(sheet: PaperSheet, place: Place) -> Place:
    """The place down to its ruled line, where there is one in its lower half or just below it."""
    left, top, right, bottom = place
    first = round(top + (bottom - top) * 0.4)
    strip = sheet.pixels[first : round(bottom + sheet.mm(1)), round(left) : round(right)]
    ruled = np.flatnonzero((strip < _DARK).mean(axis=1) > _RULED_SHARE)
    return place if ruled.size == 0 else (left, top, right, first + float(ruled[0]) - sheet.mm(0.2))


def _place(sheet: PaperSheet, box: Box) -> Place:
    height, width = sheet.pixels.shape
    return box.left * width, box.top * height, box.right * width, box.bottom * height
