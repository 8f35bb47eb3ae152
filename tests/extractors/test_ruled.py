"""What is taken off a page with a ruled line, and what stays."""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ruled import Mask, line_ink

WIDTH, ROWS, LINE, THICK = 200, 44, 20, 4


def ruled(lean: float = 0.0) -> NDArray[np.uint8]:
    """A window with nothing but a line of four rows that sinks by `lean` rows from end to end."""
    rows = np.arange(ROWS)[:, None]
    first = np.round(LINE + lean * np.arange(WIDTH) / WIDTH)
    return ((rows >= first) & (rows < first + THICK)).astype(np.uint8)


def left_of(window: NDArray[np.uint8]) -> Mask:
    ink = window > 0
    return np.asarray(ink & ~line_ink(ink), np.bool_)


def test_a_line_that_leans_goes_whole() -> None:
    for lean in (0.0, 2.0, -3.0):
        assert not left_of(ruled(lean)).any()


def test_a_line_with_a_rough_edge_goes_whole() -> None:
    window = ruled()
    window[LINE - 1, 10:190:7] = 1
    window[LINE + THICK, 12:190:9] = 1
    assert not left_of(window).any()


def test_a_stroke_through_the_line_stays_in_one_piece() -> None:
    window = ruled()
    cv2.line(window, (80, 4), (100, 42), 1, 4)
    assert cv2.connectedComponents(left_of(window).astype(np.uint8))[0] == 2


def test_a_stroke_that_stands_on_the_line_keeps_its_foot() -> None:
    window = ruled()
    window[2 : LINE + THICK, 60:65] = 1
    left = left_of(window)
    assert left[2 : LINE + THICK, 60:65].all()
    assert left.sum() == 5 * (LINE + THICK - 2)


def test_a_bowl_that_dips_into_the_line_keeps_what_shows_above_it() -> None:
    window = ruled()
    cv2.ellipse(window, (100, LINE - 12), (9, 11), 0, 0, 360, 1, 4)
    assert left_of(window)[LINE - 2 : LINE, 98:103].all()


def test_the_line_is_found_beneath_a_thick_pen_that_covers_most_of_it() -> None:
    window = ruled()
    for left in range(10, 150, 14):
        window[6 : LINE + 1, left : left + 11] = 1
    left_over = left_of(window)
    assert left_over[6:LINE, 10:21].all()
    assert not left_over[:, 165:].any()


def test_a_line_is_no_writing_where_the_writing_runs_along_it() -> None:
    window = ruled()
    window[10:13, 20:180] = 1
    left = left_of(window)
    assert left[10:13, 20:180].all()
    assert not left[LINE:].any()


def test_where_no_line_is_seen_nothing_is_taken() -> None:
    window = np.zeros((ROWS, WIDTH), np.uint8)
    window[5:35, 50:58] = 1
    assert not line_ink(window > 0).any()
    assert not line_ink(np.zeros((ROWS, WIDTH), np.bool_)).any()
