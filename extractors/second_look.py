"""What a value itself speaks of its misreading: unknown words, look-alikes, lost characters and points."""

import re

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import ReadState
from extractors.agreement import capped
from extractors.lexicon import FREE_WORDS, is_doubtful_mailbox, is_look_alike, unknown_words
from extractors.settle import Settled
from forms.definition import FieldDefinition, FieldKind
from ocr.cleanup import despeckled, ink_of
from ocr.engine import Pixels
from ocr.parts import parts_of

Stats = NDArray[np.float64]

_DIGITS_OF = {FieldKind.NPI: (10,), FieldKind.NCPDP: (7,), FieldKind.PHONE: (10,), FieldKind.ZIP: (5, 9)}
_CODE = re.compile(r"(?=.*\d)[A-Z0-9]{6,}")
_LETTER_FOR_DIGIT = re.compile(r"\d[BGILOQSZ]")
_CODE_TRAPS = frozenset("OILQ")
_LEAST_CODE_TRUST = 0.97
_MARKED = frozenset({FieldKind.LICENSE, FieldKind.DECIMAL})
_LEAST_MARK, _MOST_MARK_HEIGHT, _MOST_MARK_WIDTH = 4, 0.3, 0.8
_LOWEST_RISE, _HIGHEST_RISE = -0.1, 0.65
_TALL_SHARE = 0.6
_WIDE_GAP = 0.3
"""In heights of the line, above the median gap."""


def looked_at_again(settled: Settled, field: FieldDefinition, crop: Pixels) -> Settled:
    """The reading, capped below use without a person where its value could well be a misread one.

    Both engines misread broken print alike, so agreement does not outweigh any of this. No value changes.
    """
    if settled.state is ReadState.READ and _is_suspect(settled, field, crop):
        return capped(settled)
    return settled


def _is_suspect(settled: Settled, field: FieldDefinition, crop: Pixels) -> bool:
    value, kind = settled.value, field.kind
    if kind in FREE_WORDS:
        return _has_strange_words(settled, field)
    if kind is FieldKind.EMAIL:
        return is_doubtful_mailbox(value)
    if kind is FieldKind.INITIAL:
        return value == "I"
    if kind in _DIGITS_OF:
        return sum(character.isdigit() for character in value) not in _DIGITS_OF[kind]
    if kind is FieldKind.LICENSE and _LETTER_FOR_DIGIT.search(value):
        return True
    return kind in _MARKED and lone_marks(crop) > sum(value.count(mark) for mark in "-./")


def _has_strange_words(settled: Settled, field: FieldDefinition) -> bool:
    value = settled.value
    code = value.upper()
    if field.kind is FieldKind.TEXT and _CODE.fullmatch(code):
        return bool(_CODE_TRAPS & set(code)) or settled.trust < _LEAST_CODE_TRUST
    return is_look_alike(value) or bool(unknown_words(field, value))


def lone_marks(crop: Pixels) -> int:
    """How many hyphens and points stand between the letters of a code or number, lost ones included.

    A mark is a small stroke by itself, not above the letters; one lost in sending leaves a wide gap.
    """
    parts = parts_of(ink_of(despeckled(crop))).stats[1:].astype(np.float64)
    if not len(parts):
        return 0
    line = float(np.percentile(parts[:, cv2.CC_STAT_HEIGHT], 90))
    tall = parts[:, cv2.CC_STAT_HEIGHT] >= _TALL_SHARE * line
    return max(_small_marks(parts[~tall], parts[tall], line), _wide_gaps(parts[tall], line))


def _small_marks(small: Stats, letters: Stats, line: float) -> int:
    left, top, width, height, area = small.T
    foot = np.median(letters[:, cv2.CC_STAT_TOP] + letters[:, cv2.CC_STAT_HEIGHT])
    rise = (foot - (top + height / 2)) / line
    between = (left > letters[:, cv2.CC_STAT_LEFT].min()) & (left + width < _right(letters).max())
    shaped = (height <= _MOST_MARK_HEIGHT * line) & (width <= _MOST_MARK_WIDTH * line) & (area >= _LEAST_MARK)
    return int((shaped & between & (rise > _LOWEST_RISE) & (rise < _HIGHEST_RISE)).sum())


def _wide_gaps(letters: Stats, line: float) -> int:
    order = letters[np.argsort(letters[:, cv2.CC_STAT_LEFT])]
    gaps = order[1:, cv2.CC_STAT_LEFT] - _right(order)[:-1]
    return int((gaps > np.median(gaps) + _WIDE_GAP * line).sum()) if len(gaps) > 1 else 0


def _right(parts: Stats) -> Stats:
    return parts[:, cv2.CC_STAT_LEFT] + parts[:, cv2.CC_STAT_WIDTH]
