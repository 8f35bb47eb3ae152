"""Handwritten dates that are no recent day give way to one that looks like them, unless they are plain."""

import datetime as dt

import pytest

from extractors.recent_days import recent_days
from forms.definition import FieldKind
from tests.extractors.hand_fields import written

RECEIVED = dt.date(2018, 3, 12)
DOUBTFUL = (*"03/09/201", {"4": 0.6, "8": 0.3})


@pytest.mark.parametrize("field", ["prescriber_signature_date", "alt_date"])
def test_a_date_years_away_gives_way_to_a_recent_one_that_looks_like_it(field: str) -> None:
    read = written(field, FieldKind.DATE, *DOUBTFUL)
    assert read.first.text == "03/09/2014"
    choice = recent_days([read], RECEIVED)[field]
    assert choice.text == "03/09/2018"
    assert choice.share < 0.5


def test_a_figure_written_like_another_is_changed_wherever_it_stands() -> None:
    seven = {"7": 0.6, "1": 0.35}
    read = written("alt_date", FieldKind.DATE, "0", seven, *"/09/20", seven, "8")
    assert read.first.text == "07/09/2078"
    assert recent_days([read], RECEIVED)["alt_date"].text == "01/09/2018"


@pytest.mark.parametrize(
    "written_down", ["03/09/2014", "04/09/2018", "03/09/18"], ids=["years ago", "to come", "recent"]
)
def test_a_date_that_is_written_plainly_stays(written_down: str) -> None:
    assert recent_days([written("alt_date", FieldKind.DATE, *written_down)], RECEIVED) == {}


@pytest.mark.parametrize("field", ["patient_birth_date", "effective_date"])
def test_days_of_birth_and_of_effect_may_be_any(field: str) -> None:
    assert recent_days([written(field, FieldKind.DATE, *DOUBTFUL)], RECEIVED) == {}


def test_what_is_no_date_to_either_reader_stays_so() -> None:
    assert recent_days([written("alt_date", FieldKind.DATE, *"soon")], RECEIVED) == {}
