"""The codes on a page of ours: the form, edition and page it names, and the letter it was sent with."""

from typing import NamedTuple

from documents import BadFormFile, FormRef, Turn
from extractors.features import Pixels
from forms.definition import FormDefinition
from forms.library import FormLibrary
from forms.reply import reply_of, short_name
from ocr.page_code import matrix_codes, page_codes

_REPLY_DEPTH = 0.15
"""The part of a page, from its top, in which a letter's code may be found after feeding and shrinking."""


class CodedPage(NamedTuple):
    """What the code on a page says; `ref` is None when it is ours but names no page we know, or two pages."""

    ref: FormRef | None
    page: int
    turn: Turn


def coded_page(pixels: Pixels, library: FormLibrary) -> CodedPage | None:
    """What our code on a page as received says; None when there is none. Codes of others do not count."""
    known = {code: (form.ref, page) for form in library for page, code in enumerate(form.codes, start=1)}
    starts = tuple({form.form_id for form in library if form.codes})
    ours = {code for code in page_codes(pixels) if code.text in known or code.text.startswith(starts)}
    if not ours:
        return None
    code, *others = ours
    if others or code.text not in known:
        return CodedPage(None, 0, code.turn)
    ref, page = known[code.text]
    return CodedPage(ref, page, code.turn)


def reply_on(upright: Pixels, form: FormDefinition, page: int) -> str:
    """The reference of the letter that an upright page of a form was sent with; empty when it names none.

    A code that was printed for another form or page does not count, nor do two that differ.
    """
    top = upright[: round(_REPLY_DEPTH * upright.shape[0])]
    found = {reply_of(text) for text in matrix_codes(top)}
    named = {reply.reference for reply in found if reply and reply[1:] == (short_name(form), page)}
    return named.pop() if len(named) == 1 else ""


def check_codes(form: FormDefinition, library: FormLibrary) -> None:
    """Refuse a blank without the codes its form.toml names; BadFormFile names the blank and the code."""
    for page, wanted in enumerate(form.codes, start=1):
        if wanted not in [code.text for code in page_codes(library.blank(form.ref, page))]:
            blank = library.blank_path(form.ref)
            raise BadFormFile(f"{blank}: codes: {wanted} cannot be read on page {page}")
