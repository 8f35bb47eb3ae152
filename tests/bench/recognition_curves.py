"""Risk-coverage curves as small pictures."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from samples.fonts import fonts
from samples.fonts.catalog import loaded

Curve = Sequence[tuple[float, float]]
"""(share used without a person, share of those that are wrong), both 0 to 1, coverage rising."""

_WIDTH, _HEIGHT = 620, 420
_LEFT, _TOP, _RIGHT, _BOTTOM = 70, 58, 20, 55
_LEVELS = (0.0, 0.0014, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0)
_COLOURS = ((0, 90, 170), (200, 80, 0), (90, 90, 90), (0, 130, 80), (150, 0, 110))
_INK, _PALE, _TARGET = (30, 30, 30), (215, 215, 215), (190, 0, 0)
_LEAST_USED = 0.01


def height_of(risk: float) -> float:
    """Where a share of errors stands on the upward axis, 0 to 1: its cube root, so that rare ones show."""
    return float(risk ** (1 / 3))


def draw_curves(path: Path, title: str, curves: Mapping[str, Curve], target: float) -> None:
    """Write a PNG with one line for each reader, and the target as a red one."""
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    _axes(draw, title, target)
    for place, (name, curve) in enumerate(curves.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        points = [_at(used, wrong) for used, wrong in curve if used >= _LEAST_USED or len(curve) < 50]
        if len(points) > 1:
            draw.line(points, fill=colour, width=2, joint="curve")
        elif points:
            x, y = points[0]
            draw.ellipse((x - 2, y - 2, x + 2, y + 2), fill=colour)
        row = _TOP + 8 + 20 * place
        draw.line((_LEFT + 14, row + 8, _LEFT + 44, row + 8), fill=colour, width=3)
        draw.text((_LEFT + 52, row), name, fill=_INK, font=_font(14))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(32).save(path, optimize=True)


def _axes(draw: ImageDraw.ImageDraw, title: str, target: float) -> None:
    draw.text((6, 6), title, fill=_INK, font=_font(16))
    for level in _LEVELS:
        x, y = _at(0, level)
        draw.line((x, y, _WIDTH - _RIGHT, y), fill=_PALE)
        draw.text((x - 8, y), f"{100 * level:g} %", fill=_INK, font=_font(13), anchor="rm")
    for step in range(0, 101, 20):
        x, y = _at(step / 100, 0)
        draw.line((x, y, x, y + 5), fill=_INK)
        draw.text((x, y + 8), f"{step} %", fill=_INK, font=_font(13), anchor="ma")
    draw.line((*_at(0, target), *_at(1, target)), fill=_TARGET)
    draw.line((*_at(0, 1), *_at(0, 0), *_at(1, 0)), fill=_INK)
    middle = (_LEFT + _WIDTH - _RIGHT) // 2
    draw.text((middle, _HEIGHT - 24), "used without a person", fill=_INK, font=_font(14), anchor="ma")
    draw.text((6, _TOP - 8), "wrong of these", fill=_INK, font=_font(14), anchor="ls")


def _at(used: float, wrong: float) -> tuple[float, float]:
    across, up = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    return _LEFT + used * across, _TOP + (1 - height_of(wrong)) * up


def _font(size: int) -> ImageFont.FreeTypeFont:
    return loaded(fonts("print")[0].family, size)
