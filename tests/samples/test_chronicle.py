"""The plot of a chronicle is one in which threads may come late."""

import random

import pytest

from documents import Outcome, Standing
from samples.plan import Oddity
from samples.plot import DELAY_DAYS, LASTS_DAYS, SMALL, Scene, Size, Tables, draw_casts, plot

SEED = 41


def played(size: Size) -> list[Scene | Tables]:
    rng = random.Random(SEED)
    return list(plot(size, draw_casts(size, rng), rng))


def test_six_months_of_a_small_program_are_about_120_faxes_by_different_people() -> None:
    scenes = [one for one in played(Size()) if isinstance(one, Scene)]
    forms = [one for one in scenes if one.oddity is Oddity.NONE]
    patients = {(one.cast.patient.last_name, one.cast.patient.birth_date.year) for one in forms}
    assert 115 <= len(scenes) <= 130
    assert len({one.cast.prescriber.npi for one in forms}) == Size().prescribers
    assert len({one.cast.pharmacy.npi for one in forms}) == Size().pharmacies
    assert len(patients) > Size().patients
    assert all(0 <= one.day < LASTS_DAYS - DELAY_DAYS for one in scenes)


@pytest.mark.parametrize("size", [Size(), SMALL])
def test_whatever_rests_on_another_thread_lies_further_behind_it_than_a_thread_may_be_late(
    size: Size,
) -> None:
    told = played(size)
    scenes = [one for one in told if isinstance(one, Scene)]
    certified = {
        npi: one.day
        for one in scenes
        if one.decisions and one.decisions[-1][0] is Outcome.CERTIFY
        for npi in (one.cast.prescriber.npi, one.cast.pharmacy.npi)
        if npi == (one.cast.prescriber if one.form.form.startswith("prescriber") else one.cast.pharmacy).npi
    }
    gone = {
        who.npi: one.day
        for one in told
        if isinstance(one, Tables)
        for who in one.on_file.prescribers
        if who.standing is Standing.DECERTIFIED
    }
    resting = [one for one in scenes if one.thread.startswith(("patient", "stranger"))]
    assert gone
    for one in resting:
        for npi in (one.cast.prescriber.npi, one.cast.pharmacy.npi):
            assert certified.get(npi, -100) + DELAY_DAYS < one.day
            assert one.day + DELAY_DAYS < gone.get(npi, 1000)
