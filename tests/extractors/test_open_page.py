"""What rows that a call spoilt may have changed of what is written."""

from copy import copy
from dataclasses import replace

import numpy as np
import pytest

from documents import Doubt
from extractors.align import align
from extractors.blanks import blank_page
from extractors.crop import WrittenPage, ZoneCrop
from extractors.open_page import OpenPage
from extractors.torn import Tear
from tests.extractors.drawn_pages import AUTHORIZATION, FORM, LIBRARY, faxed, filled

FIELD = FORM.field("patient_first_name")


@pytest.fixture(scope="module")
def page() -> OpenPage:
    """The authorization with a name in the lower half of its zone, on a call without harm."""
    blank = blank_page(LIBRARY, AUTHORIZATION, 1)
    alignment = align(faxed(filled()), blank)
    assert alignment is not None
    written = WrittenPage(alignment, blank, FORM.on_page(1))
    return OpenPage(1, written, None, np.zeros(alignment.upright_size[1], np.bool_), hit=True)


@pytest.fixture(scope="module")
def zone(page: OpenPage) -> ZoneCrop:
    return page.written.crop(FIELD)


def top_of_strokes(page: OpenPage, zone: ZoneCrop) -> int:
    return int(np.flatnonzero(page.alignment.page_rows_of(zone.mask, zone.origin))[0])


def with_copies(page: OpenPage, first: int, count: int) -> OpenPage:
    repeated = page.repeated.copy()
    repeated[first : first + count] = True
    return replace(page, repeated=repeated)


def with_tear(page: OpenPage, first: int, last: int, lost: float) -> OpenPage:
    written = copy(page.written)
    written.alignment = replace(page.alignment, tears=(Tear(first, last, lost),))
    return replace(page, written=written)


def is_damaged(page: OpenPage, zone: ZoneCrop) -> bool:
    return Doubt.DAMAGED_ROWS in page.doubts_of_writing(FIELD, zone)


def test_copies_through_strokes_are_a_doubt_and_copies_away_from_them_are_not(
    page: OpenPage, zone: ZoneCrop
) -> None:
    top = top_of_strokes(page, zone)
    away = with_copies(page, top - 9, 4)
    assert away.harm(FIELD.box) == 4
    assert not is_damaged(away, zone)
    assert is_damaged(with_copies(page, top + 6, 4), zone)
    assert is_damaged(with_copies(page, top - 4, 4), zone)


def test_rows_missing_somewhere_that_strokes_may_be_are_a_doubt(page: OpenPage, zone: ZoneCrop) -> None:
    top = top_of_strokes(page, zone)
    assert not is_damaged(with_tear(page, top - 15, top - 6, 5), zone)
    assert is_damaged(with_tear(page, top - 15, top + 2, 5), zone)
    assert not is_damaged(with_tear(page, top - 15, top + 2, 2), zone)


def test_so_much_harm_that_a_line_may_be_hidden_is_a_doubt_anywhere(page: OpenPage, zone: ZoneCrop) -> None:
    top = top_of_strokes(page, zone)
    assert is_damaged(with_tear(page, top - 15, top - 6, 10), zone)


def test_a_page_that_no_call_spoilt_has_no_harm(page: OpenPage, zone: ZoneCrop) -> None:
    whole = replace(with_copies(page, top_of_strokes(page, zone), 12), hit=False)
    assert whole.harm_to_strokes(zone) == 0
    assert not is_damaged(whole, zone)
