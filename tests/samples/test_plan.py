"""What a batch is planned to hold, and how the sheets of a fax lie before it is sent."""

import datetime as dt
import random
from collections import Counter

import numpy as np
import pytest

from documents import GRANTS, PageKind
from forms.library import FormLibrary, load_forms
from samples.fixed import fixed_batch_plan
from samples.one import make_sample
from samples.people import make_cast
from samples.plan import TOLD_ALONE, Damage, Oddity, SamplePlan, plan_batch
from samples.record_scenarios import RECORD_SCENARIOS
from samples.registry_csv import OnFile
from samples.scenarios import SCENARIOS
from samples.stack import Stack, build_stack
from samples.stage import Hands, stage

BORN = "patient_birth_date"
EVERY_STORY = (*SCENARIOS, *RECORD_SCENARIOS)


@pytest.fixture(scope="module")
def library() -> FormLibrary:
    return load_forms()


def planned(oddity: Oddity) -> SamplePlan:
    return next(plan for plan in fixed_batch_plan() if plan.oddity is oddity)


def _kinds(stack: Stack) -> list[tuple[PageKind, int | None, int]]:
    return [(paper.kind, paper.form_page, paper.turn) for paper in stack.papers]


@pytest.mark.parametrize(
    ("oddity", "expected"),
    [
        (Oddity.COVER, [(PageKind.COVER, None, 0), (PageKind.FORM, 1, 0), (PageKind.FORM, 2, 0)]),
        (Oddity.COVER_LAST, [(PageKind.FORM, 1, 0), (PageKind.FORM, 2, 0), (PageKind.COVER, None, 0)]),
        (Oddity.REVERSED, [(PageKind.FORM, 2, 0), (PageKind.FORM, 1, 0)]),
        (Oddity.BLANK_PAGE, [(PageKind.FORM, 1, 0), (PageKind.BLANK, None, 0), (PageKind.FORM, 2, 0)]),
        (Oddity.LAB_REPORT, [(PageKind.FORM, 1, 0), (PageKind.FORM, 2, 0), (PageKind.OTHER, None, 0)]),
        (Oddity.BLANK_FORM, [(PageKind.FORM, 1, 0), (PageKind.FORM, 2, 0)]),
        (Oddity.OTHER_PROGRAM, [(PageKind.OTHER, None, 0)]),
        (Oddity.JUNK, [(PageKind.OTHER, None, 0)]),
        (Oddity.ADVERSE_EVENT, [(PageKind.OTHER, None, 0)]),
        (Oddity.REVERSED_UPSIDE_DOWN, [(PageKind.FORM, 2, 180), (PageKind.FORM, 1, 180)]),
        (Oddity.COVER_ALONE, [(PageKind.COVER, None, 0)]),
        (
            Oddity.TWO_DOCUMENTS,
            [(PageKind.FORM, 1, 0), (PageKind.FORM, 2, 0), (PageKind.FORM, 1, 0), (PageKind.FORM, 2, 0)],
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Oddity) else "",
)
def test_sheets_lie_in_the_order_of_the_story(
    oddity: Oddity, expected: list[tuple[PageKind, int | None, int]], library: FormLibrary
) -> None:
    plan = planned(Oddity.UPSIDE_DOWN).model_copy(update={"oddity": oddity})
    assert _kinds(build_stack(plan, library)) == expected


def test_a_sheet_fed_upside_down_is_the_same_sheet_turned(library: FormLibrary) -> None:
    plan = planned(Oddity.UPSIDE_DOWN)
    upright = build_stack(plan.model_copy(update={"oddity": Oddity.NONE}), library)
    turned = build_stack(plan, library)
    for paper, plain in zip(turned.papers, upright.papers, strict=True):
        assert np.array_equal(np.rot90(paper.pixels, paper.turn // 90), plain.pixels)
    assert 180 in {paper.turn for paper in turned.papers}


def test_two_patients_of_one_prescriber_share_what_is_on_file(library: FormLibrary) -> None:
    stack = build_stack(planned(Oddity.TWO_PATIENTS), library)
    assert (len(stack.on_file.prescribers), len(stack.on_file.patients)) == (1, 2)
    assert stack.on_file.patients[0].prescribers == stack.on_file.patients[1].prescribers


def test_of_two_patients_the_second_is_of_the_other_cast(library: FormLibrary) -> None:
    cast, other = (make_cast(random.Random(seed), dt.date(2018, 3, 12)) for seed in (1, 2))
    plan = planned(Oddity.TWO_PATIENTS).model_copy(update={"cast": cast, "other_cast": other})
    stack = build_stack(plan, library)
    born = [field.value for one in stack.contents for field in one.fields if field.name == BORN]
    assert born == [one.patient.birth_date.isoformat() for one in (cast, other)]
    assert stack.on_file == OnFile()


@pytest.mark.parametrize("story", EVERY_STORY, ids=lambda story: f"{story.form} {story.name}")
def test_every_story_can_be_staged(story: object, library: FormLibrary) -> None:
    known = next(found for found in EVERY_STORY if found is story)
    for seed in range(3):
        on = plan_batch(1, 1)[0].received_at.date()
        staged = stage(known, library, Hands(mode="typed"), on, random.Random(seed))
        assert staged.outcome in GRANTS or staged.reasons
        for written in known.given:
            told = next(truth for truth in staged.filled.truths if truth.name == written.name)
            assert told.value.upper() == written.value.upper()


def test_shares_of_a_batch_are_as_wanted() -> None:
    plans = plan_batch(1200, 6)
    faxed = [plan for plan in plans if plan.mode != "digital"]
    modes = Counter(plan.mode for plan in faxed)
    assert modes["typed"] / len(faxed) == pytest.approx(0.55, abs=0.05)
    assert modes["hand"] / len(faxed) == pytest.approx(0.25, abs=0.05)
    assert modes["mixed"] / len(faxed) == pytest.approx(0.20, abs=0.05)
    clean = sum(plan.damage is Damage.CLEAN for plan in faxed)
    assert clean / len(faxed) == pytest.approx(0.70, abs=0.05)
    odd = sum(plan.oddity not in (Oddity.NONE, Oddity.COVER) for plan in plans)
    assert odd / len(plans) == pytest.approx(0.10, abs=0.03)
    assert {plan.oddity for plan in plans} == set(Oddity) - set(TOLD_ALONE)
    assert len({plan.name for plan in plans}) == len(plans)


def test_a_longer_batch_begins_with_the_shorter_one() -> None:
    assert plan_batch(40, 11)[:7] == plan_batch(7, 11)
    assert plan_batch(7, 11) != plan_batch(7, 12)


def test_what_is_on_file_is_listed_once(library: FormLibrary) -> None:
    made = make_sample(planned(Oddity.NONE), library)
    assert made.on_file + made.on_file == made.on_file
    assert made.on_file + OnFile() == made.on_file
