"""A form printed with what is known already, marks at what is missing, and a code that knows its return."""

import io

import pikepdf

from documents import Letter
from forms.definition import MARKED_KINDS, FieldDefinition, FieldKind, FormDefinition
from forms.library import FormLibrary
from forms.press.paper import BOLD, HEIGHT, WIDTH, Paper, text_width
from forms.press.typed import INDENT, RISE, SIZE, comb_places, fitting_size
from forms.reply import CODE_BOX, NOTE_BOX, reply_text
from letters.words import printable
from ocr.page_code import matrix_modules

_MARK, _MARK_GAP, _MARGIN = 6.0, 2.2, 30.0
_NOTE_SIZE = 8.8


def prefilled_form(letter: Letter, form: FormDefinition, library: FormLibrary) -> bytes:
    """The blank of a form as PDF with the letter's values, marks and codes, to be completed on paper."""
    overlay = _overlay(letter, form)
    written = io.BytesIO()
    with (
        pikepdf.open(library.blank_path(form.ref)) as pdf,
        pikepdf.open(io.BytesIO(overlay)) as above,
    ):
        if "/AcroForm" in pdf.Root:
            del pdf.Root["/AcroForm"]
        for page, layer in zip(pdf.pages, above.pages, strict=True):
            if "/Annots" in page:
                del page["/Annots"]
            _lay_over(pdf, page, layer)
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _lay_over(pdf: pikepdf.Pdf, page: pikepdf.Page, layer: pikepdf.Page) -> None:
    """Print one page on another; `add_overlay` would give what it adds a random name."""
    drawn = pdf.copy_foreign(layer.as_form_xobject())
    name = page.add_resource(drawn, pikepdf.Name.XObject, pikepdf.Name.Letter)
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q q {name} Do Q".encode())


def _overlay(letter: Letter, form: FormDefinition) -> bytes:
    paper = Paper(form.title, letter.reference)
    missing = {item.field for item in letter.missing}
    values = {filled.field: printable(filled.value) for filled in letter.filled}
    for page in range(1, form.page_count + 1):
        if page > 1:
            paper.next_page()
        _stamp(paper, letter.reference, form, page)
        for field in form.on_page(page):
            if field.name in missing:
                _mark(paper, field)
            elif field.name in values:
                _fill(paper, field, values[field.name])
    return paper.finished()


def _stamp(paper: Paper, reference: str, form: FormDefinition, page: int) -> None:
    """The code and the line that says what to do, where no blank prints anything."""
    box = (CODE_BOX.left * WIDTH, CODE_BOX.top * HEIGHT, CODE_BOX.right * WIDTH, CODE_BOX.bottom * HEIGHT)
    paper.matrix(box, matrix_modules(reply_text(reference, form, page)))
    left, bottom = NOTE_BOX.left * WIDTH + 5, NOTE_BOX.bottom * HEIGHT - 4.5
    text = f"Our reference {reference}. Complete what is marked "
    paper.text(left, bottom, text, _NOTE_SIZE, BOLD)
    left += text_width(text, _NOTE_SIZE, BOLD)
    paper.square(left, bottom - _MARK, _MARK)
    paper.text(left + _MARK + 2, bottom, ", tick, sign, date anew.", _NOTE_SIZE, BOLD)


def _mark(paper: Paper, field: FieldDefinition) -> None:
    """A black square before the field; in the margin before boxes, where nothing may come near them."""
    middle = (field.box.top + field.box.bottom) / 2 * HEIGHT
    left = _MARGIN if field.kind in MARKED_KINDS else field.box.left * WIDTH - _MARK - _MARK_GAP
    paper.square(left, middle - _MARK / 2, _MARK)


def _fill(paper: Paper, field: FieldDefinition, value: str) -> None:
    if field.kind in MARKED_KINDS:
        for option in field.options:
            if option.name in value.split(","):
                size = option.box.height * HEIGHT * 0.95
                middle = (option.box.left + option.box.right) / 2 * WIDTH
                y = (option.box.top + option.box.bottom) / 2 * HEIGHT + size * 0.36
                paper.text_centered(middle, y, "X", size, BOLD)
        return
    left, width = field.box.left * WIDTH, field.box.width * WIDTH
    baseline = field.box.bottom * HEIGHT - RISE
    text = _as_people_write(field, value)
    size = SIZE if field.comb else fitting_size(text, width)
    places = comb_places(text, field.comb, width) if field.comb else [(text, INDENT)]
    for shown, x in places:
        paper.text(left + x, baseline, shown, size)


def _as_people_write(field: FieldDefinition, value: str) -> str:
    """Normal form to what is written on paper: `1971-03-04` to `03/04/1971`, ten digits to a phone number."""
    if field.kind is FieldKind.DATE:
        year, month, day = value.split("-")
        return f"{month}/{day}/{year}"
    if field.kind is FieldKind.PHONE:
        return f"{value[:3]}-{value[3:6]}-{value[6:]}"
    return value
