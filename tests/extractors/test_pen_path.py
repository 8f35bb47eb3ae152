"""The path of the pen through written strokes."""

import cv2
import numpy as np

from extractors.kinds.pen_path import Mask, pen_path, thinned


def drawn(*strokes: list[tuple[int, int]]) -> Mask:
    page = np.zeros((80, 200), np.uint8)
    for stroke in strokes:
        cv2.polylines(page, [np.array(stroke, np.int32)], False, 1, 4)
    return page > 0


def test_one_line_has_two_ends_and_no_fork() -> None:
    found = pen_path(drawn([(20, 40), (180, 40)]))
    assert (found.ends, found.forks, found.loops) == (2, 0, 0)
    assert 140 < found.length < 170
    assert found.longest == found.length


def test_a_ring_is_a_loop_without_ends() -> None:
    page = np.zeros((80, 200), np.uint8)
    cv2.circle(page, (100, 40), 25, 1, 4)
    found = pen_path(page > 0)
    assert (found.ends, found.loops) == (0, 1)


def test_strokes_that_meet_make_a_fork() -> None:
    found = pen_path(drawn([(20, 10), (20, 70)], [(20, 40), (120, 40)]))
    assert found.ends == 3
    assert found.forks >= 1


def test_separate_strokes_share_the_length() -> None:
    found = pen_path(drawn([(20, 20), (80, 20)], [(20, 60), (180, 60)]))
    assert found.ends == 4
    assert found.longest < 0.8 * found.length


def test_no_ink_has_no_path() -> None:
    found = pen_path(np.zeros((10, 10), np.bool_))
    assert (found.ends, found.forks, found.loops, found.length, found.longest) == (0, 0, 0, 0, 0)


def test_thinned_strokes_lie_within_the_ink_and_stay_whole() -> None:
    ink = drawn([(20, 10), (100, 70), (180, 10)])
    thin = thinned(ink)
    assert not (thin.astype(bool) & ~ink).any()
    assert cv2.connectedComponents(thin, connectivity=8)[0] == 2
    assert thin.sum() < 0.4 * ink.sum()
