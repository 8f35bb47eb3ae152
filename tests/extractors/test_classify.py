"""What pages are, and how they lie on their blanks."""

import random

import cv2
import numpy as np
import pytest

from documents import (
    ClassifiedPage,
    PageKind,
    Turn,
)
from extractors import (
    align,
    blank_page,
    blank_pages,
    classify_page,
)
from extractors.blanks import BlankPage
from ocr import Pixels
from ocr.raster import turned
from tests.extractors.drawn_pages import AUTHORIZATION, FORM, LIBRARY, faxed, image


def classified(pixels: Pixels, text: str = "") -> ClassifiedPage:
    return classify_page(image(pixels), pixels, LIBRARY, lambda _: text)


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


def test_a_page_that_names_our_drug_is_never_put_aside_as_another_programs() -> None:
    text = "REMS program prescriber agreement I attest enrollment form {} may injure the liver"
    assert classified(some_text_page(), text.format("Otherdrug")).topic == "other_program"
    assert classified(some_text_page(), text.format("KYNAMR0")).best.kind is PageKind.UNKNOWN


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
