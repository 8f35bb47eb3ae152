"""Forms filled in on a computer and never faxed: as fillable fields, or as text printed on the page."""

import io
from pathlib import Path

import numpy as np
import pikepdf
from numpy.typing import NDArray
from reportlab.pdfgen.canvas import Canvas

from documents import Box
from forms.definition import FieldDefinition, FormDefinition
from forms.press.typed import INDENT, RISE, SIZE, comb_places, fitting_size
from samples.draw import blank_page, draw_page
from samples.filled import FilledField, FilledForm

_FONT = "Helvetica"
_INK_DPI = 300
_UNWRITTEN = {"written": "", "marks": (), "signature": None}


def fill_fields(filled: FilledForm, form: FormDefinition, blank_pdf: Path) -> bytes:
    """The blank with its fillable fields filled in and given an appearance; signatures are pictures."""
    content = {field.name: what for field, what in zip(form.fields, filled.fields, strict=True)}
    with pikepdf.open(blank_pdf) as pdf:
        for page in pdf.pages:
            for widget in page.get("/Annots", pikepdf.Array()):
                name, _, option = str(widget["/T"]).partition(".")
                if option:
                    _tick(widget, option, content[name])
                elif content[name].written and content[name].signature is None:
                    _write(pdf, widget, content[name].written, form.field(name).comb)
        _sign(pdf, filled, form, blank_pdf)
        return _saved(pdf)


def print_text(filled: FilledForm, form: FormDefinition, blank_pdf: Path) -> bytes:
    """The blank without fillable fields, the values printed on it as text; signatures are pictures."""
    with pikepdf.open(blank_pdf) as pdf:
        del pdf.Root["/AcroForm"]
        for number, page in enumerate(pdf.pages, start=1):
            if "/Annots" in page:
                del page["/Annots"]
            with pikepdf.open(io.BytesIO(_text_layer(filled, form, number, _size(page)))) as layer:
                text = pdf.copy_foreign(layer.pages[0].as_form_xobject())
            _lay_over(page, text, "Text", "q {name} Do Q")
        _sign(pdf, filled, form, blank_pdf)
        return _saved(pdf)


def _tick(widget: pikepdf.Object, option: str, content: FilledField) -> None:
    if any(mark.option == option for mark in content.marks):
        widget["/V"] = pikepdf.Name.Yes
        widget["/AS"] = pikepdf.Name.Yes


def _write(pdf: pikepdf.Pdf, widget: pikepdf.Object, text: str, comb: str) -> None:
    left, bottom, right, top = (float(edge) for edge in widget["/Rect"].as_list())
    width, height = right - left, top - bottom
    drawn, size, at = "", SIZE if comb else fitting_size(text, width), 0.0
    for shown, x in comb_places(text, comb, width) if comb else [(text, INDENT)]:
        escaped = shown.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        drawn += f" {x - at:g} {0 if at else RISE:g} Td ({escaped}) Tj"
        at = x
    drawing = f"/Tx BMC q 0 g BT /Helv {size:g} Tf{drawn} ET Q EMC"
    appearance = pdf.make_stream(drawing.encode("cp1252"))
    appearance.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=pikepdf.Dictionary(Font=pdf.Root["/AcroForm"]["/DR"]["/Font"]),
    )
    widget["/V"] = pikepdf.String(text)
    widget["/AP"] = pikepdf.Dictionary(N=appearance)


def _text_layer(filled: FilledForm, form: FormDefinition, page: int, size: tuple[float, float]) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=size, invariant=1)
    for field, content in zip(form.fields, filled.fields, strict=True):
        if field.page == page and content.signature is None:
            _print_field(canvas, field, content, size)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _print_field(
    canvas: Canvas, field: FieldDefinition, content: FilledField, page: tuple[float, float]
) -> None:
    width, height = page
    for mark in content.marks:
        box = next(option.box for option in field.options if option.name == mark.option)
        size = box.height * height * 0.95
        middle = (box.left + box.right) / 2 * width
        canvas.setFont(f"{_FONT}-Bold", size)
        canvas.drawCentredString(middle, height * (1 - (box.top + box.bottom) / 2) - size * 0.36, "X")
    if content.written and not content.marks:
        zone, left = field.box.width * width, field.box.left * width
        canvas.setFont(_FONT, SIZE if field.comb else fitting_size(content.written, zone))
        parts = comb_places(content.written, field.comb, zone) if field.comb else [(content.written, INDENT)]
        for shown, x in parts:
            canvas.drawString(left + x, height * (1 - field.box.bottom) + RISE, shown)


def _sign(pdf: pikepdf.Pdf, filled: FilledForm, form: FormDefinition, blank_pdf: Path) -> None:
    for field, content in zip(form.fields, filled.fields, strict=True):
        if content.signature is not None:
            ink = _ink_of(field.name, filled, form, blank_pdf)
            _stamp(pdf, field, ink)


def _ink_of(name: str, filled: FilledForm, form: FormDefinition, blank_pdf: Path) -> NDArray[np.bool_]:
    """Where the pen of that one field left ink on its page."""
    page = form.field(name).page
    kept = tuple(
        content if field.name == name else content.model_copy(update=_UNWRITTEN)
        for field, content in zip(form.fields, filled.fields, strict=True)
    )
    alone = filled.model_copy(update={"fields": kept, "note": ""})
    drawn = draw_page(alone, form, blank_pdf, page, _INK_DPI)
    ink: NDArray[np.bool_] = (drawn < 160) & (drawn != blank_page(blank_pdf, page, _INK_DPI))
    return ink


def _stamp(pdf: pikepdf.Pdf, field: FieldDefinition, ink: NDArray[np.bool_]) -> None:
    """Lay the inked part of a page over it as a stencil in dark blue."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return
    cut = Box(
        left=columns[0] / ink.shape[1],
        top=rows[0] / ink.shape[0],
        right=(columns[-1] + 1) / ink.shape[1],
        bottom=(rows[-1] + 1) / ink.shape[0],
    )
    stencil = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    image = pdf.make_stream(np.packbits(~stencil, axis=1).tobytes())
    image.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=stencil.shape[1],
        Height=stencil.shape[0],
        ImageMask=True,
        BitsPerComponent=1,
    )
    page = pdf.pages[field.page - 1]
    width, height = _size(page)
    place = f"{cut.width * width:.3f} 0 0 {cut.height * height:.3f} {cut.left * width:.3f}"
    drawing = f"q 0.05 0.08 0.35 rg {place} {(1 - cut.bottom) * height:.3f} cm {{name}} Do Q"
    _lay_over(page, image, f"Ink{field.name}", drawing)


def _size(page: pikepdf.Page) -> tuple[float, float]:
    _, _, width, height = (float(edge) for edge in page.mediabox.as_list())
    return width, height


def _lay_over(page: pikepdf.Page, drawn: pikepdf.Object, name: str, drawing: str) -> None:
    """Add a form or image to a page, over what is there; `{name}` in the drawing is its name."""
    added = page.add_resource(drawn, pikepdf.Name.XObject, pikepdf.Name(f"/{name}"))
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q {drawing.format(name=added)}".encode())


def _saved(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True, compress_streams=True)
    return written.getvalue()
