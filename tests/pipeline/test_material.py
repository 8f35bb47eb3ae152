"""What people keyed becomes material: whose, how often keyed, in which part, and where it may lie."""

from collections.abc import Callable, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from documents import NotAllowed, ReadState, Resolution
from ocr.crop_shards import read_shard, shard_paths
from pipeline.cli import app
from pipeline.judge import Bench
from pipeline.material import Keyed, check_place, read_material, reviewed_of, write_material
from pipeline.reviewed_fields import reviewed_fields, reviewed_papers
from registry import papers
from registry.audited_outcomes import add_outcome
from registry.database import migrate, open_database, writing
from registry.fax_tables import FaxRow
from registry.learning_tables import Part
from registry.review_items import add_correction
from registry.writer_parts import place, writer_key
from review_queue import resolve
from tests.pipeline.audits import outcome_of
from tests.registry.people import NOON, PREF, digest_of, document_of
from tests.review_queue.items import ORDER_FORM, Queue, by_clerk, in_review, said
from tests.validators.builders import library
from validators import Limits

BENCH = Bench(library=library(), limits=Limits(), zone=ZoneInfo("America/New_York"))
SAID: Mapping[str, str | ReadState] = {
    "patient_last_name": "Oakes",
    "quantity": "4",
    "prescriber_signature": ReadState.ILLEGIBLE,
}


def review(engine: sa.Engine, name: str, caller: str = "") -> None:
    """A fax from a caller whose fields a clerk has said."""
    in_review(engine, name)
    with writing(engine) as session:
        row = session.get_one(FaxRow, digest_of(name))
        row.caller = caller
        resolve(session, said(name, readings=by_clerk(**SAID)), ORDER_FORM, Queue())


def gathered(engine: sa.Engine, key: str = "a key") -> tuple[Keyed, ...]:
    with writing(engine) as session:
        return reviewed_fields(session, reviewed_papers(session, BENCH), BENCH.limits, key, NOON)


def test_a_person_says_whether_the_reading_was_right(registry_engine: sa.Engine) -> None:
    review(registry_engine, "one")
    found = {one.field.name: one.reviewed for one in gathered(registry_engine)}
    assert {name: (one.score.right, one.score.truth, one.keyed) for name, one in found.items()} == {
        "patient_last_name": (False, "Oakes", 1),
        "quantity": (True, "4", 1),
    }
    assert {(one.score.read_as.writing if one.score.read_as else "") for one in found.values()} == {"typed"}


def test_an_audit_says_so_too_and_two_who_keyed_unseen_are_told_apart(registry_engine: sa.Engine) -> None:
    in_review(registry_engine, "one")
    twice = outcome_of("one", "patient_last_name").model_copy(update={"second": "another"})
    with writing(registry_engine) as session:
        add_outcome(session, twice)
        add_outcome(session, outcome_of("one", "quantity", right=False))
    found = {one.field.name: one.reviewed for one in gathered(registry_engine)}
    told = {name: (one.score.right, one.value_known, one.keyed) for name, one in found.items()}
    assert told == {"patient_last_name": (True, True, 2), "quantity": (False, False, 1)}


def test_faxes_of_one_caller_are_one_writer_and_nobody_else_is(registry_engine: sa.Engine) -> None:
    for number in range(12):
        review(registry_engine, f"fax {number}", caller=f"212555{number // 2:04d}")
    writers: dict[str, set[str]] = {}
    parts: dict[str, set[Part]] = {}
    for one in gathered(registry_engine):
        writers.setdefault(one.reviewed.writer, set()).add(one.document.fax)
        parts.setdefault(one.reviewed.writer, set()).add(one.part)
    assert [len(faxes) for faxes in writers.values()] == [2] * 6
    assert all(len(found) == 1 for found in parts.values())
    assert "212555" not in "".join(writers)


def test_what_was_said_of_another_form_does_not_count(registry_engine: sa.Engine) -> None:
    review(registry_engine, "one")
    to_another = said("one", resolution=Resolution.SET_FORM, form=PREF, revision=2)
    with writing(registry_engine) as session:
        add_correction(session, to_another)
        papers.replace_document(session, document_of("one", PREF))
    assert gathered(registry_engine) == ()


@pytest.mark.parametrize("caller", ["", "FAX", "0000000000", "555 0142"])
def test_a_caller_that_names_nobody_joins_no_writers(registry_engine: sa.Engine, caller: str) -> None:
    for name in ("one", "two"):
        review(registry_engine, name, caller)
    assert len({one.reviewed.writer for one in gathered(registry_engine)}) == 2


def a_line(one: Keyed) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """A crop with some ink for each field that is asked for."""
    crop = np.full((40, 200), 255, np.uint8)
    crop[10:30, 20:180:8] = 0
    return dict.fromkeys((one.field.name, "patient_last_name", "quantity"), crop)


def in_part(found: tuple[Keyed, ...], part: Part) -> list[Keyed]:
    return [one._replace(part=part, seen=one.reviewed.score.truth) for one in found]


def test_training_gets_crops_and_the_other_parts_readings_for_their_owner_alone(
    registry_engine: sa.Engine, tmp_path: Path
) -> None:
    review(registry_engine, "one")
    found = gathered(registry_engine)
    keyed = [one for part in Part for one in in_part(found, part)]
    out = tmp_path / "material"
    written = write_material(keyed, out, lambda _document, _day: a_line(found[0]))
    assert written == ({Part.TRAINING: 2, Part.CALIBRATION: 2, Part.HOLDOUT: 2}, 2)
    (shard,) = shard_paths(out / "training")
    assert shard.name == "once-0000.npz"
    assert sorted(crop.text for crop in read_shard(shard)) == ["4", "Oakes"]
    assert {crop.writer for crop in read_shard(shard)} == {found[0].reviewed.writer}
    for part in (Part.CALIBRATION, Part.HOLDOUT):
        assert read_material(out / part).fields == tuple(one.reviewed for one in found)
    files = [path for path in out.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (out, *out.iterdir())} == {0o700}


def test_the_holdout_earns_credit_and_never_fits_a_curve(tmp_path: Path) -> None:
    write_material([], tmp_path / "material", lambda _document, _day: {})
    holdout, calibration = (str(tmp_path / "material" / part) for part in ("holdout", "calibration"))
    asked = ["--out", str(tmp_path / "out.json")]
    for wrong in (["calibrate", holdout], ["credit", calibration]):
        refused = CliRunner().invoke(app, ["recognition", *wrong, *asked])
        assert isinstance(refused.exception, NotAllowed)
    for fine in (["calibrate", calibration], ["credit", holdout]):
        assert CliRunner().invoke(app, ["recognition", *fine, *asked]).exit_code == 0
    assert reviewed_of(Path(holdout), Part.HOLDOUT) == ()


@pytest.mark.parametrize(
    "where", [lambda data: data / ".." / "out", lambda data: data, lambda data: data / "full"]
)
def test_material_stays_below_the_data_folder_and_replaces_nothing(
    tmp_path: Path, where: Callable[[Path], Path]
) -> None:
    data = tmp_path / "data"
    (data / "full").mkdir(parents=True)
    (data / "full" / "a file").touch()
    check_place(data / "new", data)
    with pytest.raises(NotAllowed):
        check_place(where(data), data)


def test_the_command_tells_counts_and_nothing_of_what_is_written(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    url = f"sqlite:///{data / 'faxdesk.sqlite'}"
    migrate(url)
    engine = open_database(url)
    review(engine, "one", caller="2125550142")
    with writing(engine) as session:
        key = writer_key(session, "a key")
        placed = next(n for n in range(99) if place(session, key, [f"trial {n}"], NOON).part is Part.HOLDOUT)
        place(session, key, [f"trial {placed}", "caller 2125550142"], NOON)
    engine.dispose()
    out = data / "material"
    told = CliRunner().invoke(app, ["recognition", "material", str(out), "--data", str(data)])
    assert told.exit_code == 0, told.output
    assert "holdout: 2 fields" in told.output
    assert "Oakes" not in told.output
    assert len(reviewed_of(out / "holdout", Part.HOLDOUT)) == 2
    assert shard_paths(out / "training") == []
