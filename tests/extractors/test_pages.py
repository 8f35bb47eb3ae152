"""Whole pages: what they are, how they lie on their blanks, what is read from them."""

import datetime as dt
import random
from functools import cache

import cv2
import numpy as np
import pytest

from documents import (
    Box,
    ClassifiedPage,
    DigitalContent,
    Document,
    DocumentPage,
    Doubt,
    FormRef,
    FormValue,
    PageImage,
    PageKind,
    PageOrigin,
    PageSet,
    ReadState,
    Turn,
    Writing,
)
from extractors import (
    DocumentReading,
    TextReader,
    align,
    blank_page,
    blank_pages,
    classify_page,
    read_document,
)
from extractors.blanks import BlankPage
from forms.library import load_forms
from ocr import Engines, Pixels, ScriptedEngine
from ocr.raster import turned

LIBRARY = load_forms()
AUTHORIZATION = FormRef(form="prescription_authorization", edition="2017-10")
FORM = LIBRARY.get(AUTHORIZATION)


def image(pixels: Pixels, bad_rows: int = 0, digital: DigitalContent | None = None) -> PageImage:
    return PageImage(
        fax="0" * 64,
        number=1,
        digest="0" * 64,
        width=pixels.shape[1],
        height=pixels.shape[0],
        x_dpi=204,
        y_dpi=204,
        origin=PageOrigin.NATIVE if digital is None else PageOrigin.DIGITAL,
        bad_rows=bad_rows,
        digital=digital,
    )


def classified(pixels: Pixels, text: str = "") -> ClassifiedPage:
    return classify_page(image(pixels), pixels, LIBRARY, lambda _: text)


def faxed(blank: Pixels, lost: tuple[tuple[int, int], ...] = (), scale: float = 1.0) -> Pixels:
    """The page as a fax: black and white, narrower by `scale`, 20 columns to the right, rows lost."""
    matrix = np.array([[scale, 0.0, 20.0], [0.0, 1.0, 6.0]])
    moved = cv2.warpAffine(blank, matrix, (1728, 2244), borderValue=255)
    kept = np.ones(len(moved), np.bool_)
    for start, count in lost:
        kept[start : start + count] = False
    return np.where(moved[kept] < 140, 0, 255).astype(np.uint8)


@cache
def filled() -> Pixels:
    """The authorization with an X in the first box, a name, and a joined winding signature."""
    page = LIBRARY.blank(AUTHORIZATION, 1).copy()

    def pixels(box: Box) -> tuple[int, int, int, int]:
        return box.pixels(page.shape[1], page.shape[0])

    left, top, right, bottom = pixels(FORM.field("attest_hofh").options[0].box)
    cv2.line(page, (left + 3, top + 3), (right - 3, bottom - 3), 0, 4)
    cv2.line(page, (right - 3, top + 3), (left + 3, bottom - 3), 0, 4)
    left, top, right, bottom = pixels(FORM.field("patient_first_name").box)
    cv2.putText(page, "DELIA", (left + 10, bottom - 12), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 3)
    left, top, right, bottom = pixels(FORM.field("prescriber_signature").box)
    x = np.arange(left + 20, left + 340)
    wave = (top + bottom) / 2 - 38 * np.sin((x - left) / 14) * (1 - (x - left) / 800)
    cv2.polylines(page, [np.column_stack([x, wave]).astype(np.int32)], False, 0, 4)
    return np.asarray(page, np.uint8)


@pytest.mark.parametrize("blank", blank_pages(LIBRARY), ids=lambda blank: f"{blank.ref}-{blank.page}")
def test_every_blank_page_is_known_for_what_it_is(blank: BlankPage) -> None:
    found = classified(faxed(blank.pixels, scale=0.97))
    assert (found.best.kind, found.best.form, found.best.form_page) == (PageKind.FORM, blank.ref, blank.page)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_known_in_every_turn(turn: Turn) -> None:
    upright = faxed(LIBRARY.blank(AUTHORIZATION, 1))
    back: dict[int, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}
    found = classified(turned(upright, back[turn]))
    assert found.turn == turn
    assert found.best.form == AUTHORIZATION


def test_an_empty_page_with_specks_and_a_dark_edge_is_blank() -> None:
    page = np.full((2244, 1728), 255, np.uint8)
    specks = random.Random(1001)
    for _ in range(300):
        page[specks.randrange(2244), specks.randrange(1728)] = 0
    page[:, :18] = 0
    assert classified(page).best.kind is PageKind.BLANK


def some_text_page() -> Pixels:
    page = np.full((2244, 1728), 255, np.uint8)
    for row in range(12):
        cv2.putText(page, "To whom it may concern", (150, 200 + 120 * row), cv2.FONT_HERSHEY_DUPLEX, 2, 0, 3)
    return page


def test_a_cover_sheet_is_known_by_its_words() -> None:
    found = classified(
        some_text_page(), "FAX COVER SHEET To: program From: office Pages: 3 Re: enrollment form here"
    )
    assert found.best.kind is PageKind.COVER


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("LIMITED TIME OFFER call now, all major credit cards, no obligation whatsoever today", "junk"),
        ("FINAL REPORT specimen collected TEST RESULT FLAG UNITS REFERENCE mg/dL laboratories", "lab_report"),
        ("Some drug REMS Program Prescriber Enrollment Form attest agreement knowledge", "other_program"),
        (
            "I report that the patient was admitted to hospital with jaundice, an adverse reaction",
            "adverse_event",
        ),
    ],
)
def test_other_pages_are_known_by_their_topic(text: str, topic: str) -> None:
    found = classified(some_text_page(), text)
    assert (found.best.kind, found.topic) == (PageKind.OTHER, topic)


def test_a_page_that_names_our_form_but_cannot_be_found_is_unknown() -> None:
    found = classified(
        some_text_page(), "Prescription Authorization Form KYN-PAF Rev. 10/2017 somewhere in here"
    )
    assert found.best.kind is PageKind.UNKNOWN


def test_lost_rows_do_not_shift_what_lies_below_them() -> None:
    blank = blank_page(LIBRARY, AUTHORIZATION, 1)
    found = align(faxed(blank.pixels, ((500, 21), (1100, 34))), blank)
    assert found is not None
    assert found.trusted
    assert found.residual < 1.0
    field = FORM.field("prescriber_signature").box
    top = found.to_page(field).top * (2244 - 55)
    assert top == pytest.approx(field.top * 2244 + 6 - 55, abs=3)


def test_a_page_of_another_form_is_not_laid_over_the_blank() -> None:
    page = np.full((2244, 1728), 255, np.uint8)
    assert align(page, blank_page(LIBRARY, AUTHORIZATION, 1)) is None


def read(pixels: Pixels, bad_rows: int = 0, digital: DigitalContent | None = None) -> DocumentReading:
    page_set = PageSet(fax="0" * 64, pages=(image(pixels, bad_rows, digital),), whole=True)
    document = Document(
        fax="0" * 64, number=1, form=AUTHORIZATION, pages=(DocumentPage(number=1, form_page=1, turn=0),)
    )
    reader = TextReader(Engines(first=ScriptedEngine(["DELIA"]), second=None), dt.date(2018, 3, 6))
    return read_document(document, page_set, lambda _: pixels, FORM, LIBRARY, reader)


def test_a_filled_page_is_read_field_by_field() -> None:
    done = read(faxed(filled(), scale=0.98))
    reading = done.reading
    assert reading.value("patient_first_name") == "DELIA"
    assert reading.value("attest_hofh") == "yes"
    assert reading.of("attest_liver").state is ReadState.BLANK
    assert reading.value("prescriber_signature") == "present"
    assert reading.of("patient_last_name").state is ReadState.BLANK
    assert len(reading.readings) == len(FORM.fields)
    assert not any(one.doubts for one in reading.readings if one.field != "patient_first_name")
    assert reading.margin_notes == ()


def test_every_crop_behind_a_reading_is_handed_over() -> None:
    done = read(faxed(filled()))
    assert {one.evidence.crop for one in done.reading.readings} == {crop.digest for crop in done.crops}


def test_reading_the_same_page_twice_gives_the_same() -> None:
    assert read(faxed(filled())) == read(faxed(filled()))


def test_handwriting_in_the_margin_is_noted() -> None:
    page = filled().copy()
    cv2.putText(page, "please call", (1250, 2130), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 1.4, 0, 3)
    (note,) = read(faxed(page)).reading.margin_notes
    assert note.left > 0.65
    assert note.top > 0.85


def test_rows_lost_under_a_field_of_a_damaged_page_are_a_doubt() -> None:
    zone = FORM.field("patient_first_name").box
    row = int((zone.top + zone.bottom) / 2 * 2244)
    reading = read(faxed(filled(), ((row, 9),)), bad_rows=9).reading
    assert Doubt.DAMAGED_ROWS in reading.of("patient_first_name").doubts
    assert Doubt.DAMAGED_ROWS not in reading.of("prescriber_signature").doubts


def test_a_page_that_cannot_be_laid_over_its_blank_is_illegible_everywhere() -> None:
    reading = read(np.full((2244, 1728), 255, np.uint8)).reading
    assert {one.state for one in reading.readings} == {ReadState.ILLEGIBLE}
    assert not reading.pages[0].trusted


def test_a_born_digital_page_states_its_values_itself() -> None:
    said = DigitalContent(
        values=(
            FormValue(name="patient_first_name", value="Delia"),
            FormValue(name="patient_last_name", value=""),
            FormValue(name="attest_hofh.yes", value="Yes"),
        )
    )
    reading = read(faxed(filled()), digital=said).reading
    first = reading.of("patient_first_name")
    assert (first.value, first.writing, first.doubts) == ("Delia", Writing.DIGITAL, ())
    assert reading.of("attest_hofh").doubts == ()


def test_a_value_that_the_picture_does_not_show_is_in_doubt() -> None:
    said = DigitalContent(
        values=(
            FormValue(name="patient_first_name", value="Delia"),
            FormValue(name="patient_last_name", value="Harmon"),
            FormValue(name="attest_hofh.yes", value=""),
        )
    )
    reading = read(faxed(filled()), digital=said).reading
    assert Doubt.PICTURE_DISAGREES in reading.of("patient_last_name").doubts
    assert Doubt.PICTURE_DISAGREES in reading.of("attest_hofh").doubts


def test_a_document_of_another_form_is_refused() -> None:
    page = faxed(filled())
    page_set = PageSet(fax="0" * 64, pages=(image(page),), whole=True)
    document = Document(
        fax="0" * 64, number=1, form=None, pages=(DocumentPage(number=1, form_page=0, turn=0),)
    )
    reader = TextReader(Engines(first=ScriptedEngine([]), second=None), dt.date(2018, 3, 6))
    with pytest.raises(ValueError, match="document 1"):
        read_document(document, page_set, lambda _: page, FORM, LIBRARY, reader)
