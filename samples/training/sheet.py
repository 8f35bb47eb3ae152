"""Sheets of zones with writing in them, faxed and cut as production does: each zone's crop for a reader."""

import random
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Box
from extractors.crop import WrittenPage
from forms.definition import FieldDefinition, FieldKind, Need
from ocr.raster import DPI
from samples.ink import PaperSheet
from samples.paper import FAX_WIDTH, Conditions, Preset, Resolution, pick_conditions, to_fax
from samples.training.frames import draw_frame
from samples.training.laid import blank_of, flat_alignment
from samples.training.pieces import Piece

PAPER_DPI = 300
_WIDTH = round(FAX_WIDTH * PAPER_DPI / DPI)
_ROWS = {"standard": 98, "fine": 196}
_PRESETS: tuple[Preset, ...] = ("clean", "office", "copied", "worn")
_SHARES = (4, 4, 2.5, 1)
_EDGE = 60
_DARK = 160


@dataclass(frozen=True, eq=False)
class Placed:
    """A piece in its zone; `place` is left, top, right, bottom in pixels of the paper."""

    piece: Piece
    place: tuple[int, int, int, int]


@dataclass(eq=False)
class Layout:
    """The zones of a sheet, filled row by row; `height` grows in pixels of the paper."""

    height: int = 40
    row: int = 0
    right: int = _EDGE
    placed: list[Placed] = field(default_factory=list)

    def add(self, piece: Piece, rng: random.Random) -> None:
        """Give the piece a zone in this row, or in a new one when it does not fit."""
        wide = piece.width + round(_mm(rng.uniform(1.5, 14)))
        high = round(max(_mm(rng.uniform(5.2, 8.5)), 1.25 * piece.capital + _mm(0.8)))
        if self.right + wide > _WIDTH - _EDGE and self.right > _EDGE:
            self.row, self.right = self.height, _EDGE
        top = self.row + round(_mm(rng.choice((rng.uniform(1, 3), *[rng.uniform(3, 5)] * 4))))
        self.placed.append(Placed(piece, (self.right, top, min(self.right + wide, _WIDTH - 10), top + high)))
        self.height = max(self.height, top + high)
        self.right += wide + round(_mm(rng.uniform(2.5, 9)))


def _mm(length: float) -> float:
    return length * PAPER_DPI / 25.4


def faxed_crops(pieces: list[Piece], rng: random.Random) -> list[tuple[Piece, NDArray[np.uint8]]]:
    """The pieces written on one sheet, faxed once, and what is left of each in its zone, at 204 dpi."""
    layout = Layout()
    for piece in pieces:
        layout.add(piece, rng)
    printed = np.full((layout.height + 60, _WIDTH), 255, np.uint8)
    for placed in layout.placed:
        draw_frame(printed, placed.place, rng)
    paper = PaperSheet(printed.copy(), PAPER_DPI)
    for placed in layout.placed:
        placed.piece.write(paper, placed.place, rng)
    resolution: Resolution = "standard" if rng.random() < 0.45 else "fine"
    laid = laid_page(paper.pixels, resolution, rng)
    return _cut(printed, laid, layout, rng)


def laid_page(paper: NDArray[np.uint8], resolution: Resolution, rng: random.Random) -> NDArray[np.uint8]:
    """The sheet faxed, brought to square pixels and laid straight but for a fraction of a pixel."""
    preset = rng.choices(_PRESETS, _SHARES)[0]
    conditions = pick_conditions(preset, rng).model_copy(
        update={
            "skew_degrees": rng.gauss(0, 0.5),
            "scale_x": rng.uniform(0.95, 1),
            "scale_y": rng.uniform(0.95, 1),
            "shift_x": rng.uniform(-1, 1),
            "shift_y": rng.uniform(-0.5, 0.5),
            "edge": 0,
            "streaks": 0,
        }
    )
    ink = to_fax(paper, resolution, conditions, rng, PAPER_DPI)
    if rng.random() < 0.3:
        _damage(ink, rng)
    grey = np.where(ink, 0, 255).astype(np.uint8)
    height = round(grey.shape[0] * DPI / _ROWS[resolution])
    square = cv2.resize(grey, (FAX_WIDTH, height), interpolation=cv2.INTER_CUBIC)
    return _straight(np.asarray(square, np.uint8), conditions, rng)


def _damage(ink: NDArray[np.bool_], rng: random.Random) -> None:
    """Rows lost in the call: each is a copy of the one before, or white."""
    for _ in range(max(1, len(ink) // 60)):
        row, rows = rng.randint(1, len(ink) - 6), rng.choice((1, 1, 1, 2, 3))
        ink[row : row + rows] = ink[row - 1] if rng.random() < 0.75 else False


def _straight(square: NDArray[np.uint8], conditions: Conditions, rng: random.Random) -> NDArray[np.uint8]:
    """Undo skew, scale and shift, leaving what alignment leaves: well under a pixel, more at times."""
    height, width = square.shape
    angle = np.deg2rad(conditions.skew_degrees + rng.gauss(0, 0.02))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    linear = np.diag([conditions.scale_x, conditions.scale_y]) @ turn
    middle = np.array([width / 2, height / 2])
    left_over = np.array([rng.gauss(0, 0.5), rng.gauss(0, 0.5)])
    shift = np.array([conditions.shift_x, conditions.shift_y]) * DPI / 25.4 + left_over
    matrix = np.column_stack([linear, middle + shift - linear @ middle])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    laid = cv2.warpAffine(square, matrix, (width, height), flags=flags, borderValue=255)
    return np.asarray(laid, np.uint8)


def _cut(
    printed: NDArray[np.uint8], laid: NDArray[np.uint8], layout: Layout, rng: random.Random
) -> list[tuple[Piece, NDArray[np.uint8]]]:
    height, width = laid.shape
    small = cv2.resize(printed, (width, height), interpolation=cv2.INTER_AREA)
    blank = blank_of(np.asarray(small, np.uint8))
    fields = tuple(_field(at, placed, printed.shape) for at, placed in enumerate(layout.placed))
    page = WrittenPage(flat_alignment(laid, residual=rng.choice((0.4, 0.4, 1.0))), blank, fields)
    found = []
    for place, one in zip(layout.placed, fields, strict=True):
        zone = page.crop(one)
        if not zone.cut and zone.ink_pixels > 20:
            found.append((place.piece, zone.grey))
    return found


def _field(number: int, placed: Placed, size: tuple[int, ...]) -> FieldDefinition:
    left, top, right, bottom = placed.place
    height, width = size
    return FieldDefinition(
        name=f"zone_{number}",
        label="zone",
        kind=FieldKind.TEXT,
        need=Need.OPTIONAL,
        section="training",
        page=1,
        box=Box(left=left / width, top=top / height, right=right / width, bottom=bottom / height),
    )
