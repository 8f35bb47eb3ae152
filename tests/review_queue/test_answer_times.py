"""When documents are due: by what their form can grant, unless the center says otherwise."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from documents import BadSetting
from forms.definition import FormDefinition
from pipeline.settings import load_settings
from pipeline.station import open_station
from review_queue.answer_times import AROUND_THE_CLOCK, NO_FORM, AnswerTimes
from review_queue.business_hours import ALWAYS
from tests.registry.people import NOON
from tests.review_queue.items import ORDER_FORM, PREF_FORM


def hours(answers: AnswerTimes, form: FormDefinition | None) -> float:
    return (answers.due_at(NOON, form) - NOON) / dt.timedelta(hours=1)


def test_a_prescription_is_due_before_a_certification_and_a_page_of_no_form_may_be_one() -> None:
    assert [round(hours(AROUND_THE_CLOCK, form)) for form in (ORDER_FORM, None, PREF_FORM)] == [4, 4, 24]


def test_a_center_sets_the_hours_of_a_form_and_leaves_those_of_others() -> None:
    answers = AnswerTimes(ALWAYS, ZoneInfo("UTC"), {ORDER_FORM.ref.form: 2.5, NO_FORM: 1})
    assert [round(hours(answers, form), 2) for form in (ORDER_FORM, None, PREF_FORM)] == [2.5, 1, 24]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"answer_hours": {"prescripton": 4}}, "answer_hours.prescripton"),
        ({"answer_hours": {"no_form": 0}}, "answer_hours.no_form"),
        ({"business_hours": Path("elsewhere.toml")}, "elsewhere.toml"),
    ],
)
def test_a_wrong_setting_stops_start_up(tmp_path: Path, setting: dict[str, object], said: str) -> None:
    with (
        pytest.raises(BadSetting, match=said),
        open_station(load_settings(data_folder=tmp_path / "data", inbox=tmp_path / "in", **setting)),
    ):
        pass
