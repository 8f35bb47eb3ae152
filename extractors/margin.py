"""Handwriting outside every zone: notes in the margins that a person must see."""

import cv2
import numpy as np

from documents import Box
from extractors.crop import WrittenPage
from extractors.printed import Mask
from ocr.parts import parts_of

_TOP, _RIM = 0.03, 0.008
_EDGE = 8
_TORN_REACH = 6
_JOIN = (9, 31)
_LEAST_INK = 200
_LEAST_HIGH, _LEAST_WIDE = 12, 30
_MOST_SHARE = 0.6


def margin_notes(page: WrittenPage, ours: tuple[Box, ...] = ()) -> tuple[Box, ...]:
    """Boxes, in fractions of the upright page, around lines of writing that lie in no zone.

    Shadows of lids and edges, which reach the end of the paper, and specks do not count; nor does the top of
    the page, where senders print their lines. Print that lost rows have torn is left out as far as it can
    be told: better a note too many than one unseen. `ours` are boxes of
    the printed form that do not count: there we print on a pre-filled one.
    """
    loose = _away_from_edges(page) & ~_torn_print(page)
    height, width = loose.shape
    for box in ours:
        left, top, right, bottom = box.pixels(width, height)
        loose[top:bottom, left:right] = False
    lines = cv2.dilate(loose.view(np.uint8), np.ones(_JOIN, np.uint8))
    parts = parts_of(np.asarray(lines, np.uint8))
    ink = np.bincount(parts.labels.ravel()[np.flatnonzero(loose)], minlength=len(parts.stats))
    notes = []
    for number in range(1, len(parts.stats)):
        left, top, wide, high, _ = parts.stats[number].tolist()
        note_high, note_wide = high - _JOIN[0] + 1, wide - _JOIN[1] + 1
        solid = ink[number] > _MOST_SHARE * note_high * note_wide
        small = ink[number] < _LEAST_INK or note_high < _LEAST_HIGH or note_wide < _LEAST_WIDE
        if small or solid:
            continue
        box = Box(
            left=left / width,
            top=top / height,
            right=min((left + wide) / width, 1),
            bottom=min((top + high) / height, 1),
        )
        notes.append(page.alignment.to_page(box))
    return tuple(notes)


def _away_from_edges(page: WrittenPage) -> Mask:
    """Ink in no zone without the strokes that reach an edge of the received page."""
    loose = page.loose()
    height, width = loose.shape
    rim_y, rim_x = int(_RIM * height), int(_RIM * width)
    loose[: int(_TOP * height)] = loose[-rim_y:] = False
    loose[:, :rim_x] = loose[:, -rim_x:] = False
    wide, high = page.alignment.upright_size
    count, labels = cv2.connectedComponents(loose.view(np.uint8), connectivity=8)
    at = np.flatnonzero(loose)
    part, across, down = (grid.ravel()[at] for grid in (labels, page.alignment.across, page.alignment.down))
    outside = (across < _EDGE) | (across > wide - _EDGE) | (down < _EDGE) | (down > high - _EDGE)
    reaching = np.bincount(part[outside], minlength=count) > 0
    loose.ravel()[at] = ~reaching[part]
    return loose


def _torn_print(page: WrittenPage) -> Mask:
    """Where print may stand that a tear has moved."""
    moved = np.zeros(page.written.shape, np.bool_)
    if not page.alignment.tears:
        return moved
    rows = page.alignment.down.mean(axis=1)
    for tear in page.alignment.tears:
        reach = round(tear.lost) + _TORN_REACH
        near = (rows >= tear.first - reach) & (rows <= tear.last + reach)
        brush = np.ones((2 * reach + 1, 2 * _TORN_REACH + 1), np.uint8)
        moved[near] |= cv2.dilate(page.blank.printed.view(np.uint8), brush)[near] > 0
    return moved
