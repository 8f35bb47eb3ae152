"""How one person fills in a form: pen or print, and the habits that stay the same all over the page."""

import random
from enum import StrEnum
from typing import Literal

from documents import Record
from samples.fonts import FontUse, fonts
from samples.fonts.catalog import catalog

Mode = Literal["typed", "hand", "mixed", "digital"]


class MarkKind(StrEnum):
    """What is drawn at a printed box."""

    TICK = "tick"
    CROSS = "cross"
    FILLED = "filled"
    TYPED_X = "typed_x"
    CIRCLED = "circled"
    STRUCK_OUT = "struck_out"
    LIGHT = "light"
    REACHING = "reaching"
    OVERFILLED = "overfilled"
    SCRIBBLED_OUT = "scribbled_out"


DATE_FORMS = (
    "{month:02d}/{day:02d}/{year:04d}",
    "{month}/{day}/{year:04d}",
    "{month}/{day}/{short:02d}",
    "{month:02d}-{day:02d}-{year:04d}",
    "{month:02d}/{day:02d}/{short:02d}",
)
PHONE_FORMS = ("({0}) {1}-{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "({0}){1}-{2}")


class Style(Record):
    """The habits of whoever fills in the form.

    Lengths of handwriting are in millimetres of paper, `slant` and `drift` in units of height per width,
    `pen_grey` is the grey level of the ink (0 black). `print_points` is the size of typed text.
    """

    mode: Mode
    print_font: str
    print_points: float
    print_capitals: bool
    hand_font: str
    hand_capitals: bool
    hand_height: float
    slant: float
    drift: float
    jitter: float
    pen_width: float
    pen_grey: int
    date_form: str
    phone_form: str
    mark: MarkKind


def unjoined(style: Style) -> Style:
    """The same habits, with a font whose letters stand apart: a name in joined letters is a signature."""
    font = catalog()[style.hand_font]
    if not font.joined:
        return style
    apart = next(other for other in fonts("hand", font.use) if not other.joined)
    return style.model_copy(update={"hand_font": apart.family})


def pick_style(mode: Mode, rng: random.Random, use: FontUse = "maker") -> Style:
    """Habits for that mode; fonts kept for tests are used only with `use="tests"`."""
    marks = (MarkKind.TICK, MarkKind.CROSS, MarkKind.FILLED)
    mark = rng.choices(marks, (50, 38, 12))[0]
    if mode == "digital" or (mode == "typed" and rng.random() < 0.5):
        mark = MarkKind.TYPED_X
    return Style(
        mode=mode,
        print_font=rng.choice(fonts("print", use)).family,
        print_points=rng.choice((9.0, 9.5, 10.0, 10.5, 11.0)),
        print_capitals=rng.random() < 0.2,
        hand_font=rng.choice(fonts("hand", use)).family,
        hand_capitals=rng.random() < 0.25,
        hand_height=rng.uniform(2.6, 3.5),
        slant=rng.uniform(-0.08, 0.22),
        drift=rng.uniform(-0.012, 0.015),
        jitter=rng.uniform(0.4, 1.0),
        pen_width=rng.uniform(0.3, 0.5),
        pen_grey=rng.randint(20, 80),
        date_form=rng.choices(DATE_FORMS, (45, 20, 12, 13, 10))[0],
        phone_form=rng.choices(PHONE_FORMS, (45, 35, 10, 10))[0],
        mark=mark,
    )
