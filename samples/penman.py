"""Whoever does the handwriting of one form: writes, signs and makes marks; here with the maker's fonts."""

import random
from collections.abc import Mapping
from typing import Protocol

import numpy as np

from samples.combs import write_cells
from samples.filled import DrawnMark, FilledField, SignatureKind
from samples.ink import PaperSheet, Pen, draw_mark, draw_signature
from samples.ink.doubtful import draw_cross, draw_initials, draw_stamp, draw_stray_line
from samples.ink.signature import Place
from samples.lines import Handwriter, write_line
from samples.style import MarkKind, Style, unjoined


class Penman(Protocol):
    """Whoever does the handwriting of one form.

    A place is left, top, right and bottom in pixels of the sheet, its bottom the ruled line where there is
    one.
    """

    def write(self, sheet: PaperSheet, place: Place, content: FilledField, rng: random.Random) -> None:
        """Write the field's text, with what was crossed out or scribbled over."""

    def write_cells(
        self, sheet: PaperSheet, place: Place, content: FilledField, comb: str, rng: random.Random
    ) -> None:
        """Write the field's text into the cells of a comb, one character each."""

    def sign(self, sheet: PaperSheet, place: Place, content: FilledField, rng: random.Random) -> None:
        """Put down what stands on the signature line."""

    def mark(
        self, sheet: PaperSheet, boxes: Mapping[str, Place], mark: DrawnMark, writer: str, rng: random.Random
    ) -> None:
        """Make a mark at one of the boxes of a field, in the hand of that writer."""

    def note(self, sheet: PaperSheet, place: Place, text: str, rng: random.Random) -> None:
        """Write a note in the margin."""


class FontPenman:
    """Handwriting in a font, signatures and marks from invented strokes."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def write(self, sheet: PaperSheet, place: Place, content: FilledField, rng: random.Random) -> None:
        """Write the text in the font of the style."""
        write_line(sheet, place, content.written, Handwriter(self._style), rng, content.crossed_out)
        if content.scribbled:
            scribble(sheet, place, self._pen(sheet), rng)

    def write_cells(
        self, sheet: PaperSheet, place: Place, content: FilledField, comb: str, rng: random.Random
    ) -> None:
        """Write the characters in the font of the style."""
        write_cells(sheet, place, content.written, comb, Handwriter(self._style), rng)
        if content.scribbled:
            scribble(sheet, place, self._pen(sheet), rng)

    def sign(self, sheet: PaperSheet, place: Place, content: FilledField, rng: random.Random) -> None:
        """A signature of the owner of the pen, or what stands in its stead."""
        pen = self._pen(sheet)
        if content.signature is SignatureKind.PRINTED_NAME:
            write_line(sheet, place, content.written, Handwriter(unjoined(self._style)), rng)
        elif not draw_doubtful(sheet, place, content, pen, rng):
            draw_signature(sheet, place, pen, content.pen, rng)

    def mark(
        self, sheet: PaperSheet, boxes: Mapping[str, Place], mark: DrawnMark, writer: str, rng: random.Random
    ) -> None:
        """Draw the mark at the box."""
        draw_mark(sheet, boxes[mark.option], self._pen(sheet), mark.kind, rng)

    def note(self, sheet: PaperSheet, place: Place, text: str, rng: random.Random) -> None:
        """Write the note in the font of the style."""
        write_line(sheet, place, text, Handwriter(self._style), rng)

    def _pen(self, sheet: PaperSheet) -> Pen:
        return Pen(sheet.mm(self._style.pen_width), self._style.pen_grey)


def draw_doubtful(
    sheet: PaperSheet, place: Place, content: FilledField, pen: Pen, rng: random.Random
) -> bool:
    """Draw what stands in a signature's stead, if it is not a signature or a printed name; say whether."""
    if content.signature is SignatureKind.STAMP:
        draw_stamp(sheet, place, content.written, content.pen, rng)
    elif content.signature is SignatureKind.INITIALS:
        draw_initials(sheet, place, pen, content.pen, rng)
    elif content.signature is SignatureKind.CROSS:
        draw_cross(sheet, place, pen, rng)
    elif content.signature is SignatureKind.STRAY_LINE:
        draw_stray_line(sheet, place, pen, rng)
    elif content.signature is SignatureKind.BEYOND:
        draw_signature(sheet, _beyond(place), pen, content.pen, rng)
    else:
        return False
    return True


def _beyond(place: Place) -> Place:
    """Where somebody signs who starts late and writes large: into what is above and to the right."""
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    return left + 0.6 * wide, top - 0.5 * high, right + 0.4 * wide, bottom


def scribble(sheet: PaperSheet, place: Place, pen: Pen, rng: random.Random) -> None:
    """Cover the writing with a mark made for a box, stretched over the line."""
    left, top, right, bottom = place
    step = (bottom - top) * 1.5
    for start in np.arange(left, min(right, left + step * 6) - step * 0.9, step):
        part = (float(start), top, float(min(start + step * 1.5, right)), bottom)
        draw_mark(sheet, part, pen, MarkKind.FILLED, rng)
