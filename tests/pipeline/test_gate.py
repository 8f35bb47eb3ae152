"""New weights are approved only when no kind of field is worse, and read with only when approved."""

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import BadInput, BadSetting
from ocr.approval import APPROVAL_FILE, KindFigures
from ocr.hand import trained_weights
from pipeline.cli import app
from pipeline.gate import Twice, approve, figures, of_replays, refusal
from pipeline.material import write_material
from pipeline.replay import Replay
from pipeline.score_tables import summarize
from pipeline.scores import BatchScores, FieldScore
from pipeline.settings import load_settings
from tests.pipeline.reports import score

NOW = dt.datetime(2018, 3, 12, 15, 0, tzinfo=dt.UTC)
OTHER_NAME = b"\x32\x01x"
"""A name for a network in ONNX form, as it is appended to one: another file that reads the same."""


def read(source: int, *, right: tuple[bool, bool], used: tuple[bool, bool] = (False, False)) -> Twice:
    return Twice(f"fax {source}", "npi", right, used)


def only(*fields: Twice) -> KindFigures:
    (found,) = figures(fields)
    return found


def test_a_kind_that_is_worse_with_every_writer_does_not_pass() -> None:
    worse = only(*(read(source, right=(True, source % 3 > 0)) for source in range(30)))
    assert (worse.fields, worse.wrong_before, worse.wrong_after) == (30, 0, 10)
    assert worse.low > 0
    assert not worse.passes


def test_one_error_more_is_chance_and_fewer_errors_pass() -> None:
    assert only(*(read(source, right=(True, source > 0)) for source in range(30))).passes
    better = only(*(read(source, right=(source % 3 > 0, True)) for source in range(30)))
    assert better.points == pytest.approx(-100 / 3)
    assert better.passes


@pytest.mark.parametrize(
    ("used", "passes"), [((False, True), False), ((True, True), True), ((True, False), True)]
)
def test_one_wrong_value_used_where_none_was_does_not_pass(used: tuple[bool, bool], *, passes: bool) -> None:
    right = [read(source, right=(True, True)) for source in range(30)]
    assert only(*right, read(99, right=(False, False), used=used)).passes is passes


def run_of(*fields: FieldScore) -> Replay:
    scores = BatchScores(fields=fields, pages=(), documents=())
    return Replay(
        batch="b", faxes=1, pages=1, wall_seconds=1, seconds={}, summary=summarize(scores), scores=scores
    )


def test_the_fields_of_two_runs_are_paired() -> None:
    present = run_of(score(field="a"), score(field="c", auto=False))
    new = run_of(score(field="c", right=False), score(field="a"))
    assert list(of_replays(present, new)) == [
        Twice("b:one", "phone", (True, True), (True, True)),
        Twice("b:one", "phone", (True, False), (False, True)),
    ]


def test_too_few_sources_show_nothing_and_a_worse_kind_is_named() -> None:
    alike = [read(source, right=(True, True)) for source in range(30)]
    assert refusal(alike[1:], figures(alike[1:])) == "it takes 30 writers or faxes"
    assert refusal(alike, figures(alike)) == ""
    worse = [one._replace(right=(True, False)) for one in alike]
    assert refusal(worse, figures(worse)) == "worse in npi"


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with one network that ships, in another file."""
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "compact.onnx").write_bytes(trained_weights("compact.onnx") + OTHER_NAME)
    return folder


def test_weights_count_only_with_the_approval_of_these_very_files(weights: Path) -> None:
    with pytest.raises(BadSetting, match=r"weights/approval\.json"):
        load_settings(weights=weights)
    kinds = figures([read(source, right=(True, True)) for source in range(30)])
    approve(weights, None, kinds, ("a batch",), NOW)
    assert load_settings(weights=weights).weights == weights
    (weights / "hand.onnx").write_bytes(trained_weights("hand.onnx") + OTHER_NAME)
    with pytest.raises(BadSetting, match=r"approval\.json \(weights\): hand\.onnx is not what was approved"):
        load_settings(weights=weights)


def test_the_weights_that_ship_need_no_approval(weights: Path) -> None:
    (weights / "compact.onnx").write_bytes(trained_weights("compact.onnx"))
    assert load_settings(weights=weights).weights == weights


def test_the_command_approves_nothing_without_fields_and_refuses_what_is_in_use(
    weights: Path, tmp_path: Path
) -> None:
    write_material([], tmp_path / "material", lambda _document, _day: {})
    asked = ["recognition", "gate", str(weights), "--material", str(tmp_path / "material" / "holdout")]
    asked += ["--data", str(tmp_path / "data")]
    found = CliRunner().invoke(app, asked)
    assert found.exit_code == 1
    assert "not approved: it takes 30" in found.output
    assert not (weights / APPROVAL_FILE).exists()
    (weights / "compact.onnx").unlink()
    assert isinstance(CliRunner().invoke(app, asked).exception, BadInput)
