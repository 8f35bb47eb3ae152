"""Share the writing on a page out to its zones, and cut each zone's crop for the engines."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Box
from extractors.align import Alignment
from extractors.blanks import BlankPage
from extractors.comb import written_cells
from extractors.features import Pixels
from extractors.printed import Mask, drawn, written_on
from extractors.run_on import FARTHEST, Strokes, continued
from forms.definition import MARKED_KINDS, FieldDefinition, FieldKind
from ocr.parts import parts_of

_REACH_X, _REACH_UP, _REACH_DOWN = 14, 16, 16
_PAD = 6
_OWN_SHARE = 0.2
_SPLIT_SHARE = 0.25
_MOST_SLACK = 3
_DOT = 60
_NOT_FOLLOWED = frozenset({FieldKind.SIGNATURE, *MARKED_KINDS})


@dataclass(frozen=True, eq=False)
class ZoneCrop:
    """The writing of one zone, in the blank's frame at 204 dpi.

    `grey` has the printed form and the neighbours' writing painted over with paper, `raw` is the same window
    untouched; both uint8 of the same size. `ink` is the written share of the zone, `ink_pixels` their
    count, `parts` the number of separate strokes. `cut` says that writing runs out of the window. `origin`
    is the window's left and top in pixels of the blank, `cells` the places of a comb that are written in.
    """

    grey: Pixels
    raw: Pixels
    mask: Mask
    ink: float
    ink_pixels: int
    parts: int
    cut: bool
    residual: float
    origin: tuple[int, int]
    cells: tuple[int, ...] = ()


class WrittenPage:
    """A page in its blank's frame with the form taken off and every stroke given to a zone."""

    def __init__(self, alignment: Alignment, blank: BlankPage, fields: tuple[FieldDefinition, ...]) -> None:
        self.alignment = alignment
        self.blank = blank
        self._fields = fields
        slack = min(1 + round(alignment.residual), _MOST_SLACK)
        self.written, self._clean = written_on(alignment.laid, blank, slack)
        self._labels, self._stats, self._centres = parts_of(self.written)
        self._at = np.flatnonzero(self.written)
        self._strokes = self._labels.ravel()[self._at]
        self._zones = self._painted()
        self._ends: dict[int, int] = {}
        self._owners, self._shared = self._shares()

    def crop(self, field: FieldDefinition) -> ZoneCrop:
        """The crop of a field that is written, not marked."""
        number = self._fields.index(field) + 1
        left, top, right, bottom = self._pixels(field.box)
        right = self._ends.get(number, right)
        own = self._own_mask(number, (left, top, right, bottom))
        rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
        window_left, window_top = max(left - _REACH_X, 0), max(top - _REACH_UP, 0)
        if len(rows):
            top = min(top, window_top + int(rows[0]) - _PAD)
            bottom = max(bottom, window_top + int(rows[-1]) + 1 + _PAD)
            left = min(left, window_left + int(columns[0]) - _PAD)
            right = max(right, window_left + int(columns[-1]) + 1 + _PAD)
        left, top = max(left, window_left), max(top, window_top)
        right = min(right, window_left + own.shape[1])
        bottom = min(bottom, window_top + own.shape[0])
        inner = own[top - window_top : bottom - window_top, left - window_left : right - window_left]
        raw = self.alignment.laid[top:bottom, left:right]
        keep = cv2.dilate(inner.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        pixels = int(own.sum())
        zone = self._pixels(field.box)
        return ZoneCrop(
            grey=np.where(keep, self._clean[top:bottom, left:right], 255).astype(np.uint8),
            raw=raw,
            mask=inner,
            ink=min(pixels / ((zone[2] - zone[0]) * (zone[3] - zone[1])), 1.0),
            ink_pixels=pixels,
            parts=int(cv2.connectedComponents(inner.astype(np.uint8), connectivity=8)[0]) - 1,
            cut=bool(own[:, :2].any() or own[:, -2:].any()),
            residual=self.alignment.residual_under(field.box),
            origin=(left, top),
            cells=written_cells(self._inside(number, zone), field.comb) if field.comb else (),
        )

    def _inside(self, number: int, zone: tuple[int, int, int, int]) -> Mask:
        """The field's ink within its zone."""
        left, top, right, bottom = zone
        here = slice(top, bottom), slice(left, right)
        return np.asarray((self._owners == number)[self._labels[here]] & self.written[here], np.bool_)

    def loose(self) -> Mask:
        """Ink that belongs to no zone."""
        return drawn(self.written.shape, self._at, (self._owners == 0)[self._strokes])

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        return box.pixels(self.blank.width, self.blank.height)

    def _own_mask(self, number: int, zone: tuple[int, int, int, int]) -> Mask:
        """The field's ink in its window, which reaches a little beyond the zone."""
        left, top, right, bottom = zone
        window = (
            slice(max(top - _REACH_UP, 0), bottom + _REACH_DOWN),
            slice(max(left - _REACH_X, 0), right + _REACH_X),
        )
        labels, written = self._labels[window], self.written[window]
        own = (self._owners == number)[labels] & written
        inside = self._zones[window] == number
        shared = self._shared[labels] & written
        return np.asarray((own & (~shared | inside)) | (shared & inside), np.bool_)

    def _painted(self) -> NDArray[np.int16]:
        """The number of the zone at each pixel, 0 outside zones."""
        painted = np.zeros(self.written.shape, np.int16)
        for number, field in enumerate(self._fields, start=1):
            for box in [option.box for option in field.options] or [field.box]:
                left, top, right, bottom = self._pixels(box)
                grow = 12 if field.options else 0
                painted[max(top - grow, 0) : bottom + grow, max(left - grow, 0) : right + grow] = number
        return painted

    def _shares(self) -> tuple[NDArray[np.int16], Mask]:
        """For each stroke the zone with most of it (0: none), and whether two zones have much of it."""
        count, zones = len(self._stats), len(self._fields) + 1
        zone_at = self._zones.ravel()[self._at]
        joint = np.bincount(self._strokes.astype(np.int64) * zones + zone_at, minlength=count * zones)
        table = joint.reshape(count, zones).astype(np.float64)
        total = np.maximum(table.sum(axis=1), 1)
        inside = table.copy()
        inside[:, 0] = 0
        owners = inside.argmax(axis=1)
        owners[inside.max(axis=1) < _OWN_SHARE * total] = 0
        shared = (inside > _SPLIT_SHARE * total[:, None]).sum(axis=1) > 1
        self._adopt_dots(owners)
        self._follow(owners)
        return owners.astype(np.int16), np.asarray(shared, np.bool_)

    def _follow(self, owners: NDArray[np.intp]) -> None:
        """Give strokes that continue a zone's writing beyond its end to that zone, and note the new end."""
        strokes = Strokes(self._stats)
        for number, field in enumerate(self._fields, start=1):
            if field.kind in _NOT_FOLLOWED or field.comb:
                continue
            end_of_zone = self._pixels(field.box)[2]
            more = continued(strokes, owners, number, end_of_zone)
            owners[more] = number
            end = int(strokes.right[more].max(initial=0))
            if end > end_of_zone:
                self._ends[number] = min(end, end_of_zone + FARTHEST)

    def _adopt_dots(self, owners: NDArray[np.intp]) -> None:
        """Give small loose strokes close to a zone, as dots and accents, to that zone."""
        height, width = self._zones.shape
        small = np.flatnonzero((owners == 0) & (self._stats[:, cv2.CC_STAT_AREA] <= _DOT))
        for stroke in small[small > 0]:
            x, y = (int(value) for value in self._centres[stroke])
            for step in (4, 8, -4, 12):
                if 0 <= y + step < height and 0 <= x < width and self._zones[y + step, x]:
                    owners[stroke] = self._zones[y + step, x]
                    break
