"""Rows that a call lost or repeated."""

import numpy as np
import pytest

from documents import PageImage, ReadState, Turn
from extractors.torn import repeated_rows, tears_of
from tests.extractors.drawn_pages import FORM, faxed, filled, image
from tests.extractors.test_read import read


def standard(rows: int) -> PageImage:
    page = image(np.zeros((rows, 1728), np.uint8), bad_rows=3)
    return page.model_copy(update={"y_dpi": 98.0})


def lettered(rows: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    dots = np.random.default_rng(7).random((rows, 1728)) < 0.3
    return np.where(dots, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(("turn", "first"), [(0, 20), (180, 79)])
def test_a_row_that_repeats_the_one_above_it_is_a_copy(turn: Turn, first: int) -> None:
    native = lettered(50)
    native[10] = native[9]
    found = repeated_rows(np.repeat(native, 2, axis=0), standard(50), turn)
    assert sorted(np.flatnonzero(found)) == sorted([first, first + (1 if turn == 0 else -1)])


def test_rows_that_only_upright_strokes_cross_are_no_copies() -> None:
    page = np.full((100, 1728), 255, np.uint8)
    page[:, [50, 51, 90, 91]] = 0
    assert not repeated_rows(page, standard(50), 0).any()


def test_the_copies_of_a_page_turned_sideways_are_anywhere() -> None:
    native = lettered(50)
    native[10] = native[9]
    found = repeated_rows(np.repeat(native, 2, axis=0), standard(50), 90)
    assert found.shape == (1728,)
    assert found.all()


def test_content_that_jumps_up_for_good_is_a_tear_from_print_to_print() -> None:
    ideal = np.full((400, 300), 255, np.uint8)
    ideal[::40, 20:280] = 0
    lower = np.where(np.arange(400) < 210, 5, 0).astype(np.float32)
    (tear,) = tears_of(lower, ideal)
    assert (tear.first, tear.last, tear.lost) == (205, 240, 5.0)


def test_upright_lines_place_no_tear() -> None:
    ideal = np.full((400, 300), 255, np.uint8)
    ideal[::40, 20:280] = 0
    ideal[:, 20:280:10] = 0
    lower = np.where(np.arange(400) < 210, 5, 0).astype(np.float32)
    (tear,) = tears_of(lower, ideal)
    assert (tear.first, tear.last, tear.lost) == (205, 240, 5.0)


def test_content_that_jumps_up_and_comes_back_is_no_tear() -> None:
    lower = np.zeros(400, np.float32)
    lower[200:206] = -5
    assert tears_of(lower, np.full((400, 300), 255, np.uint8)) == ()


def test_a_clear_mark_with_few_rows_lost_under_it_is_read_without_doubt() -> None:
    box = FORM.field("attest_hofh").options[0].box
    row = int((box.top + box.bottom) / 2 * 2244) + 6
    found = read(faxed(filled(), ((row, 4),)), bad_rows=4).reading.of("attest_hofh")
    assert (found.value, found.doubts) == ("yes", ())


@pytest.mark.parametrize(("start", "count"), [(2, 14), (8, 14), (0, 40), (-6, 24)])
def test_a_box_that_lost_much_of_itself_is_in_doubt(start: int, count: int) -> None:
    box = FORM.field("attest_hofh").options[0].box
    row = int(box.top * 2244) + 6 + start
    reading = read(faxed(filled(), ((row, count),)), bad_rows=count).reading
    assert reading.of("attest_hofh").doubts
    below = reading.of("attest_liver")
    assert below.state is ReadState.BLANK or below.doubts
