"""Signatures from the real cursive of the signer: the same words each time, never the same strokes."""

import random
from collections.abc import Sequence

import numpy as np

from samples.filled import FilledField
from samples.ink import PaperSheet, Pen
from samples.ink.paper_sheet import Line, smooth
from samples.ink.signature import Place, placed
from samples.writers.baseline import core
from samples.writers.person import Person
from samples.writers.strokes import Piece

_HEIGHTS = (6.0, 14.0)
"""How high signatures are from their highest to their lowest point, in millimetres."""
_HIGHEST = 1.3
"""A signature may be so many times as high as the place it is written in."""


def sign_name(
    sheet: PaperSheet, place: Place, pen: Pen, person: Person, content: FilledField, rng: random.Random
) -> None:
    """Sign over the line at the bottom of the place, as that person signs for the owner of the field's pen.

    Words of the person stand for the names, with the same first letters where there are any.
    """
    habits = random.Random(f"{content.pen}:{person.name}:signature")
    lines = _signature(person, content.written, habits, rng)
    left, top, right, bottom = place
    height = min(sheet.mm(habits.uniform(*_HEIGHTS)) * rng.uniform(0.9, 1.1), (bottom - top) * _HIGHEST)
    low = (left, bottom - height, right, bottom)
    sheet.stroke(placed(lines, low, rng, overshoot=1.0), pen, rng)


def _signature(person: Person, name: str, habits: random.Random, rng: random.Random) -> list[Line]:
    parts = name.split(" ")
    parts = parts[-1:] if habits.random() < 0.2 else [parts[0], parts[-1]]
    wide, lean, gap = habits.uniform(0.95, 1.4), habits.uniform(0.0, 0.25), habits.uniform(0.05, 0.5)
    fade = habits.uniform(0.0, 0.75)
    lines: list[Line] = []
    end = 0.0
    for number, part in enumerate(parts):
        for piece in _pieces(part, person, habits, rng):
            stretched = [_faded(line, piece.width, fade) * (wide, 1.0) for line in _standing(piece)]
            x = end + (gap if number and lines else 0.06) if lines else 0.0
            lines += [line + np.array((x, 0.0)) for line in stretched]
            end = float(max(line[:, 0].max() for line in lines))
    if habits.random() < 0.45:
        lines.append(_flourish(end, habits, rng))
    return [_varied(line, lean, rng) for line in lines]


def _pieces(part: str, person: Person, habits: random.Random, rng: random.Random) -> list[Piece]:
    """A capital and a word, or the word alone, for one part of the name."""
    first = part[:1].upper()
    words = person.signing_words
    fit = [label for label in words if label[0] == first]
    if not fit:
        fit = [label for label in words if label[0].upper() == first] or list(words)
    near = sorted(fit, key=lambda label: (abs(len(label) - len(part)), label))[:4]
    label = habits.choice(near)
    capital = person.characters.get(first, ())
    whole = rng.choice(words[label])
    if label[0].isupper() or not capital or habits.random() < 0.4:
        return [whole]
    return [rng.choice(capital), whole]


def _faded(line: Line, width: float, fade: float) -> Line:
    """Letters of a word get lower and wider toward its end, as in haste."""
    share = line[:, 0] / max(width, 0.1)
    longer = line[:, 0] * (1 + 0.3 * fade * share)
    return np.column_stack([longer, line[:, 1] * (1 - fade * share)])


def _standing(piece: Piece) -> list[Line]:
    """The piece with its baseline at zero."""
    _, baseline = core(piece) if len(piece.label) > 1 else (0.0, piece.height)
    return [line - np.array((0.0, baseline)) for line in piece.lines]


def _flourish(end: float, habits: random.Random, rng: random.Random) -> Line:
    """A stroke back under the name, or out of its end."""
    if habits.random() < 0.6:
        reach, drop = end * habits.uniform(0.5, 1.0), habits.uniform(0.35, 0.6)
        points = [(end, 0.1), (end - reach * 0.5, drop), (end - reach, drop * 0.8), (end * 0.9, drop * 1.1)]
    else:
        points = [(end, -0.1), (end + 0.5, -0.3), (end + habits.uniform(0.8, 2.0), habits.uniform(-0.5, 0.2))]
    return smooth([(x + rng.gauss(0, 0.05), y + rng.gauss(0, 0.04)) for x, y in points])


def _varied(line: Line, lean: float, rng: random.Random) -> Line:
    """As the hand makes it this time."""
    own = lean + rng.gauss(0, 0.02)
    wave = 0.015 * np.sin(2.5 * line[:, 0] + rng.uniform(0, 6.3))
    return np.column_stack([line[:, 0] - own * line[:, 1], line[:, 1] * rng.gauss(1.0, 0.02) + wave])


def signer_for(signers: Sequence[Person], owner: int) -> Person:
    """The person whose hand that pen's owner has, the same on every form; ValueError without signers."""
    if not signers:
        raise ValueError("nobody left words enough to sign with")
    return random.Random(f"{owner}:signer").choice(signers)
