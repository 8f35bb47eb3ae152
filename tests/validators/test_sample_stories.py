"""Every story of the samples, read perfectly, ends as its maker says."""

import datetime as dt
import random

import pytest

from pipeline.decide import decide
from samples.record_scenarios import RECORD_SCENARIOS
from samples.scenario import Scenario
from samples.scenarios import SCENARIOS, scenario
from samples.stage import Hands, stage
from tests.validators.builders import FAX, form_of, library
from tests.validators.stories import case_of
from tests.validators.verdicts import AS_OF
from validators import RULE_SET, check

CAPTURE = [
    scenario(story.form.model_copy(update={"edition": "2026-11"}), story.name)
    for story in SCENARIOS
    if story.form.edition == "2017-10" and not story.superseded
]
LONG_AFTER = dt.date(2026, 12, 1)


@pytest.mark.parametrize("story", CAPTURE, ids=lambda story: story.name)
def test_the_stories_end_alike_on_the_capture_edition(story: Scenario) -> None:
    staged = stage(story, library(), Hands(mode="typed"), LONG_AFTER, random.Random(1))
    told = case_of(staged, story)
    case = told.model_copy(update={"received_on": LONG_AFTER, "decided_on": LONG_AFTER})
    decided = decide(case.reading.document, form_of(story.form), check(case), AS_OF, RULE_SET)
    assert decided.outcome is staged.outcome, decided.findings


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "story", [*SCENARIOS, *RECORD_SCENARIOS], ids=lambda story: f"{story.form.edition} {story.name}"
)
def test_a_story_read_perfectly_ends_as_told(story: Scenario, seed: int) -> None:
    edition = form_of(story.form)
    on = (edition.current_until or dt.date(2018, 3, 12)) + dt.timedelta(days=story.superseded)
    staged = stage(story, library(), Hands(mode="typed"), on, random.Random(seed))
    case = case_of(staged, story)
    decided = decide(case.reading.document, edition, check(case), AS_OF, RULE_SET)
    assert decided.fax == FAX
    assert decided.outcome is staged.outcome, decided.findings
    if not any(truth.ambiguous for truth in staged.filled.truths):
        assert decided.reasons == staged.reasons
