"""Lay a received page over its blank form, piece by piece, and say how far to trust it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Box, Turn
from extractors.blanks import BlankPage
from extractors.features import Features, Fit, Matrix, Pixels, features_of, fit, upright_matrix
from extractors.streaks import without_streaks
from extractors.tiles import TILE_HIGH, TILE_WIDE, Reduced, Tiles, compare, reduced
from extractors.torn import Tear, tears_of
from extractors.warp import Rows, row_offsets, side_offsets

Map = NDArray[np.float32]

_TRUSTED_RESIDUAL = 2.5
_TRUSTED_SCORE = 0.45
_UNKNOWN_RESIDUAL = 4.0
_MAP_STEP = 6
_LINE_RIM = 13
_LEAST_SURE = 0.35
_LABEL_FOUND = 0.5
_MUCH_PRINT, _HARDLY_FOUND, _LINES_MISSING = 6, 0.3, 2


@dataclass(frozen=True, eq=False)
class Alignment:
    """A page in the frame of its blank.

    `laid` is the page redrawn in the blank's frame, uint8 of the blank's size. `residual` is the typical
    distance in pixels of 204 dpi that is left between print on the page and on the blank, `score` how much
    of the printed form was found again (0 to 1), `tears` the places where rows of the page are missing.
    `left_over` is that distance for each tile (NaN where it is not known), `has_print` whether the form has
    print there that a fax shows, which shading is not.
    """

    laid: Pixels
    score: float
    residual: float
    across: Map
    down: Map
    upright_size: tuple[int, int]
    left_over: NDArray[np.float64]
    has_print: NDArray[np.bool_]
    tears: tuple[Tear, ...]

    @property
    def trusted(self) -> bool:
        """Whether readings of this page need no doubt for its alignment.

        Not where whole lines of print are missing in several places: the page may lie a line off there, with
        every rule on a rule and every zone on the wrong writing.
        """
        return self.found and self.lines_missing <= _LINES_MISSING

    @property
    def found(self) -> bool:
        """Whether the form is on the page at all, wherever some of its lines may lie."""
        return self.score >= _TRUSTED_SCORE and self.residual <= _TRUSTED_RESIDUAL

    @property
    def lines_missing(self) -> int:
        """How many rows of tiles with much print have hardly any of it found."""
        printed = self.has_print.sum(axis=1)
        found = (self.has_print & ~np.isnan(self.left_over)).sum(axis=1)
        return int(((printed >= _MUCH_PRINT) & (found < _HARDLY_FOUND * printed)).sum())

    def to_page(self, box: Box) -> Box:
        """The box of the printed form as the smallest box around it on the upright page, kept on the page."""
        left, top, right, bottom = box.pixels(self.laid.shape[1], self.laid.shape[0])
        width, height = self.upright_size
        across = self.across[top:bottom, left:right]
        down = self.down[top:bottom, left:right]
        low_x, high_x = _within(across, width)
        low_y, high_y = _within(down, height)
        return Box(left=low_x, top=low_y, right=high_x, bottom=high_y)

    def flatten(self, box: Box, margin: int = 0) -> Pixels:
        """The pixels of a box of the printed form, in the blank's frame, with `margin` pixels around it."""
        left, top, right, bottom = box.pixels(self.laid.shape[1], self.laid.shape[0])
        return self.laid[max(top - margin, 0) : bottom + margin, max(left - margin, 0) : right + margin]

    def residual_under(self, box: Box) -> float:
        """The distance left between page and blank around a box, in pixels of 204 dpi."""
        left, top, right, bottom = box.pixels(self.laid.shape[1], self.laid.shape[0])
        rows = slice(max(top // TILE_HIGH - 1, 0), bottom // TILE_HIGH + 2)
        columns = slice(max(left // TILE_WIDE - 1, 0), right // TILE_WIDE + 2)
        near, printed = self.left_over[rows, columns], self.has_print[rows, columns]
        known = near[~np.isnan(near)]
        if len(known) < _LEAST_SURE * printed.sum():
            return _UNKNOWN_RESIDUAL
        return float(np.median(known)) if len(known) else self.residual

    def label_found(self, box: Box) -> bool:
        """Whether the print in and right of a small box is where the blank has it.

        Half of its tiles suffice on a trusted page, all are needed elsewhere.
        """
        left, top, right, bottom = box.pixels(self.laid.shape[1], self.laid.shape[0])
        rows = slice(top // TILE_HIGH, (bottom - 1) // TILE_HIGH + 1)
        columns = slice(left // TILE_WIDE, right // TILE_WIDE + 2)
        printed = self.has_print[rows, columns]
        sure = printed & ~np.isnan(self.left_over[rows, columns])
        return bool(sure.sum() >= (_LABEL_FOUND if self.trusted else 1) * printed.sum())

    def page_rows(self, box: Box) -> tuple[int, int]:
        """First row and row after the last of the upright page under a box of the printed form."""
        left, top, right, bottom = box.pixels(self.laid.shape[1], self.laid.shape[0])
        reached = self.down[top:bottom, left:right]
        first = min(max(int(reached.min()), 0), self.upright_size[1] - 1)
        return first, min(max(int(reached.max()), first) + 1, self.upright_size[1])

    def page_rows_of(self, strokes: NDArray[np.bool_], origin: tuple[int, int]) -> NDArray[np.bool_]:
        """For each row of the upright page, whether strokes reach it.

        `strokes` is in the blank's frame, its left and top at `origin`.
        """
        lines, columns = np.nonzero(strokes)
        reached = np.rint(self.down[lines + origin[1], columns + origin[0]]).astype(np.intp)
        rows = np.zeros(self.upright_size[1], np.bool_)
        rows[np.clip(reached, 0, len(rows) - 1)] = True
        return rows

    def rows_lost(self, box: Box) -> float:
        """How many rows of the page are, or may be, missing within a box of the printed form."""
        first, last = self.page_rows(box)
        return sum(tear.lost for tear in self.tears if tear.first < last - 1 and tear.last > first)


def align(upright: Pixels, blank: BlankPage, features: Features | None = None) -> Alignment | None:
    """Lay the upright page over the blank; None when the form is not found on it the right way up."""
    found = fit(blank.features, features if features is not None else features_of(upright))
    if found is None or found.turn != 0:
        return None
    return lay(upright, blank, found.matrix)


def lay(upright: Pixels, blank: BlankPage, matrix: Matrix) -> Alignment:
    """The alignment, from an affine map of form pixels to pixels of the upright page."""
    upright = without_streaks(upright, _upright_lines(blank, matrix, upright.shape))
    across, down, (lower, ideal) = _piecewise(upright, blank, matrix)
    printed = blank.reduced
    rough = compare(printed, _drawn_half(upright, across, down))
    across += _smooth(rough.right, rough, across.shape)
    down += _smooth(rough.low, rough, down.shape)
    laid = _drawn(upright, across, down)
    final = compare(printed, reduced(laid))
    left_over = np.where(final.sure, np.hypot(final.right, final.low), np.nan)
    return Alignment(
        laid=laid,
        score=final.score,
        residual=_typical(left_over),
        across=across,
        down=down,
        upright_size=(upright.shape[1], upright.shape[0]),
        left_over=left_over,
        has_print=blank.has_print,
        tears=tears_of(lower, ideal),
    )


def _upright_lines(blank: BlankPage, matrix: Matrix, shape: tuple[int, ...]) -> NDArray[np.bool_] | None:
    """Where the sides of the blank's cells lie on the page, with a rim; None for a form without combs."""
    if not blank.uprights:
        return None
    lines = np.zeros(shape, np.uint8)
    for column, top, bottom in blank.uprights:
        ends = [np.rint(matrix @ (column, row, 1.0)).astype(int).tolist() for row in (top, bottom)]
        cv2.line(lines, ends[0], ends[1], 1, _LINE_RIM)
    return lines > 0


def rough_score(upright: Pixels, blank: BlankPage, matrix: Matrix) -> float:
    """How much of the printed form is on the page under this map, 0 to 1, without the last refinement."""
    across, down, _ = _piecewise(upright, blank, matrix)
    return compare(blank.reduced, _drawn_half(upright, across, down)).score


def turn_matrix(found: Fit, pixels: Pixels) -> tuple[Turn, Matrix]:
    """The turn a page as received needs, and the map into the page so turned."""
    return found.turn, upright_matrix(found, pixels.shape[1], pixels.shape[0])


def _piecewise(upright: Pixels, blank: BlankPage, matrix: Matrix) -> tuple[Map, Map, tuple[Rows, Pixels]]:
    """For each pixel of the blank, where it lies on the page (columns, rows).

    With it the row offsets of the page, and the blank as the affine map alone would have it.
    """
    height, width = upright.shape
    ideal = np.asarray(cv2.warpAffine(blank.pixels, matrix, (width, height), borderValue=255), np.uint8)
    lower = row_offsets(ideal, upright)
    rows = np.arange(height, dtype=np.float32)
    level = upright[np.clip(np.rint(rows + lower), 0, height - 1).astype(np.intp)]
    further = side_offsets(ideal, level)
    step = blank.width / -(-blank.width // _MAP_STEP)
    columns = (np.arange(-(-blank.width // _MAP_STEP)) + 0.5) * step - 0.5
    lines = np.arange(blank.height)[:, None]
    x = matrix[0, 0] * columns + matrix[0, 1] * lines + matrix[0, 2]
    y = matrix[1, 0] * columns + matrix[1, 1] * lines + matrix[1, 2]
    at = np.clip(np.rint(y), 0, height - 1).astype(np.intp)
    size = (blank.width, blank.height)
    across = cv2.resize((x + further[at]).astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    down = cv2.resize((y + lower[at]).astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(across, np.float32), np.asarray(down, np.float32), (lower, ideal)


def _drawn(upright: Pixels, across: Map, down: Map) -> Pixels:
    return np.asarray(
        cv2.remap(upright, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=255),
        np.uint8,
    )


def _drawn_half(upright: Pixels, across: Map, down: Map) -> Reduced:
    soft = cv2.blur(255 - upright, (2, 2), anchor=(0, 0))
    half = cv2.remap(soft, across[::2, ::2], down[::2, ::2], cv2.INTER_LINEAR, borderValue=0).astype(
        np.float32
    )
    whole = np.asarray(half[: across.shape[0] // 2, : across.shape[1] // 2] / 255, np.float32)
    return np.asarray(cv2.GaussianBlur(whole, (0, 0), 0.8), np.float32)


def _smooth(shift: NDArray[np.float64], tiles: Tiles, shape: tuple[int, ...]) -> Map:
    """The shifts of the sure tiles, spread smoothly over the whole blank."""
    trust = (tiles.sure * tiles.weight).astype(np.float32)
    total = cv2.GaussianBlur(trust, (0, 0), sigmaX=2.5, sigmaY=0.7)
    field = cv2.GaussianBlur((trust * shift).astype(np.float32), (0, 0), sigmaX=2.5, sigmaY=0.7)
    calm = (field / (total + 1e-3)).astype(np.float32)
    framed = np.pad(calm, ((0, 1), (0, 1)), mode="edge")
    size = (framed.shape[1] * TILE_WIDE, framed.shape[0] * TILE_HIGH)
    return np.asarray(
        cv2.resize(framed, size, interpolation=cv2.INTER_LINEAR)[: shape[0], : shape[1]], np.float32
    )


def _typical(left_over: NDArray[np.float64]) -> float:
    known = left_over[~np.isnan(left_over)]
    return float(np.percentile(known, 75)) if len(known) else _UNKNOWN_RESIDUAL


def _within(positions: Map, size: int) -> tuple[float, float]:
    """The span of positions as page fractions inside the page, never empty."""
    low = min(max(float(positions.min()) / size, 0.0), 1 - 2 / size)
    high = min(max((float(positions.max()) + 1) / size, low + 1 / size), 1.0)
    return low, high
