"""The code on a page of ours: which form, edition and page it names, and whether a blank prints it."""

from typing import NamedTuple

from documents import BadFormFile, FormRef, Turn
from extractors.features import Pixels
from forms.definition import FormDefinition
from forms.library import FormLibrary
from ocr.page_code import page_codes


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


def check_codes(form: FormDefinition, library: FormLibrary) -> None:
    """Refuse a blank without the codes its form.toml names; BadFormFile names the blank and the code."""
    for page, wanted in enumerate(form.codes, start=1):
        if wanted not in [code.text for code in page_codes(library.blank(form.ref, page))]:
            blank = library.blank_path(form.ref)
            raise BadFormFile(f"{blank}: codes: {wanted} cannot be read on page {page}")
