"""Take the printed form off a page that lies in its blank's frame, and keep what was written over it."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.blanks import BlankPage, disc
from extractors.features import Pixels

Mask = NDArray[np.bool_]

DARK = 140
_RULE_LENGTH = 50
_BLOCK = 48
_RULE_REACH = 8
_RULE_SHARE = 0.55
_THICKEST_RULE = 8
_UPRIGHT_REACH, _THIN = 5, 3
_SPECK = 5
_LONELY_SPECK = 16
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
    """What is printed on a blank: text, surroundings of lines, and pieces of the ruled lines."""

    text: _Packed
    near_rule: _Packed
    near_upright: _Packed
    blocks: tuple[tuple[slice, slice], ...]


def written_on(laid: Pixels, blank: BlankPage, slack: int) -> tuple[Mask, Pixels]:
    """What is written and not printed: a mask of ink, and the page with the form painted over with paper.

    `laid` is uint8 in the blank's frame; `slack` is how many pixels print may lie off its place. Printed
    text goes with a rim of `slack` + 1 pixels; ruled lines go row by row where they really run, so that
    strokes that stand on a line keep their feet and strokes that cross it stay whole.
    """
    ink = laid < DARK
    print_of = _print_of(blank)
    near_rule = print_of.near_rule.mask()
    erased = cv2.dilate(print_of.text.mask().view(np.uint8), disc(slack + 1)) > 0
    for block in print_of.blocks:
        _erase_rule(ink, erased, block)
    for upright in blank.uprights:
        _erase_upright(ink, erased, upright, slack)
    written = _without_crumbs(ink & ~erased, near_rule, print_of.near_upright.mask())
    clean = laid.copy()
    clean[(cv2.dilate(erased.astype(np.uint8), disc(1)) > 0) & ~written] = 255
    clean[near_rule & ~(cv2.dilate(written.astype(np.uint8), disc(1)) > 0)] = 255
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
    return _Print(_packed(text), _packed(np.asarray(near)), _packed(beside), tuple(_blocks(rules)))


def _rules_of(blank: BlankPage) -> Mask:
    lines = cv2.morphologyEx(
        blank.printed.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, _RULE_LENGTH), np.uint8)
    )
    thick = cv2.morphologyEx(lines, cv2.MORPH_OPEN, np.ones((9, 1), np.uint8))
    return (lines > 0) & ~(thick > 0)


def _blocks(rules: Mask) -> Iterator[tuple[slice, slice]]:
    """Short stretches of the ruled lines: rows of the line, and columns."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(rules.astype(np.uint8), connectivity=8)
    for left, top, width, height, _ in stats[1:].tolist():
        count = max(width // _BLOCK, 1)
        edges = np.linspace(left - 2, left + width + 2, count + 1).astype(int)
        for start, end in pairwise(edges.tolist()):
            yield slice(top, top + height), slice(max(start, 0), end)


def _erase_rule(ink: Mask, erased: Mask, block: tuple[slice, slice]) -> None:
    """Mark the rows of a ruled line as erased within one block, less the strokes that cross them."""
    rows, columns = block
    top, bottom = max(rows.start - _RULE_REACH, 0), rows.stop + _RULE_REACH
    window = ink[top:bottom, columns]
    full = np.flatnonzero(window.mean(axis=1) > _RULE_SHARE)
    if len(full) == 0:
        return
    first, last = max(int(full[0]) - 1, 0), min(int(full[-1]) + 2, len(window))
    above = window[max(first - 2, 0) : first].any(axis=0)
    below = window[last : last + 2].any(axis=0)
    crossing = _widened(np.asarray(above)) & _widened(np.asarray(below)) & (last - first <= _THICKEST_RULE)
    erased[top + first : top + last, columns] |= ~crossing[None, :]


def _erase_upright(ink: Mask, erased: Mask, upright: tuple[int, int, int], slack: int) -> None:
    """Mark an upright line of a comb as erased where it really runs, less the strokes that cross it."""
    column, top, bottom = upright
    reach = slack + 2
    left = column - reach
    window = ink[top:bottom, left : column + reach + 1]
    full = np.flatnonzero(window.mean(axis=0) > _RULE_SHARE)
    first, last = (int(full[0]) - 1, int(full[-1]) + 2) if len(full) else (1, 2 * reach)
    start, end = left + first, left + last
    before = ink[top:bottom, start - 2 : start].any(axis=1)
    after = ink[top:bottom, end : end + 2].any(axis=1)
    crossing = _widened(np.asarray(before)) & _widened(np.asarray(after))
    erased[top:bottom, start:end] |= ~crossing[:, None]


def _widened(columns: Mask) -> Mask:
    return np.convolve(columns, np.ones(5), mode="same") > 0


def _without_crumbs(written: Mask, near_rule: Mask, near_upright: Mask) -> Mask:
    """Drop specks, and bits of a ruled or an upright line that were left beside it."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(written.astype(np.uint8), connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA]
    beside = np.bincount(labels[near_rule & written], minlength=count)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    crumbs = (beside >= 0.8 * areas) & ((high <= 8) | ((high <= 12) & (wide > 2.5 * high)))
    upright = np.bincount(labels[near_upright & written], minlength=count)
    crumbs |= (upright >= 0.8 * areas) & (wide <= _THIN)
    crumbs |= areas <= 2
    crumbs[0] = True
    large = (areas > _LONELY_SPECK) & ~crumbs
    near = _near(large[labels], _COMPANY) & written
    touching = _near(large[labels], _DOT_REACH) & written
    kept = large | (~crumbs & (areas > _SPECK) & (np.bincount(labels[near], minlength=count) > 0))
    kept |= ~crumbs & (np.bincount(labels[touching], minlength=count) > 0)
    return np.asarray(kept[labels], np.bool_)


def _near(mask: Mask, reach: tuple[int, int]) -> Mask:
    """Everything within a box of that width and height around the mask."""
    return np.asarray(cv2.dilate(mask.astype(np.uint8), np.ones(reach[::-1], np.uint8)) > 0, np.bool_)
