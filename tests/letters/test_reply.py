"""A pre-filled form that comes back: known by its code, and read like any other form."""

import datetime as dt

import numpy as np
import pypdfium2
import pytest
import sqlalchemy as sa

from documents import ClassifiedPage, Letter, PageSet, ReadState
from extractors import TextReader, assemble, classify_page, read_document
from letters.prefilled import prefilled_form
from ocr import Engines, Pixels, ScriptedEngine
from registry.database import writing
from registry.outbox import put_letter, replies
from tests.extractors.drawn_pages import LIBRARY, faxed, image
from tests.letters.outgoing import DEFICIENCY, MOMENT, PREF, REFERENCE, decide
from tests.registry.people import digest_of
from tests.validators.builders import PRESCRIPTION_AUTHORIZATION, perfect, with_document

FORM = LIBRARY.get(PREF)


def pages(letter: Letter = DEFICIENCY) -> list[Pixels]:
    """The pre-filled form as a practice gets it out of its machine."""
    with pypdfium2.PdfDocument(prefilled_form(letter, FORM, LIBRARY)) as pdf:
        drawn = [page.render(scale=204 / 72, grayscale=True).to_numpy() for page in pdf]
    return [faxed(np.asarray(page, np.uint8).reshape(page.shape[:2]), scale=0.98) for page in drawn]


def classified(pixels: Pixels, number: int = 1) -> ClassifiedPage:
    page = image(pixels).model_copy(update={"number": number})
    return classify_page(page, pixels, LIBRARY, lambda _: "")


@pytest.mark.parametrize("page", [1, 2])
def test_a_returned_page_names_the_letter_it_was_sent_with(page: int) -> None:
    found = classified(pages()[page - 1])
    assert (found.best.form, found.best.form_page, found.reply_to) == (PREF, page, REFERENCE)


def test_a_page_fed_upside_down_names_it_too() -> None:
    assert classified(np.rot90(pages()[0], 2).copy()).reply_to == REFERENCE


def test_a_code_cut_from_another_page_names_nothing() -> None:
    first, second = pages()
    first[:200] = second[:200]
    assert classified(first).reply_to == ""


def test_a_form_without_a_code_answers_no_letter() -> None:
    assert classified(faxed(LIBRARY.blank(PREF, 1))).reply_to == ""


def test_pages_of_two_letters_are_for_a_person() -> None:
    other = DEFICIENCY.model_copy(update={"reference": "L-0000000000"})
    both = (pages()[0], pages(other)[1])
    seen = tuple(classified(pixels, number) for number, pixels in enumerate(both, start=1))
    images = tuple(
        image(pixels).model_copy(update={"number": number}) for number, pixels in enumerate(both, start=1)
    )
    (document,) = assemble(PageSet(fax="0" * 64, pages=images, whole=True), seen, LIBRARY)
    assert (document.reply_to, document.doubts) == ("", ("replies to two letters",))


def test_what_we_printed_on_the_form_is_neither_a_note_in_its_margin_nor_writing_in_its_fields() -> None:
    received = dict(enumerate(pages(), start=1))

    images = tuple(image(pixels).model_copy(update={"number": number}) for number, pixels in received.items())
    page_set = PageSet(fax="0" * 64, pages=images, whole=True)
    seen = tuple(classified(pixels, number) for number, pixels in received.items())
    (document,) = assemble(page_set, seen, LIBRARY)
    reader = TextReader(Engines(first=ScriptedEngine(["A"] * 40), second=None), dt.date(2026, 11, 30))
    reading = read_document(
        document, page_set, lambda page: received[page.number], FORM, LIBRARY, reader
    ).reading
    assert document.reply_to == REFERENCE
    assert reading.margin_notes == ()
    for item in DEFICIENCY.missing:
        assert reading.of(item.field).state is ReadState.BLANK, item.field
    assert reading.value("specialty") == "lipidology"
    assert reading.of("npi").state is not ReadState.BLANK


def test_a_returned_form_is_linked_with_its_letter_when_it_is_decided(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session:
        put_letter(session, DEFICIENCY, MOMENT)
    decide(registry_engine, with_document(perfect(PRESCRIPTION_AUTHORIZATION), reply_to=REFERENCE))
    with writing(registry_engine) as session:
        assert replies(session, REFERENCE) == ((digest_of("one"), 1),)


def test_a_reference_we_never_gave_links_nothing(registry_engine: sa.Engine) -> None:
    decide(registry_engine, with_document(perfect(PRESCRIPTION_AUTHORIZATION), reply_to="L-1111111111"))
    with writing(registry_engine) as session:
        assert replies(session, "L-1111111111") == ()
