"""The blanks of all editions are fit to be written on, faxed and read."""

import numpy as np
import pdfplumber
import pypdfium2
import pytest

from forms import MARKED_KINDS, FieldKind, FormDefinition, load_forms
from forms.blank import BLANK_SHAPE
from forms.comb import LEAST_CELL, place_boxes
from forms.form_file import read_form_file
from forms.geometry import read_geometry
from forms.press import press

LIBRARY = load_forms()
FORMS = pytest.mark.parametrize("form", list(LIBRARY), ids=lambda form: str(form.ref))
WIDTH_INCHES, HEIGHT_INCHES = 8.5, 11.0
BOX_SIDES = {"2015-07": (0.132, 0.132), "2017-10": (0.132, 0.132), "2026-11": (0.16, 0.18)}
LEAST_WIDTHS = {
    FieldKind.NPI: 1.6,
    FieldKind.NAME: 1.8,
    FieldKind.ADDRESS: 1.3,
    FieldKind.SIGNATURE: 2.6,
    FieldKind.PHONE: 1.4,
    FieldKind.DATE: 1.2,
}


@FORMS
def test_zones_are_large_enough_for_a_hand(form: FormDefinition) -> None:
    for field in form.fields:
        least, most = BOX_SIDES[form.ref.edition]
        for box in [option.box for option in field.options]:
            assert least - 0.005 < box.width * WIDTH_INCHES < most + 0.005
            assert box.height * HEIGHT_INCHES == pytest.approx(box.width * WIDTH_INCHES, abs=0.005)
        if field.kind in MARKED_KINDS:
            continue
        least_height = 0.38 if field.kind is FieldKind.SIGNATURE else 0.26
        assert field.box.height * HEIGHT_INCHES >= least_height - 1e-6, field.name
        if field.comb:
            assert all(box.width * WIDTH_INCHES >= LEAST_CELL for box in place_boxes(field)), field.name
            continue
        assert field.box.width * WIDTH_INCHES >= LEAST_WIDTHS.get(field.kind, 0.4), field.name
        if field.name.endswith("address_1"):
            assert field.box.width * WIDTH_INCHES >= 3.5


@FORMS
def test_no_printed_letter_stands_in_a_zone(form: FormDefinition) -> None:
    geometry = read_geometry(LIBRARY.blank_path(form.ref).parent)
    separators = {field.name: field.comb.replace("#", "") for field in form.fields}
    with pdfplumber.open(LIBRARY.blank_path(form.ref)) as pdf:
        for zone in geometry.zones:
            page = pdf.pages[zone.page - 1]
            left, right = zone.box.left * float(page.width), zone.box.right * float(page.width)
            top, bottom = zone.box.top * float(page.height), zone.box.bottom * float(page.height)
            inside = [
                letter["text"]
                for letter in page.chars
                if letter["text"].strip()
                and letter["text"] not in separators.get(zone.name, "")
                and left < (letter["x0"] + letter["x1"]) / 2 < right
                and top < (letter["top"] + letter["bottom"]) / 2 < bottom
            ]
            assert not inside, zone.name


@FORMS
def test_labels_are_legible_after_a_standard_fax(form: FormDefinition) -> None:
    with pdfplumber.open(LIBRARY.blank_path(form.ref)) as pdf:
        assert min(letter["size"] for page in pdf.pages for letter in page.chars) >= 7.5


@FORMS
def test_every_page_prints_form_revision_page_number_and_fax_back_number(form: FormDefinition) -> None:
    year, month = form.ref.edition.split("-")
    with pdfplumber.open(LIBRARY.blank_path(form.ref)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            text = page.extract_text()
            assert f"{form.form_id} Rev. {month}/{year}" in text
            assert f"Page {number} of {form.page_count}" in text
            assert "1-877-778-9008" in text
            assert form.title in text


@FORMS
def test_the_committed_blank_is_what_the_press_prints(form: FormDefinition) -> None:
    blank = LIBRARY.blank_path(form.ref)
    written = read_form_file(blank.parent)
    assert written.print is None or press(written) == blank.read_bytes()


@FORMS
def test_the_fillable_fields_show_nothing_until_filled(form: FormDefinition) -> None:
    with pypdfium2.PdfDocument(LIBRARY.blank_path(form.ref)) as pdf:
        pdf.init_forms()
        for number in range(1, form.page_count + 1):
            shown = pdf[number - 1].render(scale=204 / 72, grayscale=True)
            pixels = shown.to_numpy().reshape(shown.height, shown.width)
            assert np.array_equal(pixels, LIBRARY.blank(form.ref, number))


@FORMS
def test_a_blank_is_a_letter_page_at_204_dpi_rendered_once(form: FormDefinition) -> None:
    blank = LIBRARY.blank(form.ref, 1)
    assert blank.shape == BLANK_SHAPE
    assert blank.dtype == np.uint8
    assert blank.max() == 255
    assert blank.min() < 40
    assert not blank.flags.writeable
    assert LIBRARY.blank(form.ref, 1) is blank


@FORMS
def test_a_box_outline_is_printed_around_every_option(form: FormDefinition) -> None:
    for field in form.fields:
        for option in field.options:
            left, top, right, bottom = option.box.pixels(BLANK_SHAPE[1], BLANK_SHAPE[0])
            blank = LIBRARY.blank(form.ref, field.page)
            middle_row, middle_column = (top + bottom) // 2, (left + right) // 2
            assert blank[middle_row, left - 2 : left + 3].min() < 128
            assert blank[middle_row, right - 3 : right + 3].min() < 128
            assert blank[top - 2 : top + 3, middle_column].min() < 128
            assert blank[bottom - 3 : bottom + 3, middle_column].min() < 128
            assert blank[top + 5 : bottom - 5, left + 5 : right - 5].min() == 255
