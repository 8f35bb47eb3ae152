"""Two signatures of one page by one hand."""

import datetime as dt
import random

import numpy as np

from documents import Document, DocumentPage, Doubt, FormReading, FormRef, PageSet, ReadState
from extractors import TextReader, read_document
from ocr import Engines, ScriptedEngine
from samples.ink import PaperSheet, Pen, draw_signature
from tests.extractors.drawn_pages import LIBRARY, faxed, image

FORM = LIBRARY.get(FormRef(form="patient_acknowledgment", edition="2017-10"))
LINES = ("patient_signature", "prescriber_signature")


def signed_by(*owners: int) -> FormReading:
    """The second page of an acknowledgment whose two lines are signed by these hands."""
    sheet = PaperSheet(LIBRARY.blank(FORM.ref, 2).copy(), 204)
    height, width = sheet.pixels.shape
    for name, owner in zip(LINES, owners, strict=True):
        left, top, right, bottom = FORM.field(name).box.pixels(width, height)
        place = (left, top + 6, right, bottom - 6)
        draw_signature(sheet, place, Pen(3.2, 0), owner, random.Random(f"{name} {owner}"))
    pixels = faxed(np.asarray(sheet.pixels, np.uint8))
    document = Document(
        fax="0" * 64, number=1, form=FORM.ref, pages=(DocumentPage(number=1, form_page=2, turn=0),)
    )
    reader = TextReader(Engines(first=ScriptedEngine([]), second=None), dt.date(2018, 3, 6))
    pages = PageSet(fax="0" * 64, pages=(image(pixels),), whole=True)
    return read_document(document, pages, lambda _: pixels, FORM, LIBRARY, reader).reading


def test_one_signature_on_both_lines_puts_both_in_doubt() -> None:
    reading = signed_by(4, 4)
    for name in LINES:
        assert reading.of(name).state is ReadState.READ
        assert reading.of(name).doubts == (Doubt.SAME_HAND,)


def test_signatures_of_two_people_are_in_no_doubt() -> None:
    reading = signed_by(4, 7)
    for name in LINES:
        assert reading.of(name).state is ReadState.READ
        assert reading.of(name).doubts == ()
