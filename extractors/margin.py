"""Handwriting outside every zone: notes in the margins that a person must see."""

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Box
from extractors.crop import WrittenPage

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
        loose[top:bottom, left:right] = 0
    lines = cv2.dilate(loose, np.ones(_JOIN, np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    ink = np.bincount(labels[loose > 0], minlength=count)
    notes = []
    for number in range(1, count):
        left, top, wide, high, _ = (int(value) for value in stats[number])
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


def _away_from_edges(page: WrittenPage) -> NDArray[np.uint8]:
    """Ink in no zone (1, else 0) without the strokes that reach an edge of the received page."""
    loose = page.loose().astype(np.uint8)
    height, width = loose.shape
    rim_y, rim_x = int(_RIM * height), int(_RIM * width)
    loose[: int(_TOP * height)] = loose[-rim_y:] = 0
    loose[:, :rim_x] = loose[:, -rim_x:] = 0
    wide, high = page.alignment.upright_size
    across, down = page.alignment.across, page.alignment.down
    outside = (across < _EDGE) | (across > wide - _EDGE) | (down < _EDGE) | (down > high - _EDGE)
    count, labels = cv2.connectedComponents(loose, connectivity=8)
    reaching = np.bincount(labels[outside], minlength=count) > 0
    reaching[0] = True
    return np.asarray((~reaching)[labels], np.uint8)


def _torn_print(page: WrittenPage) -> NDArray[np.uint8]:
    """1 where print may stand that a tear has moved, else 0."""
    rows = page.alignment.down.mean(axis=1)
    moved = np.zeros(page.written.shape, np.uint8)
    for tear in page.alignment.tears:
        reach = round(tear.lost) + _TORN_REACH
        near = (rows >= tear.first - reach) & (rows <= tear.last + reach)
        brush = np.ones((2 * reach + 1, 2 * _TORN_REACH + 1), np.uint8)
        moved[near] |= cv2.dilate(page.blank.printed.astype(np.uint8), brush)[near]
    return moved
