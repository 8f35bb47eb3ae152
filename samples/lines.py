"""Puts text on the ruled line of a zone, typed or by hand, with what was crossed out before it."""

import random
from typing import Protocol

from samples.fonts.catalog import capital_height, loaded, small_height
from samples.ink import PaperSheet, Pen, hand_lettering, print_lettering
from samples.ink.lettering import HandHabits, Lettering
from samples.ink.paper_sheet import smooth
from samples.ink.signature import Place
from samples.style import Style

_POINTS_PER_INCH = 72
_TYPE_GREY = 25
_SMALLEST_LETTERS = 1.8
"""Height of small letters by hand, in millimetres, below which a fax closes them up."""
_LEAD = 1.35
"""Distance of two lines of writing, in ems."""


class Writer(Protocol):
    """Someone, or something, that writes text on a line."""

    def em(self, sheet: PaperSheet, height: float) -> float:
        """Size of the letters, in pixels per em, where the line leaves that much height."""

    def width(self, text: str, em: float) -> float:
        """About how wide the text gets at that size."""

    def letter(self, text: str, em: float, widest: float, rng: random.Random) -> Lettering:
        """The text as lettering not wider than `widest` pixels."""

    def baseline(self, place: Place, em: float, rng: random.Random) -> float:
        """The row the letters stand on, above the ruled line at the bottom of the place."""

    @property
    def grey(self) -> int:
        """Grey level of the ink."""

    @property
    def even(self) -> bool:
        """Whether every letter stands just where it should, as in type."""


class Typist:
    """Type: one font and size all over the form, put in the printer a little off."""

    grey = _TYPE_GREY
    even = True

    def __init__(self, style: Style, seed: int) -> None:
        self._style = style
        self._off = random.Random(seed).uniform(-0.06, 0.06)

    def em(self, sheet: PaperSheet, height: float) -> float:
        """The size of the style, smaller where the place is low."""
        return min(self._style.print_points * sheet.dpi / _POINTS_PER_INCH, height * 0.92)

    def width(self, text: str, em: float) -> float:
        """As the font measures it."""
        return loaded(self._style.print_font, max(round(em), 1)).getlength(text)

    def letter(self, text: str, em: float, widest: float, rng: random.Random) -> Lettering:
        """Set in type; nothing of it is left to chance."""
        del rng
        return print_lettering(text, self._style.print_font, em, widest)

    def baseline(self, place: Place, em: float, rng: random.Random) -> float:
        """Centred in a low place, near the rule in a high one."""
        del rng
        _, top, _, bottom = place
        capital = em * capital_height(self._style.print_font)
        return bottom - min((bottom - top - capital) / 2, 0.4 * em) + self._off * em


class Handwriter:
    """A hand with its habits."""

    even = False

    def __init__(self, style: Style) -> None:
        self._style = style
        self._pixels_per_mm = 1.0

    @property
    def grey(self) -> int:
        """The grey of the pen."""
        return self._style.pen_grey

    def em(self, sheet: PaperSheet, height: float) -> float:
        """The size of the hand, smaller where the place is low."""
        self._pixels_per_mm = sheet.mm(1)
        family = self._style.hand_font
        wanted = self._style.hand_height / capital_height(family)
        legible = _SMALLEST_LETTERS / small_height(family)
        return min(sheet.mm(max(wanted, legible)), height * 0.85 / capital_height(family))

    def width(self, text: str, em: float) -> float:
        """As the font measures it."""
        return loaded(self._style.hand_font, max(round(em), 1)).getlength(text)

    def letter(self, text: str, em: float, widest: float, rng: random.Random) -> Lettering:
        """Written anew each time, a little larger or smaller."""
        style = self._style
        habits = HandHabits(
            family=style.hand_font,
            slant=style.slant,
            drift=style.drift,
            jitter=style.jitter,
            pen_width=style.pen_width * self._pixels_per_mm,
        )
        capital = em * capital_height(style.hand_font) * rng.uniform(0.94, 1.06)
        return hand_lettering(text, habits, capital, widest, rng)

    def baseline(self, place: Place, em: float, rng: random.Random) -> float:
        """A little above the rule, now and then on it."""
        _, top, _, bottom = place
        return bottom - (bottom - top) * rng.uniform(0.09, 0.24) * min(1.0, em / (bottom - top))


def write_line(
    sheet: PaperSheet, place: Place, text: str, writer: Writer, rng: random.Random, crossed_out: str = ""
) -> None:
    """Write the text in the place, on several lines where it is high enough and the text too long for one.

    `crossed_out` is written before it and struck through.
    """
    left, top, right, bottom = place
    em = writer.em(sheet, bottom - top)
    start = left + sheet.mm(rng.uniform(0.5, 1.3))
    if crossed_out:
        share = len(crossed_out) / (len(crossed_out) + len(text) + 1)
        letters = writer.letter(crossed_out, em, (right - start) * share, rng)
        baseline = writer.baseline(place, em, rng)
        sheet.lay(letters.mask, round(start), round(baseline) - letters.baseline, writer.grey)
        _strike(sheet, (start, baseline - em * 0.45, start + letters.mask.shape[1], baseline), rng)
        start += letters.mask.shape[1] + em * 0.5
    lines = _wrapped(text, writer, em, right - start, round((bottom - top) / (em * _LEAD)))
    for number, line in enumerate(lines):
        raised = (len(lines) - 1 - number) * em * _LEAD
        letters = writer.letter(line, em, right - start, rng)
        row = writer.baseline(place, em, rng) - raised
        sheet.lay(letters.mask, round(start), round(row) - letters.baseline, writer.grey)


def _strike(sheet: PaperSheet, extent: Place, rng: random.Random) -> None:
    left, top, right, bottom = extent
    middle = (top + bottom) / 2
    pen = Pen(sheet.mm(0.4), 40)
    for _ in range(2):
        rows = [middle + rng.gauss(0, 0.12) * (bottom - top) for _ in range(3)]
        points = list(zip((left - 4, (left + right) / 2, right + 4), rows, strict=True))
        sheet.stroke([smooth(points)], pen, rng)


def _wrapped(text: str, writer: Writer, em: float, widest: float, most: int) -> list[str]:
    if most < 2 or writer.width(text, em) <= widest:
        return [text]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if writer.width(longer, em) > widest and lines[-1] and len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
