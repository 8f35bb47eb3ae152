"""The comparison with rems-admin tells what both do."""

import datetime as dt

from documents import GRANTS, Outcome
from samples.scenario import AUTHORIZATION, PRESCRIBER
from samples.scenarios import scenario
from tests.bench.rems_admin import judged, rems_admin, section
from tests.validators.builders import library


def test_faxdesk_grants_no_defective_story_and_the_other_accepts_most() -> None:
    found = list(judged(library()))
    assert [one.story.name for one in found if one.faxdesk in GRANTS] == []
    assert sum(one.accepted for one in found) > len(found) / 2


def test_a_failed_assessment_counts_as_passed_and_a_missing_one_leaves_the_enrollment_completed() -> None:
    assert rems_admin(scenario(PRESCRIBER, "knowledge failed")) == (True, "prescriber enrollment completed")


def test_without_a_case_of_the_patient_nothing_is_let_out() -> None:
    accepted, _ = rems_admin(scenario(AUTHORIZATION, "patient not enrolled"))
    assert not accepted
    accepted, _ = rems_admin(scenario(AUTHORIZATION, "prescriber decertified"))
    assert accepted


def test_the_section_counts_what_its_table_shows() -> None:
    text = section(dt.date(2026, 1, 2))
    assert f"{text.count('| accepts:')}. To accept is" in text
    assert text.count(f"| {Outcome.DEFICIENT.value}: ") > 10
