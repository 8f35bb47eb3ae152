"""The five form editions carry their fields, and their blanks are fit to be written on and read."""

import datetime as dt

import numpy as np
import pdfplumber
import pypdfium2
import pytest

from documents import FormRef, NoSuchThing, Outcome
from forms import (
    FORMS_FOLDER,
    MARKED_KINDS,
    FieldDefinition,
    FieldKind,
    FormDefinition,
    Need,
    check_anchors,
    check_rules,
    load_forms,
)
from forms.blank import BLANK_SHAPE
from forms.comb import LEAST_CELL, place_boxes
from forms.form_file import read_form_file
from forms.geometry import read_geometry
from forms.press import press
from tests.forms.expected_fields import FIELDS, OPTIONS
from validators import RULES
from validators import check_rules as check_essential_rules

LIBRARY = load_forms()
FORMS = pytest.mark.parametrize("form", list(LIBRARY), ids=lambda form: str(form.ref))
PRESCRIBER = FormRef(form="prescriber_enrollment", edition="2017-10")
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


def said(field: FieldDefinition) -> str:
    sign = {Need.REQUIRED: "*", Need.CONDITIONAL: "?", Need.OPTIONAL: ""}[field.need]
    return f"{field.name}:{field.kind}{sign}{'!' if field.critical else ''}"


def test_there_are_nine_editions_newest_first_within_a_form() -> None:
    assert [str(form.ref) for form in LIBRARY] == [
        "patient_acknowledgment/2026-11",
        "patient_acknowledgment/2017-10",
        "pharmacy_enrollment/2026-11",
        "pharmacy_enrollment/2017-10",
        "prescriber_enrollment/2026-11",
        "prescriber_enrollment/2017-10",
        "prescriber_enrollment/2015-07",
        "prescription_authorization/2026-11",
        "prescription_authorization/2017-10",
    ]
    assert LIBRARY.newest("prescriber_enrollment").ref.edition == "2026-11"


@FORMS
def test_a_form_has_exactly_the_fields_it_must_have(form: FormDefinition) -> None:
    assert sorted(said(field) for field in form.fields) == sorted(FIELDS[str(form.ref)].split())


@FORMS
def test_choices_have_their_options_in_printed_order(form: FormDefinition) -> None:
    for field in form.fields:
        names = " ".join(option.name for option in field.options)
        if field.kind is FieldKind.TICK:
            assert names == "yes"
        else:
            assert names == OPTIONS.get(f"{form.ref.form}.{field.name}", "")


@FORMS
def test_a_conditional_field_says_its_condition_or_leaves_it_to_a_rule(form: FormDefinition) -> None:
    for field in form.fields:
        by_condition = field.name.endswith("_other") or field.name == "license_state"
        assert (field.required_when is not None) == by_condition
        if by_condition:
            assert field.need is Need.CONDITIONAL


@FORMS
def test_every_attestation_prints_what_it_agrees_to(form: FormDefinition) -> None:
    for field in form.fields:
        assert bool(field.statement) == (field.kind is FieldKind.TICK and field.name != "ship_same")


@FORMS
def test_a_signature_names_who_signs(form: FormDefinition) -> None:
    for field in form.fields:
        if field.kind is FieldKind.SIGNATURE:
            assert field.role == field.name.removesuffix("_signature")


def test_editions_follow_each_other_without_a_gap() -> None:
    old = LIBRARY.get(FormRef(form="prescriber_enrollment", edition="2015-07"))
    new = LIBRARY.get(PRESCRIBER)
    assert old.current_until is not None
    assert old.current_until + dt.timedelta(days=1) == new.current_from


def test_the_editions_of_2017_stay_in_use_beside_the_capture_edition() -> None:
    for form in LIBRARY:
        assert (form.current_until is None) == (form.ref.edition != "2015-07")
    assert LIBRARY.newest("prescriber_enrollment").current_from == dt.date(2026, 11, 1)


def test_each_form_grants_its_own_outcome() -> None:
    assert {form.ref.form: form.grants for form in LIBRARY} == {
        "prescriber_enrollment": Outcome.CERTIFY,
        "pharmacy_enrollment": Outcome.CERTIFY,
        "patient_acknowledgment": Outcome.ENROLL,
        "prescription_authorization": Outcome.AUTHORIZE,
    }


@FORMS
def test_every_rule_of_a_form_exists_and_none_it_needs_is_absent(form: FormDefinition) -> None:
    check_rules(form, RULES, LIBRARY.blank_path(form.ref).parent)
    check_essential_rules(form)


@FORMS
def test_anchors_are_printed_on_their_pages(form: FormDefinition) -> None:
    check_anchors(form, LIBRARY.blank_path(form.ref))


def test_no_two_pages_share_all_their_anchors() -> None:
    pages = [frozenset(anchors) for form in LIBRARY for anchors in form.anchors]
    assert len(set(pages)) == len(pages)


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


def test_the_two_prescriber_editions_are_laid_out_differently() -> None:
    new = LIBRARY.get(PRESCRIBER)
    old = LIBRARY.get(FormRef(form="prescriber_enrollment", edition="2015-07"))
    shared = [field.name for field in new.fields if old.has(field.name)]
    assert [name for name in shared if new.field(name).page == 1] != [
        field.name for field in old.fields if field.name in shared
    ]
    moved = [name for name in shared if new.field(name).box.overlap(old.field(name).box) == 0]
    assert len(moved) > len(shared) / 2


def test_an_unknown_form_or_page_is_named() -> None:
    with pytest.raises(NoSuchThing, match="prescriber_enrollment/1999-01"):
        LIBRARY.get(FormRef(form="prescriber_enrollment", edition="1999-01"))
    with pytest.raises(NoSuchThing, match="no page 3"):
        LIBRARY.blank(LIBRARY.newest("prescriber_enrollment").ref, 3)
    with pytest.raises(NoSuchThing, match="wholesaler"):
        LIBRARY.newest("wholesaler")


@FORMS
def test_the_documentation_lists_every_field_and_kind(form: FormDefinition) -> None:
    text = (FORMS_FOLDER.parent / "docs" / "forms.md").read_text(encoding="utf-8")
    heading = f"`{form.ref.form}` {form.ref.edition} ({form.form_id}"
    part = text.partition(heading)[2].partition("\n### ")[0]
    assert [field.name for field in form.fields if f"`{field.name}` " not in part] == []
    assert [kind for kind in FieldKind if f"`{kind}`" not in text] == []
