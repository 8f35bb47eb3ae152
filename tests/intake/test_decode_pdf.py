"""A fax inside a PDF comes out dot for dot; a born-digital page brings its words and values."""

import io

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps
from PIL.Image import Transpose
from reportlab.pdfgen.canvas import Canvas

from documents import FormRef, PageOrigin
from forms.library import load_forms
from tests.intake.makers import STANDARD, decoded, group4, page, pdf_of, same, saved, shown

G4 = {"/K": -1}


def test_pillows_wrap_comes_out_dot_for_dot() -> None:
    file = io.BytesIO()
    page().save(file, "PDF")
    pages = decoded(file.getvalue())
    first = pages.page_set.pages[0]
    assert same(page(), pages)
    assert (first.origin, first.x_dpi, first.y_dpi) == (PageOrigin.NATIVE, 204, 98)


@pytest.mark.parametrize(
    ("inverted", "settings", "mask", "decode"),
    [
        (False, {"/K": -1}, False, None),
        (False, {"/K": -1, "/BlackIs1": False}, False, None),
        (True, {"/K": -1, "/BlackIs1": True}, False, None),
        (True, {"/K": -1}, False, (1, 0)),
        (False, {"/K": -1}, True, None),
        (True, {"/K": -1}, True, (1, 0)),
        (False, {"/K": -1, "/BlackIs1": True}, True, (1, 0)),
    ],
)
def test_every_polarity_comes_out_dot_for_dot(
    inverted: bool,  # noqa: FBT001
    settings: dict[str, object],
    mask: bool,  # noqa: FBT001
    decode: tuple[int, int] | None,
) -> None:
    image = ImageOps.invert(page()) if inverted else page()
    pages = decoded(pdf_of(group4(image), settings, mask=mask, decode=decode))
    assert pages.page_set.pages[0].origin is PageOrigin.NATIVE
    assert same(page(), pages)


@pytest.mark.parametrize(
    ("matrix", "turn"),
    [
        ((612, 0, 0, 792, 0, 0), None),
        ((-612, 0, 0, 792, 612, 0), Transpose.FLIP_LEFT_RIGHT),
        ((612, 0, 0, -792, 0, 792), Transpose.FLIP_TOP_BOTTOM),
        ((-612, 0, 0, -792, 612, 792), Transpose.ROTATE_180),
        ((0, 792, -612, 0, 612, 0), Transpose.ROTATE_90),
        ((0, -792, 612, 0, 0, 792), Transpose.ROTATE_270),
    ],
)
def test_flips_and_turns_by_matrix_are_applied(matrix: tuple[float, ...], turn: Transpose | None) -> None:
    expected = page() if turn is None else page().transpose(turn)
    pages = decoded(pdf_of(group4(page()), G4, matrix=matrix))
    assert pages.page_set.pages[0].origin is PageOrigin.NATIVE
    assert same(expected, pages)


@pytest.mark.parametrize(
    ("rotate", "turn"),
    [(90, Transpose.ROTATE_270), (180, Transpose.ROTATE_180), (270, Transpose.ROTATE_90)],
)
def test_page_rotation_is_applied(rotate: int, turn: Transpose) -> None:
    pages = decoded(pdf_of(group4(page()), G4, rotate=rotate))
    first = pages.page_set.pages[0]
    assert same(page().transpose(turn), pages)
    assert (first.x_dpi, first.y_dpi) == ((204, 98) if rotate == 180 else (98, 204))


def test_damage_inside_a_wrap_is_counted() -> None:
    strip = bytearray(group4(page()))
    strip[len(strip) // 2 : len(strip) // 2 + 64] = bytes(64)
    first = decoded(pdf_of(bytes(strip), G4)).page_set.pages[0]
    assert first.bad_rows > 0


def test_an_image_with_a_stamp_over_it_is_drawn() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(group4(page()), G4))) as document:
        stamped = document.pages[0]
        stamped.contents_add(b"q 0 0 0 rg 20 20 200 30 re f Q")
        pages = decoded(saved(document))
    first = pages.page_set.pages[0]
    assert (first.origin, first.width, first.height) == (PageOrigin.RENDERED, 1734, 2244)
    assert not shown(pages)[-100, 100]


def test_a_born_digital_page_brings_its_words_and_values() -> None:
    pages = decoded(_filled())
    first = pages.page_set.pages[0]
    assert first.origin is PageOrigin.DIGITAL
    assert first.digital is not None
    values = {value.name: value.value for value in first.digital.values}
    assert values["patient_last_name"] == "Testcase"
    assert values["attest_hofh.yes"]
    assert {"KYNAMRO®", "Prescriber"} <= {word.text for word in first.digital.words}


def test_the_picture_shows_the_form_values() -> None:
    blank = decoded(load_forms().blank_path(FORM).read_bytes())
    assert np.count_nonzero(shown(blank) != shown(decoded(_filled()))) > 200


FORM = FormRef(form="prescription_authorization", edition="2017-10")


def _filled() -> bytes:
    with pikepdf.open(load_forms().blank_path(FORM)) as document:
        for field in document.Root.AcroForm.Fields:
            name = str(field.T)
            if name == "patient_last_name":
                field.V = pikepdf.String("Testcase")
            if name.startswith("attest_hofh"):
                for widget in [field, *field.get("/Kids", [])]:
                    if "/AP" in widget:
                        on = next(key for key in widget.AP.N if key != "/Off")
                        field.V = widget.AS = pikepdf.Name(on)
        document.Root.AcroForm.NeedAppearances = True
        return saved(document)


def test_words_lie_where_the_page_shows_them() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, 792))
    canvas.drawString(306, 396, "Middle")
    canvas.save()
    first = decoded(file.getvalue()).page_set.pages[0]
    assert first.digital is not None
    word = first.digital.words[0]
    assert (word.text, round(word.box.left, 2)) == ("Middle", 0.5)
    assert word.box.top < 0.5 < word.box.bottom + 0.01


def test_a_huge_page_is_drawn_smaller_before_it_is_refused() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(3000, 3000))
    canvas.drawString(100, 100, "Testcase")
    canvas.save()
    pages = decoded(file.getvalue())
    assert 100 <= pages.page_set.pages[0].x_dpi < 204
    assert any("lower resolution" in note for note in pages.page_set.notes)


def test_a_grey_scan_is_drawn() -> None:
    document = pypdfium2.PdfDocument.new()
    made = document.new_page(612, 792)
    image = pypdfium2.PdfImage.new(document)
    bitmap = pypdfium2.PdfBitmap.from_pil(Image.new("L", STANDARD, 200))
    image.set_bitmap(bitmap)
    image.set_matrix(pypdfium2.PdfMatrix().scale(612, 792))
    made.insert_obj(image)
    made.gen_content()
    file = io.BytesIO()
    document.save(file)
    document.close()
    first = decoded(file.getvalue()).page_set.pages[0]
    assert first.origin is PageOrigin.RENDERED
