"""Take the printed form off a page that lies in its blank's frame, and keep what was written over it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.blanks import BlankPage, disc
from extractors.features import Pixels
from extractors.ruled import line_ink
from ocr.parts import parts_of

Mask = NDArray[np.bool_]
Window = tuple[slice, slice]

DARK = 140
_RULE_LENGTH = 50
_RULE_REACH = 8
_UPRIGHT_REACH, _THIN = 5, 3
_SPECK = 5
_LONELY_SPECK, _BUMP = 16, 70
_COMPANY, _DOT_REACH = (25, 25), (5, 19)


class _Packed(NamedTuple):
    """A mask in an eighth of its memory."""

    bits: NDArray[np.uint8]
    shape: tuple[int, ...]

    def mask(self) -> Mask:
        count = self.shape[0] * self.shape[1]
        return np.unpackbits(self.bits, count=count).reshape(self.shape).view(np.bool_)


def _packed(mask: Mask) -> _Packed:
    return _Packed(np.packbits(mask), mask.shape)


class _Print(NamedTuple):
    """What is printed on a blank: text, what is near lines, and the windows in which each line is sought."""

    text: _Packed
    near_rule: _Packed
    near_upright: _Packed
    rules: tuple[Window, ...]
    uprights: tuple[Window, ...]


def written_on(laid: Pixels, blank: BlankPage, slack: int) -> tuple[Mask, Pixels]:
    """What is written and not printed: a mask of ink, and the page with the form painted over with paper.

    `laid` is uint8 in the blank's frame; `slack` is how many pixels print may lie off its place. Printed
    text goes with a rim of `slack` + 1 pixels; ruled lines go where they really run, so that strokes that
    stand on a line keep their feet and strokes that cross it stay whole.
    """
    ink = laid < DARK
    print_of = _print_of(blank)
    near_rule = print_of.near_rule.mask()
    lines = np.zeros_like(ink)
    for rule in print_of.rules:
        lines[rule] |= line_ink(ink[rule])
    for upright in print_of.uprights:
        lines[upright] |= line_ink(ink[upright].T).T
    erased = lines | _grown(print_of.text.mask(), slack + 1)
    at_line = _grown(lines, 1)
    written = _without_crumbs(ink & ~erased, near_rule, print_of.near_upright.mask(), at_line)
    clean = laid.copy()
    clean[_grown(erased, 1) & ~written] = 255
    clean[near_rule & ~_grown(written, 1)] = 255
    return written, clean


@lru_cache(maxsize=32)
def _print_of(blank: BlankPage) -> _Print:
    rules = _rules_of(blank)
    near = cv2.dilate(rules.astype(np.uint8), np.ones((2 * _RULE_REACH + 1, 3), np.uint8)) > 0
    lines, beside = np.zeros_like(rules), np.zeros_like(rules)
    for column, top, bottom in blank.uprights:
        lines[top - 2 : bottom + 2, column - 2 : column + 3] = True
        beside[top - 2 : bottom + 2, column - _UPRIGHT_REACH : column + _UPRIGHT_REACH + 1] = True
    text = blank.printed & ~rules & ~lines
    return _Print(
        text=_packed(text),
        near_rule=_packed(np.asarray(near)),
        near_upright=_packed(beside),
        rules=tuple(_windows(rules)),
        uprights=tuple(
            (slice(top, bottom), slice(column - _UPRIGHT_REACH, column + _UPRIGHT_REACH + 1))
            for column, top, bottom in blank.uprights
        ),
    )


def _rules_of(blank: BlankPage) -> Mask:
    lines = cv2.morphologyEx(
        blank.printed.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, _RULE_LENGTH), np.uint8)
    )
    thick = cv2.morphologyEx(lines, cv2.MORPH_OPEN, np.ones((9, 1), np.uint8))
    return (lines > 0) & ~(thick > 0)


def _windows(rules: Mask) -> Iterator[Window]:
    """Rows and columns about each ruled line."""
    for left, top, width, height, _ in parts_of(rules).stats[1:].tolist():
        rows = slice(max(top - _RULE_REACH, 0), top + height + _RULE_REACH)
        yield rows, slice(max(left - 2, 0), left + width + 2)


def _without_crumbs(written: Mask, near_rule: Mask, near_upright: Mask, at_line: Mask) -> Mask:
    """Drop specks, and bits of a ruled or an upright line that were left beside it."""
    parts = parts_of(written)
    at = np.flatnonzero(written)
    part = parts.labels.ravel()[at]

    def pixels_in(place: Mask) -> NDArray[np.intp]:
        return np.bincount(part[place.ravel()[at]], minlength=len(parts.stats))

    areas = parts.stats[:, cv2.CC_STAT_AREA]
    wide, high = parts.stats[:, cv2.CC_STAT_WIDTH], parts.stats[:, cv2.CC_STAT_HEIGHT]
    crumbs = (pixels_in(near_rule) >= 0.8 * areas) & ((high <= 8) | ((high <= 12) & (wide > 2.5 * high)))
    crumbs |= (pixels_in(near_upright) >= 0.8 * areas) & (wide <= _THIN)
    crumbs |= areas <= 2
    crumbs[0] = True
    bumps = (pixels_in(at_line) > 0) & (areas <= _BUMP) & (high <= _RULE_REACH + 2)
    large = (areas > _LONELY_SPECK) & ~crumbs & ~bumps
    company = drawn(written.shape, at, large[part])
    kept = large | (~crumbs & (areas > _SPECK) & (pixels_in(_near(company, _COMPANY)) > 0))
    kept |= ~crumbs & (pixels_in(_near(company, _DOT_REACH)) > 0)
    return drawn(written.shape, at, kept[part])


def drawn(shape: tuple[int, ...], at: NDArray[np.intp], dark: Mask) -> Mask:
    """A mask of that shape with the values `dark` at the flat places `at`, else False."""
    mask = np.zeros(shape, np.bool_)
    mask.ravel()[at] = dark
    return mask


def _grown(mask: Mask, radius: int) -> Mask:
    """The mask with a round rim of that many pixels."""
    return np.asarray(cv2.dilate(mask.view(np.uint8), disc(radius)).view(np.bool_))


def _near(mask: Mask, reach: tuple[int, int]) -> Mask:
    """Everything within a box of that width and height around the mask."""
    return np.asarray(cv2.dilate(mask.view(np.uint8), np.ones(reach[::-1], np.uint8)).view(np.bool_))
