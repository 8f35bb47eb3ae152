"""What stands on a signature line and is no plain signature: initials, a cross, a slip, a stamp."""

import itertools
import random

from samples.fonts.catalog import capital_height, fonts
from samples.ink.lettering import print_lettering
from samples.ink.paper_sheet import PaperSheet, Pen, smooth
from samples.ink.signature import CAPITALS, Place, placed, shifted, wobbled


def draw_initials(sheet: PaperSheet, place: Place, pen: Pen, owner: int, rng: random.Random) -> None:
    """Two hasty capitals, far apart from any other stroke."""
    habits = random.Random(owner)
    lines, x = [], 0.0
    for _ in range(2):
        lines.append(wobbled(shifted(habits.choice(CAPITALS), x), rng))
        x += 2.0
    left, top, right, bottom = place
    narrow = (left, top, left + min(right - left, (bottom - top) * 2.2), bottom)
    sheet.stroke(placed([smooth(line) * (1, -1) for line in lines], narrow, rng, overshoot=1.0), pen, rng)


def draw_cross(sheet: PaperSheet, place: Place, pen: Pen, rng: random.Random) -> None:
    """An X on the line."""
    left, top, _, bottom = place
    size = (bottom - top) * rng.uniform(0.6, 0.85)
    x, y = left + size * rng.uniform(0.3, 2.5), bottom - size
    down = smooth([(x, y), (x + size * 0.45, y + size * 0.5), (x + size * 0.9, y + size)])
    up = smooth([(x + size, y + size * 0.05), (x + size * 0.5, y + size * 0.45), (x, y + size * 0.95)])
    sheet.stroke([down, up], pen, rng)


def draw_stray_line(sheet: PaperSheet, place: Place, pen: Pen, rng: random.Random) -> None:
    """A slip of the pen across part of the place."""
    left, top, right, bottom = place
    width, height = right - left, bottom - top
    x, y = left + width * rng.uniform(0.05, 0.4), top + height * rng.uniform(0.3, 0.7)
    reach = width * rng.uniform(0.2, 0.45)
    bow = height * rng.uniform(-0.15, 0.15)
    slope = height * rng.uniform(-0.3, 0.3)
    sheet.stroke([smooth([(x, y), (x + reach / 2, y + bow), (x + reach, y + slope)])], pen, rng)


def draw_stamp(sheet: PaperSheet, place: Place, name: str, owner: int, rng: random.Random) -> None:
    """A rubber stamp: the name in a script that is the same each time, framed, set square."""
    left, top, right, bottom = place
    family = random.Random(owner).choice([font for font in fonts("hand") if font.joined]).family
    capital = (bottom - top) * 0.5
    name_mask = print_lettering(name, family, capital / capital_height(family), (right - left) * 0.7)
    x, base = left + (right - left) * rng.uniform(0.05, 0.2), bottom - (bottom - top) * 0.25
    grey = rng.randint(60, 100)
    sheet.lay(name_mask.mask, round(x), round(base) - name_mask.baseline, grey)
    low, high = base - capital * 1.5, base + capital * 0.6
    first, last = x - capital * 0.4, x + name_mask.mask.shape[1] + capital * 0.4
    frame = [(first, low), (last, low), (last, high), (first, high), (first, low)]
    sides = [smooth([start, end]) for start, end in itertools.pairwise(frame)]
    sheet.stroke(sides, Pen(sheet.mm(0.5), grey), rng)
