"""Chances fitted and credit earned from runs whose truth is known."""

import datetime as dt
import json
import random
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from documents import FormRef, Signs, UnusableFile, Writing
from extractors.chance import features_of
from forms.definition import FieldKind
from ocr.credit import Target
from pipeline.audited_readings import Known, known_readings, scores_of
from pipeline.commands.recognition import app
from pipeline.earn_credit import calibrations, ledger_from
from pipeline.families import FAMILIES
from pipeline.fit_chances import fit_table
from pipeline.replay import Replay, read_replay, write
from pipeline.score_tables import summarize
from pipeline.scores import BatchScores, FieldScore
from tests.pipeline.reports import read_field

FORM = FormRef(form="prescriber_enrollment", edition="2017-10")
NOW = dt.datetime(2018, 3, 12, 15, 0, tzinfo=dt.UTC)


def signs(sureness: float, *, agreed: bool) -> Signs:
    return Signs(
        share=sureness,
        fit=sureness,
        seen=sureness,
        other=sureness if agreed else 0.05,
        plain=True,
        agreed=agreed,
    )


def known(rng: random.Random, number: int, kind: FieldKind = FieldKind.PHONE) -> Known:
    """A reading that is right as often as its sureness says, more often when both readers agree."""
    sureness, agreed = rng.uniform(0.5, 0.999), rng.random() < 0.7
    right = rng.random() < (sureness if agreed else 0.5 * sureness)
    return Known(
        source=f"0:{number // 10}",
        kind=kind,
        form=FORM,
        writing=Writing.HANDWRITTEN,
        features=features_of(signs(sureness, agreed=agreed), 0, 0.4, 10),
        chance=None,
        clear_of_doubt=True,
        right=right,
    )


def many(count: int, seed: int) -> list[Known]:
    rng = random.Random(seed)
    return [known(rng, number) for number in range(count)]


def with_chances(readings: list[Known], fitted_on: list[Known]) -> list[Known]:
    (curve,) = fit_table(fitted_on).curves
    return [one._replace(chance=curve.chance(one.features)) for one in readings]


def test_a_curve_fitted_on_some_readings_is_calibrated_on_others() -> None:
    (found,) = calibrations(with_chances(many(4000, 2), many(4000, 1)))
    assert (found.family, found.writing, found.readings) == ("numbers", "handwritten", 4000)
    assert found.error < 0.03
    assert sum(count for _, _, count in found.bins) == 4000


def test_what_chance_alone_makes_of_kept_promises_is_told_beside_the_error() -> None:
    (few,), (many_more,) = (calibrations(with_chances(many(n, 2), many(4000, 1))) for n in (300, 4000))
    assert few.by_chance > 2 * many_more.by_chance
    assert many_more.error < 3 * many_more.by_chance


def test_one_writer_read_far_worse_than_promised_widens_what_may_be_promised_too_much() -> None:
    readings = [one._replace(source=str(place % 20)) for place, one in enumerate(many(4000, 2))]
    odd = [one._replace(right=one.right and one.source != "7") for one in readings]
    (alike,), (apart,) = (calibrations(with_chances(found, many(4000, 1))) for found in (readings, odd))
    assert alike.excess_span[0] < 0 < alike.excess_span[1]
    assert apart.excess > alike.excess_span[1]
    assert np.ptp(apart.excess_span) > 3 * np.ptp(alike.excess_span)


def test_a_writer_is_one_source_in_every_run_and_a_fax_only_in_its_own(tmp_path: Path) -> None:
    named = score(1).model_copy(update={"writer": "ce-0001"})
    runs = [read_replay(run_of(tmp_path / name, named, score(2))) for name in ("one", "two")]
    assert [source for source, _ in scores_of(runs)] == ["ce-0001", "0:0000", "ce-0001", "1:0000"]


def test_agreement_raises_the_chance() -> None:
    (curve,) = fit_table(many(3000, 3)).curves
    together, apart = (
        curve.chance(features_of(signs(0.9, agreed=agreed), 0, 0.4, 10)) for agreed in (True, False)
    )
    assert together > apart + 0.2


def test_too_few_readings_or_none_wrong_give_no_curve() -> None:
    assert fit_table(many(80, 1)).curves == ()
    assert fit_table([one._replace(right=True) for one in many(500, 1)]).curves == ()
    assert fit_table([one._replace(source="one writer") for one in many(500, 1)]).curves == ()


def test_credit_covers_the_kinds_of_a_family_on_the_audited_editions() -> None:
    sure = [one._replace(right=True, chance=0.9995) for one in many(3000, 4)]
    (line,) = ledger_from(sure, Target(), NOW).lines
    assert line.cell.kinds == FAMILIES["numbers"]
    assert (line.cell.forms, line.credit.errors, line.credit.used) == ((FORM,), 0, 3000)
    assert line.credit.given


def test_readings_that_go_to_a_person_anyway_earn_nothing() -> None:
    doubtful = [one._replace(right=True, chance=0.9995, clear_of_doubt=False) for one in many(3000, 4)]
    assert ledger_from(doubtful, Target(), NOW).lines == ()


def score(number: int, *, right: bool = True, doubts: tuple[str, ...] = ()) -> FieldScore:
    field = read_field("3125550142").model_copy(
        update={
            "writing": "handwritten",
            "signs": signs(0.9, agreed=True),
            "chance": 0.9995,
            "doubts": doubts,
        }
    )
    return FieldScore(
        sample=f"{number // 10:04d}",
        document=0,
        field=f"phone_{number}",
        kind="phone",
        hand="hand",
        damage="clean",
        filled=True,
        truth="3125550142",
        read=field.value,
        state=field.state,
        confidence=field.confidence,
        auto=field.auto,
        right=right,
        ambiguous=False,
        form=str(FORM),
        read_as=field,
    )


def run_of(folder: Path, *fields: FieldScore) -> Path:
    scores = BatchScores(fields=fields, pages=(), documents=())
    found = Replay(
        batch="b", faxes=1, pages=1, wall_seconds=1, seconds={}, summary=summarize(scores), scores=scores
    )
    write(found, folder)
    return folder


def test_readings_of_a_run_keep_their_signs_and_whether_a_doubt_was_left(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", score(1), score(2, doubts=("grammar_chose",)), score(3, doubts=("faint",)))
    table = fit_table(many(1000, 1))
    found = known_readings(scores_of([read_replay(run)]), table)
    assert [one.clear_of_doubt for one in found] == [True, True, False]
    features = features_of(signs(0.9, agreed=True), 0, 0.0, 10)
    assert {(one.kind, one.form, one.writing, one.features) for one in found} == {
        (FieldKind.PHONE, FORM, Writing.HANDWRITTEN, features)
    }
    assert {one.chance for one in found} == {table.curves[0].chance(features)}


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=r"replay\.json: not the replay"):
        read_replay(tmp_path)


def test_the_commands_earn_credit_and_say_what_is_missing(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", *(score(number) for number in range(2500)))
    ledger, chances = tmp_path / "ledger.json", tmp_path / "chances.json"
    chances.write_text(fit_table(many(1000, 1)).model_dump_json(), encoding="utf-8")
    asked = ["--out", str(ledger), "--chances", str(chances)]
    earned = CliRunner().invoke(app, ["credit", str(run), *asked])
    assert "may be used" in earned.stdout
    told = CliRunner().invoke(
        app, ["status", "--ledger", str(ledger), "--json", "--data", str(tmp_path / "data")]
    )
    (line,) = json.loads(told.stdout)["lines"]
    assert (line["credit"]["used"], line["credit"]["errors"]) == (2500, 0)
    few = run_of(tmp_path / "few", *(score(number) for number in range(100)))
    poor = CliRunner().invoke(app, ["credit", str(few), *asked])
    assert "2039 more without an error needed" in poor.stdout.replace("\n", " ")


def test_the_commands_fit_and_check_curves(tmp_path: Path) -> None:
    fields = [score(number, right=number % 9 != 0) for number in range(400)]
    run = run_of(tmp_path / "run", *fields)
    fitted = CliRunner().invoke(app, ["calibrate", str(run), "--out", str(tmp_path / "chances.json")])
    assert "numbers, handwritten: fitted on 400 readings" in fitted.stdout
    asked = ["--chances", str(tmp_path / "chances.json"), "--json"]
    checked = CliRunner().invoke(app, ["check", str(run), *asked])
    (one,) = json.loads(checked.stdout)
    assert one["right"] == pytest.approx(355 / 400)
    assert one["error"] < 0.05
