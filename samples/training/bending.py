"""Bends a writer's characters smoothly, so that one writer stands for people who write much like him."""

import random
from dataclasses import dataclass

import numpy as np

from samples.ink.paper_sheet import Line

_STEP = 45.0
_WAVES = 3
_LONGEST_CUT = 0.09


@dataclass(frozen=True)
class Bends:
    """How far shapes are bent, in units of 1000 to the capital height.

    `waves` is the spread of the waves, `linear` that of widening, leaning and turning (without unit).
    `own` is the share of both that is drawn anew each time; the rest is the same wherever a character stands.
    `rounded` is how often corners are rounded, `cut` how often a stroke begins late or ends early, and
    `style` tells one way of bending from another.
    """

    waves: float
    linear: float
    own: float
    rounded: float
    cut: float
    style: int


UNBENT = Bends(waves=0, linear=0, own=0, rounded=0, cut=0, style=0)
"""Characters as they were left."""


def pick_bends(rng: random.Random) -> Bends:
    """Bends of one string; a quarter of all strings are left as they are."""
    if rng.random() < 0.25:
        return UNBENT
    return Bends(
        waves=rng.uniform(8, 60),
        linear=rng.uniform(0.02, 0.11),
        own=rng.uniform(0.2, 0.6),
        rounded=rng.choice((0.0, 0.0, 0.5, 1.0)),
        cut=rng.choice((0.0, 0.0, 0.15, 0.4)),
        style=rng.getrandbits(32),
    )


def bent(glyph: list[Line], character: str, bends: Bends, rng: random.Random) -> list[Line]:
    """The strokes of a character, bent as its style bends that character and a little anew."""
    if bends == UNBENT:
        return glyph
    style = random.Random(f"{bends.style} {character}")
    lines = [_shortened(_fine(line), bends.cut, style) for line in glyph]
    if style.random() < bends.rounded:
        window = style.choice((3, 3, 5, 7))
        lines = [_rounded(line, window) for line in lines]
    for share, source in ((1 - bends.own, style), (bends.own, rng)):
        lines = _waved(_turned(lines, share * bends.linear, source), share * bends.waves, 500, 1800, source)
    return lines


def bent_along(lines: list[Line], bends: Bends, rng: random.Random) -> list[Line]:
    """The strokes of a word or line as it was written, bent over its length."""
    if bends == UNBENT:
        return lines
    fine = [_fine(line) for line in lines]
    if rng.random() < bends.rounded / 2:
        fine = [_rounded(line, 3) for line in fine]
    return _waved(_turned(fine, 0.5 * bends.linear, rng), 0.8 * bends.waves, 600, 2600, rng)


def _fine(line: Line) -> Line:
    """The line with points no farther apart than a step, its corners where they were."""
    lengths = np.hypot(*np.diff(line, axis=0).T) if len(line) > 1 else np.zeros(0)
    parts = [line[:1]]
    for start, end, length in zip(line[:-1], line[1:], lengths, strict=True):
        steps = max(1, int(np.ceil(length / _STEP)))
        along = np.arange(1, steps + 1)[:, None] / steps
        parts.append(start + (end - start) * along)
    return np.concatenate(parts)


def _shortened(line: Line, often: float, rng: random.Random) -> Line:
    """The line, now and then without a little of its beginning or its end."""
    first, last = (int(len(line) * rng.uniform(0, _LONGEST_CUT)) * (rng.random() < often) for _ in range(2))
    return line[first : len(line) - last] if len(line) > 8 else line


def _rounded(line: Line, window: int) -> Line:
    """The line with each point amid its neighbours; its ends stay."""
    if len(line) <= window:
        return line
    half = window // 2
    padded = np.concatenate([np.repeat(line[:1], half, axis=0), line, np.repeat(line[-1:], half, axis=0)])
    kernel = np.ones(window) / window
    return np.column_stack([np.convolve(padded[:, axis], kernel, "valid") for axis in (0, 1)])


def _turned(lines: list[Line], spread: float, rng: random.Random) -> list[Line]:
    matrix = np.eye(2) + np.array([[rng.gauss(0, spread) for _ in range(2)] for _ in range(2)])
    return [line @ matrix.T for line in lines]


def _waved(
    lines: list[Line], spread: float, shortest: float, longest: float, rng: random.Random
) -> list[Line]:
    """The lines moved by a few waves across the paper, of lengths between the two, each way apart."""
    moved = [line.copy() for line in lines]
    for axis in (0, 1):
        for _ in range(_WAVES):
            length, turn = rng.uniform(shortest, longest), rng.uniform(0, 2 * np.pi)
            high, phase = rng.gauss(0, spread / np.sqrt(_WAVES)) * np.sqrt(2), rng.uniform(0, 2 * np.pi)
            across = np.array([np.cos(turn), np.sin(turn)]) * (2 * np.pi / length)
            for before, after in zip(lines, moved, strict=True):
                after[:, axis] += high * np.sin(before @ across + phase)
    return moved
