"""The plot of a chronicle tells of everything the program knows, and its threads may come late."""

import random

import pytest

from documents import Outcome, Standing
from samples.hard_cases import hard_cases
from samples.plan import Oddity
from samples.plot import SMALL, Size, draw_casts, plot
from samples.scenario import ASSESSMENT, AUTHORIZATION, CHANGE, DISCONTINUATION, REPRESENTATIVE
from samples.scene import DELAY_DAYS, LASTS_DAYS, Scene, Tables, hard_cast

SEED = 41


def played(size: Size) -> tuple[Scene | Tables, ...]:
    rng = random.Random(SEED)
    return plot(size, draw_casts(size, rng), rng)


def told(size: Size) -> list[Scene]:
    """Every document of every fax."""
    return [paper for one in played(size) if isinstance(one, Scene) for paper in one.papers]


def about(form: str, scenario: str, oddity: Oddity) -> str:
    return f"{form} {scenario}" if oddity is Oddity.NONE else oddity


def test_six_months_of_a_small_program_are_up_to_150_faxes_by_different_people() -> None:
    scenes = [one for one in played(Size()) if isinstance(one, Scene)]
    forms = [one for one in told(Size()) if one.decisions and "NOT_A_FORM" not in one.decisions[0][1]]
    patients = {(one.cast.patient.last_name, one.cast.patient.birth_date.year) for one in forms}
    assert 120 <= len(scenes) <= 150
    assert len({one.cast.prescriber.npi for one in forms}) == Size().prescribers
    assert len({one.cast.pharmacy.npi for one in forms}) == Size().pharmacies
    assert len(patients) > Size().patients
    assert all(0 <= one.day < LASTS_DAYS - DELAY_DAYS for one in scenes)


def test_every_hard_case_and_every_form_that_puts_something_on_record_is_told() -> None:
    scenes = told(Size())
    stories = {about(one.story.form.form, one.story.name, one.oddity) for one in scenes}
    for case in hard_cases():
        assert {about(fax.form.form, fax.scenario, fax.oddity) for fax in case.faxes} <= stories, case.title
    assert {ASSESSMENT, DISCONTINUATION, CHANGE, REPRESENTATIVE} <= {one.story.form for one in scenes}
    npis = {one.cast.prescriber.npi for one in scenes}
    assert {hard_cast(number).prescriber.npi for number in (6, 7)} <= npis
    assert any(one.waited_days for one in scenes)


@pytest.mark.parametrize("size", [Size(), SMALL])
def test_whatever_rests_on_another_thread_lies_further_behind_it_than_a_thread_may_be_late(
    size: Size,
) -> None:
    scenes = told(size)
    gone = {
        who.npi: one
        for one in played(size)
        if isinstance(one, Tables)
        for who in one.on_file.prescribers
        if who.standing is Standing.DECERTIFIED
    }
    assert gone
    since = {key: one for one in scenes for key in granted(one)}
    for one in scenes:
        for key in rests_on(one):
            if key in since and since[key].thread != one.thread:
                assert since[key].day + DELAY_DAYS < one.day
        end = gone.get(one.cast.prescriber.npi)
        if end is not None and end.thread != one.thread:
            assert one.day + DELAY_DAYS < end.day


def test_a_day_to_come_is_still_to_come_when_the_thread_is_late() -> None:
    dated = [date for one in told(Size()) for date in one.story.dated if date.days_before < 0 and not one.of]
    assert dated
    assert all(date.days_before < -DELAY_DAYS for date in dated)


def granted(one: Scene) -> tuple[str, ...]:
    """Who has a standing by that document."""
    outcome = one.decisions[-1][0] if one.decisions else None
    if outcome is Outcome.CERTIFY:
        by_pharmacy = one.story.form.form.startswith("pharmacy")
        return (one.cast.pharmacy.npi if by_pharmacy else one.cast.prescriber.npi,)
    return (patient(one),) if outcome is Outcome.ENROLL else ()


def rests_on(one: Scene) -> tuple[str, ...]:
    """Whose standing a document needs, or whose number it gives."""
    form = one.story.form
    if form.form.startswith("pharmacy"):
        return ()
    named = tuple(given.value for given in one.story.given if given.name == "npi")
    ordered = (one.cast.pharmacy.npi, patient(one)) if form == AUTHORIZATION else ()
    return (one.cast.prescriber.npi, *named, *ordered)


def patient(one: Scene) -> str:
    who = one.cast.patient
    return f"{who.first_name} {who.last_name} {who.birth_date}"
