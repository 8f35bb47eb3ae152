"""What one person does alike all over a form: size, spacing, pen, and how letters sit on the line."""

import random
from enum import StrEnum

from documents import Record
from samples.writers.person import Person


class PenKind(StrEnum):
    """What a person writes with."""

    BALLPOINT = "ballpoint"
    FELT_TIP = "felt_tip"
    PENCIL = "pencil"


class Casing(StrEnum):
    """Whether words are in capitals, or in capitals and small letters."""

    CAPITALS = "capitals"
    MIXED = "mixed"


class Habits(Record):
    """How a person writes on one form.

    `capital` is the height of capitals and `pen_width` the width of a line, in millimetres of paper; `grey`
    is the grey level of the ink, `grain` the share of it that paper does not take. All other lengths are in
    capital heights: `letter_gap` is left between letters (below 0 they touch), `word_gap` between words,
    `wander` is how far letters stray from the baseline, `slope` its rise per length, `fade` the share by
    which letters get smaller along a line, `lift` the usual distance of the baseline above the ruled line.
    `lean` is x per y added to the person's own slant. `groups` says after which digits of a long number a gap
    is left. `joins` is the share of words taken whole from the person's own where there are any.
    """

    casing: Casing
    capital: float
    letter_gap: float
    word_gap: float
    wander: float
    slope: float
    fade: float
    lift: float
    lean: float
    joins: float
    groups: tuple[int, ...]
    group_gap: float
    pen: PenKind
    pen_width: float
    grey: int
    grain: float


_GROUPS: tuple[tuple[int, ...], ...] = ((), (3, 6), (4, 7), (5,), (2, 4, 6, 8))


def habits_of(person: Person, seed: int) -> Habits:
    """The habits of a person on the form with that seed.

    What belongs to the person (size, spacing, slope) is nearly the same on every form; pen and capitals need
    not be.
    """
    own = random.Random(f"{person.name}:habits")
    today = random.Random(f"{person.name}:{seed}:habits")
    small = sum(letter.islower() for letter in person.characters)
    capitals = sum(letter.isupper() for letter in person.characters)
    block = today.random() < (0.25 if small >= capitals - 6 else 0.85)
    pen = today.choices(tuple(PenKind), (74, 18, 8))[0]
    return Habits(
        casing=Casing.CAPITALS if block else Casing.MIXED,
        capital=min(max(own.gauss(3.0, 0.4), 2.3), 3.9) * today.uniform(0.94, 1.06),
        letter_gap=max(own.gauss(0.1, 0.07), -0.1) + today.gauss(0, 0.015),
        word_gap=own.uniform(0.5, 0.85) * today.uniform(0.92, 1.08),
        wander=abs(own.gauss(0.03, 0.018)) + 0.008,
        slope=own.gauss(0.006, 0.01) + today.gauss(0, 0.003),
        fade=max(0.0, own.gauss(0.04, 0.05)),
        lift=own.uniform(0.05, 0.4),
        lean=today.gauss(0, 0.03),
        joins=own.choice((0.0, 0.9, 1.0)) if person.words else 0.0,
        groups=own.choices(_GROUPS, (48, 22, 8, 12, 4))[0],
        group_gap=own.uniform(0.22, 0.5),
        **_pen(pen, own, today),
    )


def _pen(kind: PenKind, own: random.Random, today: random.Random) -> dict[str, object]:
    pressure = own.gauss(0, 1)
    if kind is PenKind.FELT_TIP:
        return {
            "pen": kind,
            "pen_width": min(max(0.62 + 0.06 * pressure, 0.5), 0.85),
            "grey": today.randint(15, 45),
            "grain": 0.0,
        }
    if kind is PenKind.PENCIL:
        return {
            "pen": kind,
            "pen_width": min(max(0.45 + 0.05 * pressure, 0.35), 0.6),
            "grey": round(min(max(95 - 15 * pressure, 70), 125)),
            "grain": today.uniform(0.35, 0.6),
        }
    return {
        "pen": kind,
        "pen_width": min(max(0.38 + 0.05 * pressure, 0.28), 0.5),
        "grey": round(min(max(55 - 14 * pressure, 20), 90)),
        "grain": today.uniform(0.0, 0.12),
    }
