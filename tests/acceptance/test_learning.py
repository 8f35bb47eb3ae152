"""From a fax that was read, over what people keyed of it, to crops, readings and a comparison of weights."""

import datetime as dt
import secrets
from pathlib import Path

import pytest

from documents import ReadState
from extractors.chance import shipped_table
from forms.definition import MARKED_KINDS, FieldKind
from ocr.crop_shards import read_shard, shard_paths
from ocr.hand import trained_weights
from pipeline.audited_readings import known_readings
from pipeline.desk import Desk
from pipeline.files import register_file
from pipeline.gate import of_material
from pipeline.material import reviewed_of, write_material
from pipeline.replay import truth_of
from pipeline.reviewed_fields import reviewed_fields, reviewed_papers
from pipeline.settings import Settings, load_settings
from pipeline.station import Station, desk_plan, open_station
from registry import papers
from registry.audited_outcomes import AuditedOutcome, add_outcome
from registry.database import reading, writing
from registry.learning_tables import Part

BATCH = Path(__file__).parents[2] / "samples" / "batch"
ORDER = BATCH / "0022-prescription-authorization-blank-page" / "fax.pdf"
RECEIVED = dt.datetime(2018, 6, 1, 12, tzinfo=dt.UTC)
UNWRITTEN = {*MARKED_KINDS, FieldKind.SIGNATURE}
pytestmark = pytest.mark.xdist_group("learning")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation in which every value read on one fax was keyed again and found right."""
    found = load_settings(data_folder=tmp_path_factory.mktemp("learning") / "data", readers=1)
    with open_station(found) as station:
        result = register_file(station, ORDER, RECEIVED)
        for judged in result.documents:
            if judged.reading is not None and judged.document.form is not None:
                form = station.library.get(judged.document.form)
                with writing(station.engine) as session:
                    for one in judged.reading.readings:
                        outcome = AuditedOutcome(
                            fax=judged.document.fax,
                            document=judged.document.number,
                            revision=0,
                            field=one.field,
                            kind=form.field(one.field).kind,
                            form=form.ref,
                            writing=one.writing,
                            confidence=one.confidence,
                            right=one.state is ReadState.READ,
                            by="auditor",
                            second="another",
                            audited_at=RECEIVED,
                        )
                        add_outcome(session, outcome)
    return found


def in_part(station: Station, part: Part, out: Path) -> Path:
    """The material of the installation, its only writer placed in that part."""
    while True:
        key = secrets.token_hex(8)
        with reading(station.engine) as session:
            bench = station.tools.bench
            keyed = reviewed_fields(session, reviewed_papers(session, bench), bench.limits, key, RECEIVED)
            if {one.part for one in keyed} == {part}:
                break
    desk = Desk(desk_plan(station.settings))
    with reading(station.engine) as session:
        write_material(keyed, out, lambda one, day: desk.lines(one, papers.pages(session, one.fax), day))
    return out


def test_what_was_keyed_becomes_crops_as_the_readers_see_them(settings: Settings, tmp_path: Path) -> None:
    with open_station(settings) as station:
        out = in_part(station, Part.TRAINING, tmp_path / "material")
    (shard,) = shard_paths(out / "training")
    crops = read_shard(shard)
    assert shard.name == "twice-0000.npz"
    assert len(crops) > 20
    assert len({crop.writer for crop in crops}) == 1
    assert not {crop.kind for crop in crops} & UNWRITTEN
    truth = truth_of(ORDER.parent).documents[0]
    npis = {field.value for field in truth.fields if field.name.endswith("npi")}
    assert {crop.text for crop in crops if crop.kind == FieldKind.NPI} <= npis


def test_the_holdout_is_read_again_with_both_weights(settings: Settings, tmp_path: Path) -> None:
    other = tmp_path / "weights"
    other.mkdir()
    (other / "compact.onnx").write_bytes(trained_weights("compact.onnx") + b"\x32\x01x")
    with open_station(settings) as station:
        out = in_part(station, Part.HOLDOUT, tmp_path / "material")
        held = reviewed_of(out / "holdout", Part.HOLDOUT)
        fields = list(of_material(station, other, held))
    known = known_readings(((one.writer, one.score) for one in held), shipped_table())
    assert len(known) > 20
    assert all(one.right for one in known)
    assert len(fields) == sum(one.value_known for one in held) > 20
    assert {(one.right, one.used[0] == one.used[1]) for one in fields} == {((True, True), True)}
