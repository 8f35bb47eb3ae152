"""Born-digital forms say in their fields or their text what their truth says, and show it."""

import datetime as dt
import io
import random

import numpy as np
import pdfplumber
import pikepdf
import pytest

from documents import FormRef, ReadState
from forms.comb import without_separators
from forms.definition import MARKED_KINDS, FieldKind
from forms.library import FormLibrary, load_forms
from samples.digital import fill_fields, print_text
from samples.draw import blank_page
from samples.scenario import ACKNOWLEDGMENT, AUTHORIZATION, PHARMACY, PRESCRIBER, PRESCRIBER_2015
from samples.scenarios import scenario
from samples.sheet import rendered
from samples.stage import Hands, Staged, stage

CAPTURE = AUTHORIZATION.model_copy(update={"edition": "2026-11"})
FORMS = (PRESCRIBER, PRESCRIBER_2015, PHARMACY, ACKNOWLEDGMENT, AUTHORIZATION, CAPTURE)


@pytest.fixture(scope="module")
def library() -> FormLibrary:
    return load_forms()


def staged(form: FormRef, library: FormLibrary) -> Staged:
    story, rng = scenario(form, "complete"), random.Random(f"digital {form}")
    return stage(story, library, Hands(mode="digital"), dt.date(2018, 1, 31), rng)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_fillable_fields_hold_the_truth(form: FormRef, library: FormLibrary) -> None:
    made = staged(form, library)
    written = {content.truth.name: content.written for content in made.filled.fields}
    values: dict[str, str] = {}
    marked: set[str] = set()
    with pikepdf.open(io.BytesIO(fill_fields(made.filled, made.form, library.blank_path(form)))) as pdf:
        for page in pdf.pages:
            for widget in page.Annots:
                name = str(widget.T)
                if pikepdf.Name.Btn == widget.FT:
                    marked |= {name} if widget.get("/V") == pikepdf.Name.Yes else set()
                else:
                    values[name] = str(widget.get("/V", ""))
    for field, truth in zip(made.form.fields, made.filled.truths, strict=True):
        if field.kind in MARKED_KINDS:
            options = set(truth.value.split(",")) - {""}
            assert {f"{field.name}.{option}" for option in options} == {
                name for name in marked if name.startswith(f"{field.name}.")
            }
        elif field.kind is not FieldKind.SIGNATURE:
            assert values[field.name] == written[field.name]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_printed_text_lies_in_its_zones(form: FormRef, library: FormLibrary) -> None:
    made = staged(form, library)
    content = print_text(made.filled, made.form, library.blank_path(form))
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        assert not any(page.annots for page in pdf.pages)
        for field, filled in zip(made.form.fields, made.filled.fields, strict=True):
            if field.kind in MARKED_KINDS or field.kind is FieldKind.SIGNATURE:
                continue
            page, box = pdf.pages[field.page - 1], field.box
            edges = (box.left * 612, box.top * 792 - 2, box.right * 612, box.bottom * 792)
            shown = (page.crop(edges).extract_text() or "").strip()
            if field.comb:
                shown, written = (without_separators(field.comb, text) for text in (shown, filled.written))
                assert shown == written
            else:
                assert shown == filled.written


@pytest.mark.parametrize("make", [fill_fields, print_text])
def test_what_is_filled_in_can_be_seen(make: object, library: FormLibrary) -> None:
    assert callable(make)
    made = staged(AUTHORIZATION, library)
    blank_pdf = library.blank_path(AUTHORIZATION)
    shown = rendered(make(made.filled, made.form, blank_pdf), dpi=150)
    empty = blank_page(blank_pdf, 1, 150)
    added = (empty.astype(int) - shown[: empty.shape[0], : empty.shape[1]]) > 80
    for field, truth in zip(made.form.fields, made.filled.truths, strict=True):
        box = field.box.grown(0.002, 0.004)
        left, top, right, bottom = box.pixels(empty.shape[1], empty.shape[0])
        if truth.state is ReadState.READ:
            assert np.count_nonzero(added[top:bottom, left:right]) > 5, field.name


@pytest.mark.parametrize("make", [fill_fields, print_text])
def test_the_same_form_gives_the_same_bytes(make: object, library: FormLibrary) -> None:
    assert callable(make)
    made = staged(ACKNOWLEDGMENT, library)
    path = library.blank_path(ACKNOWLEDGMENT)
    assert make(made.filled, made.form, path) == make(made.filled, made.form, path)
