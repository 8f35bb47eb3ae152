"""Combs: the cells come off the page, the characters stay, and together they mean a value."""

import datetime as dt
import random

import cv2
import numpy as np
import pytest

from documents import Alternative, DigitalContent, Document, DocumentPage, FormRef, PageSet, ReadState, Word
from extractors import DocumentReading, TextReader, align, blank_page, read_document
from extractors.comb import GAP, TYPE_GAP, as_printed, closed_up, comb_grammar, written_cells
from extractors.crop import WrittenPage, ZoneCrop
from extractors.digital import StatedPage
from extractors.standing import standing_print
from extractors.streaks import without_streaks
from extractors.text_request import TextRequest, lines_of_type, lines_to_read
from extractors.torn import repeated_rows
from forms.comb import cells_of, place_boxes
from forms.definition import FieldDefinition
from ocr import Engines, Pixels, Recognition, open_engines
from samples.draw import draw_page
from samples.scenarios import scenario
from samples.stage import Hands, stage
from tests.extractors.drawn_pages import LIBRARY, faxed, image

ORDER = FormRef(form="prescription_authorization", edition="2026-11")
FORM = LIBRARY.get(ORDER)
BIRTH, NPI = FORM.field("patient_birth_date"), FORM.field("prescriber_npi")


def laid(page: Pixels) -> WrittenPage:
    found = align(faxed(page, scale=0.98), blank_page(LIBRARY, ORDER, 1))
    assert found is not None
    return WrittenPage(found, blank_page(LIBRARY, ORDER, 1), FORM.fields)


def with_digits(field: FieldDefinition, text: str, off: float = 0.0) -> Pixels:
    """The blank with digits in the cells, `off` cell widths right of their middles."""
    page = LIBRARY.blank(ORDER, 1).copy()
    places = place_boxes(field)
    for digit, cell in zip(text, cells_of(field.comb), strict=False):
        left, _, right, bottom = places[cell].pixels(page.shape[1], page.shape[0])
        x = round((left + right) / 2 - 9 + off * (right - left))
        cv2.putText(page, digit, (x, bottom - 14), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 3)
    return np.asarray(page, np.uint8)


def ink_on_paper(field: FieldDefinition, text: str, off: float) -> int:
    page, blank = with_digits(field, text, off), LIBRARY.blank(ORDER, 1)
    return int(((page < 128) & (blank > 128)).sum())


@pytest.mark.parametrize("off", [0.0, 0.25, 0.4])
def test_the_cells_come_off_and_nearly_all_of_the_digits_stays(off: float) -> None:
    crop = laid(with_digits(NPI, "8023456789", off)).crop(NPI)
    assert crop.ink_pixels > 0.9 * ink_on_paper(NPI, "8023456789", off)
    assert crop.parts >= 10


def test_a_blank_comb_is_blank_and_its_separators_are_no_writing() -> None:
    page = laid(LIBRARY.blank(ORDER, 1))
    for field in FORM.fields:
        if field.comb:
            crop = page.crop(field)
            assert (crop.ink_pixels, crop.cells) == (0, ()), field.name
    assert int(page.loose().sum()) < 50


def test_the_cells_that_are_written_in_are_known() -> None:
    assert laid(with_digits(BIRTH, "1025")).crop(BIRTH).cells == (0, 1, 3, 4)


def test_closing_gaps_loses_no_ink() -> None:
    crop: ZoneCrop = laid(with_digits(NPI, "1023456789")).crop(NPI)
    closed = closed_up(crop.grey, crop.mask)
    assert closed.shape[1] < crop.grey.shape[1]
    assert int((closed < 128).sum()) == int((crop.grey < 128).sum())
    columns = np.flatnonzero((closed < 128).any(axis=0))
    assert np.diff(columns).max() <= GAP + 3


def test_a_gap_between_cells_is_kept_up_to_its_limit() -> None:
    mask = np.zeros((20, 100), np.bool_)
    mask[:, 10:14] = mask[:, 80:84] = True
    closed = closed_up(np.where(mask, 0, 255).astype(np.uint8), mask)
    assert closed.shape[1] == 9 + 6 + GAP + 6 + GAP
    assert written_cells(mask, "##########") == (1, 8)


def test_typed_characters_of_a_comb_are_read_as_close_as_in_a_word() -> None:
    crop = laid(with_digits(NPI, "1023456789")).crop(NPI)
    request = TextRequest(NPI, closed_up(crop.grey, crop.mask), crop.ink, crop.cells)
    (line,) = lines_of_type(request)
    assert np.diff(np.flatnonzero((line < 128).any(axis=0))).max() <= TYPE_GAP + 3
    assert int((line < 128).sum()) == int((crop.grey < 128).sum())
    assert lines_to_read(request) == (request.crop,)


@pytest.mark.parametrize(
    ("seen", "cells", "text"),
    [
        ("10252017", (0, 1, 3, 4, 6, 7, 8, 9), "10/25/2017"),
        ("1025 2017", (), "10/25/2017"),
        ("742018", (1, 4, 6, 7, 8, 9), "7/4/2018"),
        ("102520", (0, 1, 3, 4, 6, 7, 8, 9), "102520"),
    ],
)
def test_a_date_gets_the_separators_printed_between_its_cells(
    seen: str, cells: tuple[int, ...], text: str
) -> None:
    other = Alternative(value=seen, confidence=0.1)
    found = Recognition(text=seen, confidence=0.9, seen=seen, unchecked=seen, alternatives=(other,))
    printed = as_printed(found, BIRTH.comb, cells)
    assert {printed.text, printed.seen, printed.unchecked, printed.alternatives[0].value} == {text}


def test_a_month_of_one_cell_is_decoded_as_such() -> None:
    whole, short = comb_grammar(BIRTH, cells_of(BIRTH.comb)), comb_grammar(BIRTH, (1, 4, 6, 7, 8, 9))
    assert whole is not None
    assert short is not None
    assert whole.allows("10252017")
    assert not whole.allows("742018")
    assert short.allows("742018")


def test_a_pdf_with_a_character_in_each_cell_states_the_value() -> None:
    places = place_boxes(BIRTH)
    words = tuple(Word(text=text, box=box) for text, box in zip("10/25/2017", places, strict=True))
    content = DigitalContent(words=words, values=())
    assert StatedPage(content).text(BIRTH) == "10/25/2017"
    empty = DigitalContent(words=(words[2], words[5]), values=())
    assert StatedPage(empty).text(BIRTH) == ""


def test_the_sides_of_cells_below_each_other_are_no_streak_on_the_glass() -> None:
    page = faxed(LIBRARY.blank(ORDER, 1), scale=0.98)
    blank = blank_page(LIBRARY, ORDER, 1)
    assert not np.array_equal(without_streaks(page), page)
    streaked = page.copy()
    streaked[:, 700:703] = 0
    for seen in (page, streaked):
        found = align(seen, blank)
        assert found is not None
        sides = [found.laid[top + 5 : end - 5, x - 2 : x + 3].min(axis=1) for x, top, end in blank.uprights]
        assert all((side < 140).mean() > 0.9 for side in sides)
        assert (found.laid[:, 690:720] < 140).mean() < 0.2


def test_cells_and_bars_are_no_copied_rows() -> None:
    page = faxed(LIBRARY.blank(ORDER, 1))
    blank = blank_page(LIBRARY, ORDER, 1)
    found = align(page, blank)
    assert found is not None
    native = image(page).model_copy(update={"height": len(page) * 98 // 204, "y_dpi": 98.0})
    assert repeated_rows(page, native, 0).any()
    assert not repeated_rows(page, native, 0, standing_print(found, blank, 0)).any()


def test_a_copied_row_of_digits_is_still_found() -> None:
    page = faxed(with_digits(NPI, "8023456789"))
    blank = blank_page(LIBRARY, ORDER, 1)
    row = int((NPI.box.top + NPI.box.bottom) / 2 * blank.height) + 8
    page[row] = page[row - 1]
    page[row + 4] = page[row + 3]
    found = align(page, blank)
    assert found is not None
    spoilt = image(page, bad_rows=2).model_copy(update={"height": len(page)})
    copies = repeated_rows(page, spoilt, 0, standing_print(found, blank, 0))
    assert copies[row]
    assert copies[row + 4]


def read(page: Pixels) -> DocumentReading:
    pixels = faxed(page, scale=0.98)
    page_set = PageSet(fax="0" * 64, pages=(image(pixels),), whole=True)
    document = Document(
        fax="0" * 64, number=1, form=ORDER, pages=(DocumentPage(number=1, form_page=1, turn=0),)
    )
    engines = open_engines()
    reader = TextReader(Engines(first=engines.first, second=None), dt.date(2026, 12, 1))
    return read_document(document, page_set, lambda _: pixels, FORM, LIBRARY, reader)


def test_what_is_written_in_combs_is_what_is_read() -> None:
    told = stage(
        scenario(ORDER, "complete"), LIBRARY, Hands(mode="typed"), dt.date(2026, 12, 1), random.Random(5)
    )
    drawn = draw_page(told.filled, FORM, LIBRARY.blank_path(ORDER), 1, dpi=204)
    page = cv2.resize(drawn, (1734, 2244), interpolation=cv2.INTER_AREA)
    reading = read(np.asarray(page, np.uint8)).reading
    for field, truth in zip(FORM.fields, told.filled.truths, strict=True):
        if field.comb:
            found = reading.of(field.name)
            assert (found.state, found.value) == (truth.state, truth.value), field.name
            assert found.state is ReadState.BLANK or found.doubts == (), field.name
