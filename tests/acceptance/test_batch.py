"""The fixed batch of real faxes, read whole: what must hold for every release."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents import GRANTS
from pipeline.replay import Replay, replay
from pipeline.settings import load_settings
from pipeline.station import open_station

BATCH = Path(__file__).parents[2] / "samples" / "batch"
pytestmark = pytest.mark.xdist_group("batch")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    data = tmp_path_factory.mktemp("data")
    with open_station(load_settings(data_folder=data, inbox=data / "inbox", readers=2)) as station:
        yield replay(station, BATCH, time.monotonic, lambda: None)


def share(run: Replay, name: str) -> float:
    return next(tally.share for tally in run.summary.tallies if tally.name == name)


def test_no_document_is_granted_wrongly(run: Replay) -> None:
    assert [one for one in run.scores.documents if one.false_grant] == []


def test_no_page_of_another_kind_is_accepted_as_a_form(run: Replay) -> None:
    assert [page for page in run.scores.pages if not page.right and not page.to_review] == []
    assert [one for one in run.scores.documents if one.truth == "not there"] == []


def test_typed_fields_are_read_right_or_left_to_a_person(run: Replay) -> None:
    assert share(run, "typed fields, clean or lightly damaged: exactly right") >= 0.95
    assert share(run, "typed fields, clean or lightly damaged: right or left to a person") >= 0.99


def test_boxes_are_right_and_seldom_flagged(run: Replay) -> None:
    assert share(run, "checkboxes: right among those not flagged") >= 0.995
    assert share(run, "checkboxes: flagged for a person") <= 0.05


def test_signatures_that_are_not_flagged_are_right(run: Replay) -> None:
    assert share(run, "signatures: right among those not flagged") >= 0.99


def test_every_document_gets_its_outcome_or_goes_to_a_person(run: Replay) -> None:
    """A fax scanned again is decided as the first time here: a replay records no sample for the next."""
    copies = [one for one in run.scores.documents if one.sample.endswith("scanned-again")]
    off = [one for one in run.scores.documents if one.outcome not in (one.truth, "review")]
    assert [one for one in off if one not in copies] == []
    assert {one.outcome for one in copies} <= {*GRANTS, "review"}


def test_clean_typed_forms_are_granted_without_a_person(run: Replay) -> None:
    granted = [one.form for one in run.scores.documents if one.outcome == one.truth and one.truth in GRANTS]
    assert {form.split("/")[0] for form in granted} == {
        "prescriber_enrollment",
        "pharmacy_enrollment",
        "patient_acknowledgment",
        "prescription_authorization",
    }
