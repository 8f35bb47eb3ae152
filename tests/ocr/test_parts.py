"""The separate parts of a mask."""

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from ocr.parts import parts_of

Mask = NDArray[np.bool_]


@given(arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=40), elements=st.booleans()))
def test_parts_are_those_that_the_library_finds_by_its_other_ways(mask: Mask) -> None:
    labels, stats, centres = parts_of(mask)
    count, expected = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    assert np.array_equal(labels, expected)
    assert len(stats) == len(centres) == count
    for number in range(1, count):
        rows, columns = np.nonzero(labels == number)
        left, top = int(columns.min()), int(rows.min())
        wide, high = int(columns.max()) - left + 1, int(rows.max()) - top + 1
        assert stats[number].tolist() == [left, top, wide, high, len(rows)]
        assert np.allclose(centres[number], (columns.mean(), rows.mean()))


def test_strokes_that_touch_at_a_corner_are_one_part() -> None:
    assert len(parts_of(np.eye(5, dtype=np.bool_)).stats) == 2


def test_a_window_of_a_page_is_taken_as_it_lies() -> None:
    page = np.zeros((20, 30), np.uint8)
    page[5:9, 10:14] = 7
    assert parts_of(page[4:16, 8:25]).stats[1].tolist() == [2, 1, 4, 4, 16]
