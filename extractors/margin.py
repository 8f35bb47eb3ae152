"""Handwriting outside every zone: notes in the margins that a person must see."""

import cv2
import numpy as np

from documents import Box
from extractors.crop import WrittenPage

_EDGE = 0.03
_JOIN = (9, 31)
_LEAST_INK = 350
_LEAST_HIGH, _LEAST_WIDE = 16, 50
_MOST_SHARE = 0.6


def margin_notes(page: WrittenPage) -> tuple[Box, ...]:
    """Boxes, in fractions of the upright page, around lines of writing that lie in no zone.

    The rim of the page, where lids and edges throw shadows, and specks do not count. Print that lost rows
    have torn can look like a note: better a note too many than one unseen.
    """
    loose = page.loose().astype(np.uint8)
    height, width = loose.shape
    rim_y, rim_x = int(_EDGE * height), int(_EDGE * width)
    loose[:rim_y] = loose[-rim_y:] = 0
    loose[:, :rim_x] = loose[:, -rim_x:] = 0
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
