"""A letter on paper: its own pages, and the pre-filled form where one goes with it."""

import io

import pikepdf

from documents import Letter
from forms.library import FormLibrary
from letters.prefilled import prefilled_form
from letters.sheet import letter_pages
from letters.words import words_of


def printed(letter: Letter, library: FormLibrary) -> bytes:
    """The letter as PDF; the same letter always gives the same bytes."""
    words = words_of(letter, library)
    if not letter.missing or letter.form is None:
        return letter_pages(words, letter.reference, 0)
    form = library.get(letter.form)
    written = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(letter_pages(words, letter.reference, form.page_count))) as pdf,
        pikepdf.open(io.BytesIO(prefilled_form(letter, form, library))) as enclosed,
    ):
        pdf.pages.extend(enclosed.pages)
        pdf.save(written, deterministic_id=True)
    return written.getvalue()
