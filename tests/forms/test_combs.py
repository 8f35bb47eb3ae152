"""Combs: what is written in their cells, where the cells lie, and what makes a comb unfit."""

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import FieldKind, FormDefinition, load_forms
from forms.blank import BLANK_SHAPE
from forms.comb import COMB_CELLS, cells_of, place_boxes, with_separators, without_separators
from forms.geometry import read_geometry

LIBRARY = load_forms()
CAPTURE = [form for form in LIBRARY if form.codes]
FORMS = pytest.mark.parametrize("form", CAPTURE, ids=lambda form: str(form.ref))
COMBS = sorted({field.comb for form in CAPTURE for field in form.fields if field.comb})


@pytest.mark.parametrize("comb", COMBS)
@given(data=st.data())
def test_what_stands_in_the_cells_comes_back_from_the_text(comb: str, data: st.DataObject) -> None:
    most = len(cells_of(comb))
    characters = data.draw(st.text("0123456789AB", max_size=most))
    assert without_separators(comb, with_separators(comb, characters)) == characters


def test_separators_stand_between_characters_and_not_after_the_last() -> None:
    assert with_separators("##/##/####", "10252017") == "10/25/2017"
    assert with_separators("#####-####", "02139") == "02139"
    assert with_separators("#####-####", "021394307") == "02139-4307"


def test_characters_stay_in_the_cells_they_are_written_in() -> None:
    assert with_separators("##/##/####", "742018", (1, 4, 6, 7, 8, 9)) == "7/4/2018"


def test_more_characters_than_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="3 characters"):
        with_separators("##", "123")


@FORMS
def test_numbers_codes_and_dates_of_the_capture_edition_have_combs(form: FormDefinition) -> None:
    for field in form.fields:
        assert bool(field.comb) == (field.kind in COMB_CELLS and field.kind is not FieldKind.INITIAL), (
            field.name
        )


@FORMS
def test_fields_options_and_rules_are_those_of_2017(form: FormDefinition) -> None:
    old = LIBRARY.get(form.ref.model_copy(update={"edition": "2017-10"}))
    assert (form.rules, form.grants, form.page_count) == (old.rules, old.grants, old.page_count)

    def meaning(of: FormDefinition) -> dict[str, object]:
        kept = {"label", "kind", "need", "section", "page", "required_when", "role", "critical", "statement"}
        return {
            field.name: (field.model_dump(include=kept), [option.name for option in field.options])
            for field in of.fields
        }

    assert meaning(form) == meaning(old)


@FORMS
def test_the_fillable_field_of_a_comb_has_as_many_places(form: FormDefinition) -> None:
    geometry = read_geometry(LIBRARY.blank_path(form.ref).parent)
    cells = {zone.name: zone.cells for zone in geometry.zones}
    for field in form.fields:
        if not field.options:
            assert cells[field.name] == len(field.comb)


@FORMS
def test_every_cell_is_printed_and_empty(form: FormDefinition) -> None:
    for field in form.fields:
        places = place_boxes(field) if field.comb else ()
        for place in cells_of(field.comb):
            blank = LIBRARY.blank(form.ref, field.page)
            left, top, right, bottom = places[place].pixels(BLANK_SHAPE[1], BLANK_SHAPE[0])
            middle = (top + bottom) // 2
            assert blank[middle, left - 2 : left + 3].min() < 160, field.name
            assert blank[middle, right - 3 : right + 3].min() < 160, field.name
            assert blank[top + 4 : bottom - 4, left + 4 : right - 4].min() == 255, field.name


@FORMS
def test_corner_marks_stand_outside_all_print_and_every_zone(form: FormDefinition) -> None:
    for page in range(1, form.page_count + 1):
        dark = LIBRARY.blank(form.ref, page) < 128
        columns = np.flatnonzero(dark.any(axis=0))
        solid = dark[:, columns[0] : columns[0] + 25]
        assert 2 * 20 * 20 < solid.sum() <= 2 * 28 * 28
        assert all(field.box.left > columns[0] / BLANK_SHAPE[1] + 0.01 for field in form.on_page(page))


@FORMS
def test_a_viewer_shows_no_more_than_the_print(form: FormDefinition) -> None:
    with pypdfium2.PdfDocument(LIBRARY.blank_path(form.ref)) as pdf:
        pdf.init_forms()
        shown = pdf[0].render(scale=1, grayscale=True).to_numpy()
        bare = pdf[0].render(scale=1, grayscale=True, draw_annots=False, may_draw_forms=False).to_numpy()
        assert np.array_equal(shown, bare)
