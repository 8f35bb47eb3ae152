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
from samples.filled import FilledField, FilledForm
from samples.fonts.catalog import capital_height
from samples.ink import PaperSheet, Pen, print_lettering
from samples.ink.signature import Place
from samples.lines import Typist, write_line
from samples.penman import FontPenman, Penman, scribble
from samples.style import MarkKind, Style

_POINTS_PER_INCH = 72
_NOTE_BOX = Box(left=0.08, top=0.962, right=0.92, bottom=0.985)
"""Where people write in the bottom margin."""
_NOTE_WIDE = 0.056
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
    filled: FilledForm,
    form: FormDefinition,
    blank_pdf: Path,
    page: int,
    dpi: int = 300,
    penman: Penman | None = None,
) -> NDArray[np.uint8]:
    """One printed page with everything written on it: grey, 255 paper, square pixels at `dpi`.

    Handwriting is the penman's, without one in fonts. Same filled form and penman, same pixels.
    """
    sheet = PaperSheet(blank_page(blank_pdf, page, dpi).copy(), dpi)
    penman = penman or FontPenman(filled.style)
    for field, content in zip(form.fields, filled.fields, strict=True):
        if field.page == page:
            _draw_field(sheet, field, content, filled, penman)
    beside = form.field(filled.note_beside) if filled.note_beside else None
    if filled.note and page == (beside.page if beside else form.page_count):
        box = _left_of(beside.options[0].box) if beside else _NOTE_BOX
        penman.note(sheet, _place(sheet, box), filled.note, random.Random(f"{filled.seed}:note"))
    return sheet.pixels


def _left_of(box: Box) -> Box:
    """The free paper between the left edge of the page and a box, as high as the box."""
    return Box(left=box.left - _NOTE_WIDE, top=box.top, right=box.left - 0.008, bottom=box.bottom)


def _draw_field(
    sheet: PaperSheet, field: FieldDefinition, content: FilledField, filled: FilledForm, penman: Penman
) -> None:
    rng = random.Random(f"{filled.seed}:{field.name}")
    place = above_rule(sheet, _place(sheet, field.box))
    if field.kind is FieldKind.SIGNATURE:
        if content.signature is not None:
            penman.sign(sheet, place, content, rng)
        return
    boxes = {option.name: _place(sheet, option.box) for option in field.options}
    for mark in content.marks:
        if mark.kind is MarkKind.TYPED_X:
            _type_mark(sheet, boxes[mark.option], filled.style, rng)
        else:
            penman.mark(sheet, boxes, mark, content.writer, rng)
    if content.written and not content.marks:
        if field.comb and not content.crossed_out:
            _write_cells(sheet, place, content, (field.comb, filled), penman, rng)
        else:
            _write(sheet, place, content, filled, penman, rng)


def _write(
    sheet: PaperSheet,
    place: Place,
    content: FilledField,
    filled: FilledForm,
    penman: Penman,
    rng: random.Random,
) -> None:
    if not content.typed:
        penman.write(sheet, place, content, rng)
        return
    write_line(sheet, place, content.written, Typist(filled.style, filled.seed), rng, content.crossed_out)
    if content.scribbled:
        pen = Pen(sheet.mm(filled.style.pen_width), filled.style.pen_grey)
        scribble(sheet, place, pen, rng)


def _write_cells(
    sheet: PaperSheet,
    place: Place,
    content: FilledField,
    comb_and_form: tuple[str, FilledForm],
    penman: Penman,
    rng: random.Random,
) -> None:
    comb, filled = comb_and_form
    if content.typed:
        write_cells(sheet, place, content.written, comb, Typist(filled.style, filled.seed), rng)
    else:
        penman.write_cells(sheet, place, content, comb, rng)


def _type_mark(sheet: PaperSheet, place: Place, style: Style, rng: random.Random) -> None:
    left, top, right, bottom = place
    capital = (bottom - top) * rng.uniform(0.75, 0.95)
    letter = print_lettering("X", style.print_font, capital / capital_height(style.print_font), 4 * capital)
    across = round((left + right - letter.mask.shape[1]) / 2 + rng.gauss(0, 0.04) * (right - left))
    baseline = round((top + bottom + capital) / 2 + rng.gauss(0, 0.04) * (bottom - top))
    sheet.lay(letter.mask, across, baseline - letter.baseline, 20)


def above_rule(sheet: PaperSheet, place: Place) -> Place:
    """The place down to its ruled line, where there is one in its lower half or just below it."""
    left, top, right, bottom = place
    first = round(top + (bottom - top) * 0.4)
    strip = sheet.pixels[first : round(bottom + sheet.mm(1)), round(left) : round(right)]
    ruled = np.flatnonzero((strip < _DARK).mean(axis=1) > _RULED_SHARE)
    return place if ruled.size == 0 else (left, top, right, first + float(ruled[0]) - sheet.mm(0.2))


def _place(sheet: PaperSheet, box: Box) -> Place:
    height, width = sheet.pixels.shape
    return box.left * width, box.top * height, box.right * width, box.bottom * height
