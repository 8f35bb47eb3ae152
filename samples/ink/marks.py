"""What a pen does at a printed box: ticks, crosses, filled, circled, struck-out and scribbled-out boxes."""

import math
import random
from dataclasses import replace

from samples.ink.paper_sheet import Line, PaperSheet, Pen, smooth
from samples.ink.signature import Place
from samples.style import MarkKind


def draw_mark(sheet: PaperSheet, place: Place, pen: Pen, kind: MarkKind, rng: random.Random) -> None:
    """Draw the mark at the box; a typed X is lettering, not a mark of the pen, and is a ValueError.

    A reaching tick is drawn without a neighbour to reach; see `draw_reaching_tick`.
    """
    lines = {
        MarkKind.TICK: _tick,
        MarkKind.CROSS: _cross,
        MarkKind.FILLED: _filling,
        MarkKind.CIRCLED: _circle,
        MarkKind.STRUCK_OUT: _struck,
        MarkKind.LIGHT: _tick,
        MarkKind.REACHING: _long_tick,
        MarkKind.OVERFILLED: _overfilling,
        MarkKind.SCRIBBLED_OUT: _scribbled_out,
    }.get(kind)
    if lines is None:
        raise ValueError(f"a pen does not draw {kind}")
    used = replace(pen, width=pen.width * 0.7, grey=max(pen.grey, 120)) if kind is MarkKind.LIGHT else pen
    sheet.stroke(lines(place, rng), used, rng)


def draw_reaching_tick(
    sheet: PaperSheet, place: Place, neighbour: Place, pen: Pen, rng: random.Random
) -> None:
    """Draw a tick in the box whose tail ends in the neighbouring box."""
    foot = [_at(place, x, y, rng) for x, y in ((0.1, 0.45), (0.3, 0.75), (0.42, 0.9))]
    end = _at(neighbour, 0.3, 0.5, rng, 0.12)
    bow = (
        (foot[-1][0] + end[0]) / 2,
        (foot[-1][1] + end[1]) / 2 + (place[3] - place[1]) * rng.gauss(0, 0.15),
    )
    sheet.stroke([smooth([*foot, bow, end])], pen, rng)


def _at(place: Place, x: float, y: float, rng: random.Random, spread: float = 0.05) -> tuple[float, float]:
    """A point in shares of the box, missed a little."""
    left, top, right, bottom = place
    return (
        left + (right - left) * (x + rng.gauss(0, spread)),
        top + (bottom - top) * (y + rng.gauss(0, spread)),
    )


def _tick(place: Place, rng: random.Random) -> list[Line]:
    reach = rng.uniform(0.95, 1.45)
    through = [(0.12, 0.5), (0.3, 0.72), (0.42, 0.88), (0.7, 0.35), (reach, -0.15 - 0.5 * (reach - 0.95))]
    return [smooth([_at(place, x, y, rng) for x, y in through])]


def _cross(place: Place, rng: random.Random) -> list[Line]:
    over = rng.uniform(0.0, 0.18)
    low, high = 0.05 - over, 0.95 + over
    down = [_at(place, low, low, rng), _at(place, 0.5, 0.52, rng), _at(place, high, high, rng)]
    up = [_at(place, high, low, rng), _at(place, 0.5, 0.48, rng), _at(place, low, high, rng)]
    return [smooth(down), smooth(up)]


def _filling(place: Place, rng: random.Random) -> list[Line]:
    points = []
    for step in range(10):
        across = 0.05 + 0.9 * step / 9
        points.append(_at(place, across, 0.08 if step % 2 else 0.92, rng, 0.04))
    return [smooth(points, steps=6)]


def _circle(place: Place, rng: random.Random) -> list[Line]:
    start, wide, high = rng.uniform(0, 2 * math.pi), rng.uniform(0.95, 1.2), rng.uniform(0.85, 1.05)
    points = []
    for step in range(13):
        angle = start + step * 2 * math.pi / 11
        points.append(_at(place, 0.5 + wide * math.cos(angle), 0.5 + high * math.sin(angle), rng))
    return [smooth(points, steps=6)]


def _struck(place: Place, rng: random.Random) -> list[Line]:
    """A mark crossed out again, wider than the box and more than once."""
    lines = _cross(place, rng) if rng.random() < 0.5 else _tick(place, rng)
    points = []
    for step in range(rng.choice((4, 6))):
        points.append(_at(place, -0.6 if step % 2 == 0 else 1.6, 0.2 + 0.11 * step, rng, 0.06))
    return [*lines, smooth(points, steps=6)]


def _long_tick(place: Place, rng: random.Random) -> list[Line]:
    """A tick whose tail leaves the box far up and to the right."""
    reach = rng.uniform(1.7, 2.8)
    through = [(0.1, 0.45), (0.3, 0.75), (0.42, 0.9), (0.9, 0.3), (reach, 0.3 - 0.55 * reach)]
    return [smooth([_at(place, x, y, rng) for x, y in through])]


def _overfilling(place: Place, rng: random.Random) -> list[Line]:
    """A box blackened past its edges on all sides."""
    points = []
    for step in range(14):
        across = -0.15 + 1.3 * step / 13
        points.append(_at(place, across, -0.2 if step % 2 else 1.2, rng, 0.07))
    return [smooth(points, steps=6)]


def _scribbled_out(place: Place, rng: random.Random) -> list[Line]:
    """A mark hidden under loops that go around and over the box."""
    points = []
    for step in range(26):
        angle, wide = step * 2 * math.pi / 5.5, 0.55 + 0.35 * math.sin(step * 1.7)
        points.append(_at(place, 0.5 + wide * math.cos(angle), 0.5 + 0.6 * math.sin(angle), rng, 0.08))
    return [*_tick(place, rng), smooth(points, steps=5)]
