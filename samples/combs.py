"""Puts one character into each cell of a comb, typed or by hand."""

import random

from forms.comb import cells_of, without_separators
from samples.ink import PaperSheet
from samples.ink.signature import Place
from samples.lines import Writer, write_line

_FILLED = 0.86
"""Share of a cell's width that a character may take."""
_OFF_CENTRE, _MOST_OFF = 0.07, 0.2
"""How far from the middle of its cell a hand puts a character, in cell widths."""


def write_cells(
    sheet: PaperSheet, place: Place, text: str, comb: str, writer: Writer, rng: random.Random
) -> None:
    """Write the text into the cells of a comb over the place, from the left; its separators are printed.

    Text that has more characters than the comb has cells runs across them as over a line.
    """
    characters, cells = without_separators(comb, text), cells_of(comb)
    if len(characters) > len(cells):
        write_line(sheet, place, text, writer, rng)
        return
    left, top, right, bottom = place
    wide = (right - left) / len(comb)
    em = writer.em(sheet, bottom - top)
    baseline = writer.baseline(place, em, rng)
    for character, cell in zip(characters, cells, strict=False):
        letter = writer.letter(character, em, wide * _FILLED, rng)
        off = 0.0 if writer.even else min(max(rng.gauss(0, _OFF_CENTRE), -_MOST_OFF), _MOST_OFF)
        middle = left + (cell + 0.5 + off) * wide
        row = baseline if writer.even else baseline + rng.gauss(0, 0.03) * (bottom - top)
        sheet.lay(
            letter.mask, round(middle - letter.mask.shape[1] / 2), round(row) - letter.baseline, writer.grey
        )
