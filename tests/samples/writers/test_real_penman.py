"""What real hands put on paper: ink in its place, letters of a person's size, and pens that differ."""

import datetime as dt
import random
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from documents import FieldTruth, ReadState
from forms import load_forms
from forms.definition import MARKED_KINDS
from samples.draw import blank_page, draw_page
from samples.fill import fill_form
from samples.filled import DrawnMark, FilledField, FilledForm, Mishap, SignatureKind
from samples.ink import PaperSheet, Pen
from samples.ink.signature import Place
from samples.people import make_cast
from samples.story import Occasion
from samples.style import MarkKind, pick_style
from samples.writers.casting import by_real_hands
from samples.writers.habits import Habits, habits_of
from samples.writers.load import Company
from samples.writers.real_penman import RealPenman
from samples.writers.writing import Hand, write_corrected, write_text

ON = dt.date(2018, 3, 5)
LIBRARY = load_forms()
PAF = LIBRARY.newest("prescription_authorization")
PLACE: Place = (100.0, 150.0, 900.0, 230.0)
DOTS_PER_MM = 300 / 25.4


@pytest.fixture(scope="module")
def form(company: Company) -> FilledForm:
    rng = random.Random(21)
    made = fill_form(PAF, make_cast(rng, ON), Occasion(signed_on=ON), pick_style("hand", rng), rng)
    return by_real_hands(made.model_copy(update={"note": "see chart"}), PAF, company)


@pytest.fixture(scope="module")
def hand(company: Company) -> Hand:
    person = company.clerks[0]
    still = {
        "slope": 0.0,
        "wander": 0.0,
        "lift": 0.2,
        "grain": 0.0,
        "capital": 3.0,
        "pen_width": 0.4,
        "grey": 40,
    }
    return Hand(person, habits_of(person, 1).model_copy(update=still))


def paper() -> PaperSheet:
    return PaperSheet(np.full((400, 1200), 255, np.uint8), 300)


def ink_of(draw: Callable[[PaperSheet], None]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is drawn on an empty sheet."""
    sheet = paper()
    draw(sheet)
    rows, columns = np.nonzero(sheet.pixels < 200)
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def test_filled_zones_show_ink_and_the_note_stands_in_the_margin(form: FilledForm, company: Company) -> None:
    path = LIBRARY.blank_path(PAF.ref)
    page = draw_page(form, PAF, path, 1, penman=RealPenman(form, company))
    ink = page != blank_page(path, 1)
    for field, content in zip(PAF.fields, form.fields, strict=True):
        left, top, right, bottom = field.box.pixels(ink.shape[1], ink.shape[0])
        if content.truth.state is ReadState.READ and field.kind not in MARKED_KINDS:
            assert ink[top - 12 : bottom + 12, left:right].sum() > 20, field.name
    assert ink[round(ink.shape[0] * 0.955) :].any()


def test_the_same_form_is_drawn_with_the_same_pixels(form: FilledForm, company: Company) -> None:
    path = LIBRARY.blank_path(PAF.ref)
    pages = [draw_page(form, PAF, path, 1, penman=RealPenman(form, company)) for _ in range(2)]
    assert np.array_equal(pages[0], pages[1])


def test_capitals_are_as_high_as_a_person_writes_them(hand: Hand) -> None:
    _, top, _, bottom = ink_of(lambda sheet: write_text(sheet, PLACE, "HHHH", hand, random.Random(1)))
    assert 2.2 < (bottom - top) / DOTS_PER_MM < 4.2
    assert bottom < PLACE[3]


def test_writing_stays_in_its_place_unless_something_befalls_it(hand: Hand) -> None:
    text = "LONG ENOUGH TO FILL THE LINE AND MORE 12345"

    def extent(seed: int, *mishaps: Mishap) -> tuple[int, int, int, int]:
        return ink_of(lambda sheet: write_text(sheet, PLACE, text, hand, random.Random(seed), mishaps))

    for seed in range(5):
        left, _, right, _ = extent(seed)
        assert left >= PLACE[0]
        assert right <= PLACE[2] + 3
        assert extent(seed, Mishap.INTO_NEXT)[2] > PLACE[2] + 3 * DOTS_PER_MM


@pytest.mark.parametrize("mishap", [Mishap.OVER_RULE, Mishap.OVER_LABEL])
def test_writing_that_runs_over_the_line_crosses_it(mishap: Mishap, hand: Hand) -> None:
    _, top, _, bottom = ink_of(
        lambda sheet: write_text(sheet, PLACE, "HHHH", hand, random.Random(1), (mishap,))
    )
    assert top < PLACE[3] < bottom - 3


def test_an_overwritten_digit_has_another_one_under_it(hand: Hand) -> None:
    plain, over = paper(), paper()
    write_text(plain, PLACE, "8", hand, random.Random(2))
    write_text(over, PLACE, "8", hand, random.Random(2), (Mishap.OVERWRITTEN,))
    assert (over.pixels < 200).sum() > 1.15 * (plain.pixels < 200).sum()


def test_a_correction_stands_after_or_above_what_is_struck_out(hand: Hand) -> None:
    def boxes(*, above: bool) -> tuple[int, int, int, int]:
        texts = ("HILLL", "HILLS")
        return ink_of(lambda sheet: write_corrected(sheet, PLACE, texts, hand, random.Random(3), above=above))

    after, above = boxes(above=False), boxes(above=True)
    assert above[1] < after[1] - 20
    assert above[2] < after[2] - 40


def test_a_pencil_is_uneven_and_a_pen_is_not() -> None:
    def greys(grain: float) -> NDArray[np.uint8]:
        sheet = paper()
        sheet.stroke([np.array([(100.0, 200.0), (900.0, 200.0)])], Pen(9, 90, grain), random.Random(1))
        return sheet.pixels[199:202, 110:890]

    assert np.std(greys(0.5)) > 5 > np.std(greys(0.0))


def test_pens_of_people_differ_in_width_and_grey(company: Company) -> None:
    habits: list[Habits] = [habits_of(person, seed) for person in company.clerks for seed in range(40)]
    assert 0.25 < min(one.pen_width for one in habits) < max(one.pen_width for one in habits) < 0.9
    assert all((one.grain > 0.3) == (one.pen == "pencil") for one in habits)


def signature(company: Company, pen: int, seed: int, signer: int = 0) -> NDArray[np.bool_]:
    name = company.signers[signer].name
    truth = FieldTruth(name="prescriber_signature", state=ReadState.READ, value="present", hand="hand")
    content = FilledField(
        truth=truth, typed=False, written="Greta Winter", signature=SignatureKind.WET, pen=pen, writer=name
    )
    made = fill_form(
        PAF,
        make_cast(random.Random(1), ON),
        Occasion(signed_on=ON),
        pick_style("hand", random.Random(1)),
        random.Random(1),
    )
    sheet = paper()
    RealPenman(made, company).sign(sheet, (100.0, 120.0, 1050.0, 240.0), content, random.Random(seed))
    return sheet.pixels < 200


def likeness(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """Share of ink columns and rows that agree after both are cut out and brought to one size."""

    def profile(ink: NDArray[np.bool_]) -> NDArray[np.float64]:
        columns = ink[:, ink.any(axis=0)].sum(axis=0).astype(np.float64)
        across = np.linspace(0, 1, columns.size)
        return np.asarray(np.interp(np.linspace(0, 1, 60), across, columns), np.float64)

    return float(np.corrcoef(profile(first), profile(second))[0, 1])


def test_a_signature_is_never_the_same_twice_and_always_like_itself(company: Company) -> None:
    own = [signature(company, 7, seed) for seed in range(6)]
    others = [signature(company, pen, 0, 1) for pen in range(20, 26)]
    assert not any(np.array_equal(own[0], again) for again in own[1:])
    assert np.array_equal(own[0], signature(company, 7, 0))
    alike = np.median([likeness(own[0], again) for again in own[1:]])
    assert alike > np.median([likeness(own[0], other) for other in others])


def marked(company: Company, form: FilledForm, kind: MarkKind) -> NDArray[np.uint8]:
    sheet = paper()
    boxes = {"yes": (100.0, 200.0, 140.0, 240.0), "no": (300.0, 200.0, 340.0, 240.0)}
    mark = DrawnMark(option="yes", kind=kind)
    RealPenman(form, company).mark(sheet, boxes, mark, company.clerks[0].name, random.Random(4))
    return sheet.pixels


def test_a_reaching_tick_ends_in_the_other_box(company: Company, form: FilledForm) -> None:
    assert (marked(company, form, MarkKind.TICK)[195:245, 295:345] == 255).all()
    assert (marked(company, form, MarkKind.REACHING)[195:245, 295:345] < 200).any()


def test_a_light_mark_is_lighter_and_an_overfilled_box_runs_over(company: Company, form: FilledForm) -> None:
    plain, light = (marked(company, form, kind) for kind in (MarkKind.TICK, MarkKind.LIGHT))
    assert light.min() >= 100 > plain.min()
    over = marked(company, form, MarkKind.OVERFILLED) < 200
    assert over[200:240, 100:140].mean() > 0.5
    assert over[190:200, 90:150].any()
    assert over[240:250, 90:150].any()


def test_a_scribbled_out_box_is_hidden_under_loops(company: Company, form: FilledForm) -> None:
    ink = marked(company, form, MarkKind.SCRIBBLED_OUT) < 200
    assert ink[200:240, 100:140].mean() > 0.3
    assert ink[:, 80:100].any()


@pytest.mark.parametrize("kind", [kind for kind in SignatureKind if kind is not SignatureKind.WET])
def test_what_stands_in_a_signatures_stead_is_drawn(
    kind: SignatureKind, company: Company, form: FilledForm
) -> None:
    content = next(one for one in form.fields if one.signature is not None)
    changed = content.model_copy(update={"signature": kind, "writer": company.clerks[0].name})
    sheet = paper()
    RealPenman(form, company).sign(sheet, (100.0, 150.0, 1000.0, 250.0), changed, random.Random(1))
    assert (sheet.pixels < 200).sum() > 50


def test_a_scribbled_field_is_covered(company: Company, form: FilledForm) -> None:
    content = next(one for one in form.fields if one.written and one.writer and one.signature is None)
    plain, over = paper(), paper()
    RealPenman(form, company).write(plain, PLACE, content, random.Random(1))
    changed = content.model_copy(update={"scribbled": True})
    RealPenman(form, company).write(over, PLACE, changed, random.Random(1))
    assert (over.pixels < 200).sum() > 1.5 * (plain.pixels < 200).sum()
