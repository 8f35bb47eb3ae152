"""Batches in real hands: made end to end, the same bytes for the same seed, never mixed with another part."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import BadInput, SampleTruth
from forms.library import load_forms
from pipeline.commands.samples import app
from samples.batch import BatchNote, BatchOptions, RealHands, _drawn_with, make_batch
from samples.fixed import fixed_batch_plan
from samples.one import make_sample
from samples.plan import Oddity, SamplePlan
from samples.writers.load import Company
from tests.samples.writers.stand_in import full_writers

LIBRARY = load_forms()


def by_hand() -> SamplePlan:
    plan = next(plan for plan in fixed_batch_plan() if plan.mode == "hand")
    return plan.model_copy(update={"writers": "test", "fonts": "tests"})


def test_a_fax_in_real_hands_tells_who_wrote_what(company: Company) -> None:
    made = make_sample(by_hand(), LIBRARY, company)
    fields = made.truth.documents[0].fields
    writers = {field.writer for field in fields if field.writer}
    assert writers
    assert writers <= set(full_writers("test"))
    assert made.content == make_sample(by_hand(), LIBRARY, company).content
    fonts = make_sample(by_hand().model_copy(update={"writers": None}), LIBRARY)
    assert fonts.content != made.content
    assert [field.value.casefold() for field in fonts.truth.documents[0].fields] == [
        field.value.casefold() for field in fields
    ]


@pytest.mark.parametrize("part", [None, "training"])
def test_a_plan_is_never_written_by_another_part(part: str | None, company: Company) -> None:
    with pytest.raises(ValueError, match="is to be written by"):
        make_sample(by_hand().model_copy(update={"writers": part}), LIBRARY, company)


def test_a_batch_in_real_hands_is_the_same_in_one_process_or_two(
    strokes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = BatchOptions(hand=RealHands(folder=strokes, part="calibration"))
    for name, count, alone in (("short", 2, 9), ("long", 3, 1)):
        monkeypatch.setattr("samples.batch._WORTH_TWO_PROCESSES", alone)
        note = make_batch(tmp_path / name, count, 31, LIBRARY, lambda _done, _count: None, real)
        assert note.hand == "calibration writers"
    allowed = {*full_writers("calibration"), ""}
    for path in (tmp_path / "short").glob("0*/*"):
        assert path.read_bytes() == (tmp_path / "long" / path.parent.name / path.name).read_bytes()
    for path in (tmp_path / "long").glob("*/truth.json"):
        truth = SampleTruth.model_validate_json(path.read_bytes())
        assert {field.writer for document in truth.documents for field in document.fields} <= allowed


def test_a_fax_sent_again_is_the_same_fax_in_the_same_hands(company: Company) -> None:
    plans = {plan.oddity: plan for plan in fixed_batch_plan()}
    resent = _drawn_with(plans[Oddity.RESENT], {"fonts": "tests", "writers": "test"})
    assert resent.of is not None
    assert make_sample(resent, LIBRARY, company).content == make_sample(resent.of, LIBRARY, company).content


def test_the_command_makes_faxes_in_real_hands(strokes: Path, tmp_path: Path) -> None:
    out = tmp_path / "made"
    asked = [
        "make",
        "--out",
        str(out),
        "--count",
        "1",
        "--seed",
        "8",
        "--hand",
        "real",
        "--data",
        str(strokes),
    ]
    ran = CliRunner().invoke(app, asked, catch_exceptions=False)
    assert ran.exit_code == 0
    assert BatchNote.model_validate_json((out / "batch.json").read_bytes()).hand == "test writers"


@pytest.mark.parametrize("asked", [["--hand", "real"], ["--data", "somewhere"]])
def test_real_hands_and_their_strokes_are_asked_for_together(asked: list[str], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="--data"):
        CliRunner().invoke(app, ["make", "--out", str(tmp_path / "x"), *asked], catch_exceptions=False)


def test_a_folder_without_strokes_leaves_nothing_behind(tmp_path: Path) -> None:
    nowhere = BatchOptions(hand=RealHands(folder=tmp_path / "none"))
    with pytest.raises(BadInput, match="missing"):
        make_batch(tmp_path / "made", 1, 1, LIBRARY, lambda _done, _count: None, nowhere)
    assert not (tmp_path / "made").exists()
