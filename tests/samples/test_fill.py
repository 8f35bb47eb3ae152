"""A filled-in form says what its truth says, and its pages show it."""

import datetime as dt
import random

import numpy as np
import pytest
from numpy.typing import NDArray

from documents import ReadState
from forms import load_forms
from forms.definition import MARKED_KINDS, FieldDefinition, FieldKind, FormDefinition, Need
from samples.draw import blank_page, draw_page
from samples.fill import fill_form
from samples.filled import Defect, DefectKind, FilledField, FilledForm, SignatureKind
from samples.fonts import fonts
from samples.people import make_cast, make_minor
from samples.story import Given, Occasion
from samples.style import Mode, pick_style

ON = dt.date(2018, 3, 5)
LIBRARY = load_forms()
EVERY_FORM = pytest.mark.parametrize("form", list(LIBRARY), ids=lambda form: str(form.ref))
MODES: tuple[Mode, ...] = ("typed", "hand", "mixed", "digital")
PAF = LIBRARY.newest("prescription_authorization")
PPAF = LIBRARY.newest("patient_acknowledgment")


def filled(form: FormDefinition, seed: int, mode: Mode = "hand", *defects: Defect) -> FilledForm:
    rng = random.Random(seed)
    occasion = Occasion(signed_on=ON)
    return fill_form(form, make_cast(rng, ON), occasion, pick_style(mode, rng), rng, defects)


def with_defect(form: FormDefinition, kind: DefectKind, field: str) -> FilledForm:
    return filled(form, 3, "hand", Defect(kind=kind, field=field))


def content(form: FilledForm, name: str) -> FilledField:
    return next(field for field in form.fields if field.truth.name == name)


@EVERY_FORM
@pytest.mark.parametrize("mode", MODES)
def test_a_form_without_defects_has_every_required_field(form: FormDefinition, mode: Mode) -> None:
    for seed in range(5):
        made = filled(form, seed, mode)
        assert [truth.name for truth in made.truths] == [field.name for field in form.fields]
        for field, truth in zip(form.fields, made.truths, strict=True):
            assert (truth.state is ReadState.READ) == bool(truth.value)
            assert not truth.ambiguous
            if field.need is Need.REQUIRED:
                assert truth.state is ReadState.READ, field.name


@EVERY_FORM
def test_optional_fields_are_sometimes_blank_and_sometimes_not(form: FormDefinition) -> None:
    forms = [filled(form, seed) for seed in range(30)]
    optional = [place for place, field in enumerate(form.fields) if field.need is Need.OPTIONAL]
    blanks = [made.truths[place].state is ReadState.BLANK for made in forms for place in optional]
    assert 0.1 < np.mean(blanks) < 0.8


@EVERY_FORM
def test_conditional_fields_go_with_their_condition(form: FormDefinition) -> None:
    for seed in range(30):
        values = {truth.name: truth.value for truth in filled(form, seed).truths}
        for field in form.fields:
            if field.required_when is not None and values[field.name]:
                assert values[field.required_when.field]


@EVERY_FORM
def test_every_filled_zone_shows_ink_and_every_blank_one_none(form: FormDefinition) -> None:
    made = filled(form, 11, "typed")
    for page in range(1, form.page_count + 1):
        path = LIBRARY.blank_path(form.ref)
        ink = draw_page(made, form, path, page) != blank_page(path, page)
        for field in form.on_page(page):
            left, top, right, bottom = field.box.pixels(ink.shape[1], ink.shape[0])
            inked = bool(ink[top:bottom, left:right].any())
            assert inked == (made.truths[form.fields.index(field)].state is ReadState.READ), field.name


@EVERY_FORM
def test_typed_text_stays_inside_its_zone(form: FormDefinition) -> None:
    for seed in range(3):
        made = filled(form, seed, "typed")
        for page in range(1, form.page_count + 1):
            path = LIBRARY.blank_path(form.ref)
            ink = draw_page(made, form, path, page) != blank_page(path, page)
            for field in form.on_page(page):
                if field.kind is not FieldKind.SIGNATURE and field.kind not in MARKED_KINDS:
                    assert_dry_round(ink, field)


def assert_dry_round(ink: NDArray[np.bool_], field: FieldDefinition) -> None:
    left, top, right, bottom = field.box.pixels(ink.shape[1], ink.shape[0])
    assert not ink[top + 2 : bottom - 2, right + 2 : right + 6].any(), field.name
    assert not ink[top + 2 : bottom - 2, left - 6 : left - 2].any(), field.name


@pytest.mark.parametrize(
    ("kind", "name", "state", "ambiguous"),
    [
        (DefectKind.BLANK, "drug", ReadState.BLANK, False),
        (DefectKind.BLANK, "attest_hofh", ReadState.BLANK, False),
        (DefectKind.BLANK, "prescriber_signature", ReadState.BLANK, False),
        (DefectKind.WRONG_CHECK_DIGIT, "prescriber_npi", ReadState.READ, False),
        (DefectKind.IMPOSSIBLE_DATE, "prescriber_signature_date", ReadState.READ, False),
        (DefectKind.SEVERAL_MARKED, "therapy", ReadState.ILLEGIBLE, True),
        (DefectKind.CIRCLED, "attest_hofh", ReadState.READ, True),
        (DefectKind.STRUCK_OUT, "attest_hofh", ReadState.BLANK, True),
        (DefectKind.CHANGED_MIND, "ship_to", ReadState.READ, True),
        (DefectKind.CORRECTED, "prescriber_npi", ReadState.READ, True),
        (DefectKind.SCRIBBLED, "quantity", ReadState.ILLEGIBLE, True),
        (DefectKind.PRINTED_NAME, "prescriber_signature", ReadState.READ, True),
        (DefectKind.CROSS, "prescriber_signature", ReadState.READ, True),
        (DefectKind.INITIALS, "prescriber_signature", ReadState.READ, True),
        (DefectKind.STAMP, "prescriber_signature", ReadState.READ, True),
        (DefectKind.STRAY_LINE, "prescriber_signature", ReadState.BLANK, True),
    ],
)
def test_a_defect_changes_the_truth_and_the_paper(
    kind: DefectKind,
    name: str,
    state: ReadState,
    ambiguous: bool,  # noqa: FBT001 - a row of the table
) -> None:
    made, sound = with_defect(PAF, kind, name), filled(PAF, 3)
    truth = content(made, name).truth
    assert (truth.state, truth.ambiguous) == (state, ambiguous)
    assert (truth.state is ReadState.READ) == bool(truth.value)
    path = LIBRARY.blank_path(PAF.ref)
    assert (draw_page(made, PAF, path, 1) != draw_page(sound, PAF, path, 1)).any()


def test_a_wrong_check_digit_is_written_as_it_stands_in_the_truth() -> None:
    field = content(with_defect(PAF, DefectKind.WRONG_CHECK_DIGIT, "prescriber_npi"), "prescriber_npi")
    assert field.written == field.truth.value


def test_an_impossible_date_keeps_its_written_text() -> None:
    field = content(with_defect(PAF, DefectKind.IMPOSSIBLE_DATE, "patient_birth_date"), "patient_birth_date")
    assert field.written == field.truth.value
    month, day, _ = field.truth.value.split("/")
    assert int(month) > 12 or int(day) > 29


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (DefectKind.WRONG_CHECK_DIGIT, "drug"),
        (DefectKind.IMPOSSIBLE_DATE, "drug"),
        (DefectKind.SEVERAL_MARKED, "attest_hofh"),
        (DefectKind.CIRCLED, "drug"),
        (DefectKind.STAMP, "drug"),
        (DefectKind.CORRECTED, "prescriber_signature"),
    ],
)
def test_a_defect_that_cannot_befall_a_field_is_refused(kind: DefectKind, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        with_defect(PAF, kind, name)


def test_what_the_occasion_gives_is_written() -> None:
    rng = random.Random(1)
    given = (Given(name="refills", value="0"), Given(name="directions", value="100 mg SC every other week"))
    occasion = Occasion(signed_on=ON, given=given)
    made = fill_form(PAF, make_cast(rng, ON), occasion, pick_style("digital", rng), rng)
    assert content(made, "refills").truth.value == "0"
    assert content(made, "directions").written.lower() == "100 mg sc every other week"


def test_a_given_option_the_form_does_not_print_is_refused() -> None:
    rng = random.Random(1)
    occasion = Occasion(signed_on=ON, given=(Given(name="therapy", value="paused"),))
    with pytest.raises(ValueError, match="therapy"):
        fill_form(PAF, make_cast(rng, ON), occasion, pick_style("hand", rng), rng)


def test_the_guardian_signs_for_a_minor() -> None:
    rng = random.Random(1)
    cast = make_cast(rng, ON).model_copy(update={"patient": make_minor(rng, ON)})
    made = fill_form(PPAF, cast, Occasion(signed_on=ON), pick_style("hand", rng), rng)
    assert cast.patient.guardian is not None
    assert content(made, "guardian_name").truth.value.lower() == cast.patient.guardian.name.lower()
    assert content(made, "patient_signature").pen == cast.patient.guardian.pen
    assert content(made, "patient_signature").signature is SignatureKind.WET


def test_a_form_without_a_story_is_filled_by_kind() -> None:
    ref = PAF.ref.model_copy(update={"form": "status_report"})
    made = filled(PAF.model_copy(update={"ref": ref}), 1)
    required = [field.need is Need.REQUIRED for field in PAF.fields]
    read = [truth.state is ReadState.READ for truth in made.truths]
    assert all(there for there, needed in zip(read, required, strict=True) if needed)


def test_hands_are_named_in_the_truth() -> None:
    hands = {mode: {truth.hand for truth in filled(PAF, 2, mode).truths} for mode in MODES}
    assert hands["digital"] <= {"digital", "none"}
    assert hands["hand"] <= {"hand", "none"}
    assert {"typed", "hand"} <= hands["mixed"]
    assert content(filled(PAF, 2, "typed"), "prescriber_signature").truth.hand == "hand"


def test_fonts_kept_for_tests_are_used_only_when_asked_for() -> None:
    kept = {font.family for font in (*fonts("hand", "tests"), *fonts("print", "tests"))}
    for seed in range(50):
        usual = pick_style("mixed", random.Random(seed))
        asked = pick_style("mixed", random.Random(seed), use="tests")
        assert not {usual.hand_font, usual.print_font} & kept
        assert {asked.hand_font, asked.print_font} <= kept


def test_a_signature_belongs_to_its_pen_and_differs_from_other_pens() -> None:
    made = [filled(PAF, seed) for seed in (1, 1, 2)]
    pens = [content(form, "prescriber_signature").pen for form in made]
    assert pens[0] == pens[1] != pens[2]
