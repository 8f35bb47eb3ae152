"""A batch through the bench is read as `faxdesk replay` reads it, and never twice."""

import shutil
from pathlib import Path

from pipeline.replay import run_batch
from pipeline.scores import score_sample
from pipeline.settings import load_settings
from pipeline.station import open_station
from samples.batch import FIXED_BATCH
from tests.bench.recognition_batches import Terms, batch_there, runs_of
from tests.bench.recognition_runs import PADDLE, PEERS, TESSERACT

SAMPLE = "0023"
"""A form filled in by hand, in fonts."""


def one_sample(folder: Path) -> Path:
    """A batch with a single fax of the committed one."""
    folder.mkdir()
    shutil.copy(FIXED_BATCH / "batch.json", folder)
    shutil.copytree(FIXED_BATCH / "registry", folder / "registry")
    sample = next(FIXED_BATCH.glob(f"{SAMPLE}-*"))
    shutil.copytree(sample, folder / sample.name)
    return folder


def test_the_bench_reads_what_replay_reads_has_the_peers_beside_it_and_reads_nothing_twice(
    tmp_path: Path,
) -> None:
    batch = one_sample(tmp_path / "batch")
    ((name, run),) = runs_of(batch, tmp_path / "kept", Terms(), 1, None)
    with open_station(load_settings(data_folder=tmp_path / "data", readers=1)) as station:
        ((truth, printed),) = run_batch(station, batch, lambda: None)
        scores = score_sample(truth, printed, station.library)
    assert name == truth.sample
    assert tuple(one.score for one in run.fields) == scores.fields
    assert run.documents == scores.documents
    for one in run.fields:
        assert set(one.peers) == set(PEERS)
    read = [one for one in run.fields if one.score.read_as and one.score.read_as.signs]
    assert read
    assert run.asked >= len(read)
    assert sum(one.peers[PADDLE].right for one in read) >= sum(one.peers[TESSERACT].right for one in read)
    assert {"faxdesk", "paddle", "tesseract", "opening", "documents"} <= set(run.seconds)

    (kept,) = (tmp_path / "kept").glob(f"batch-*/{name}.json")
    before = kept.stat()
    assert list(runs_of(batch, tmp_path / "kept", Terms(), 1, None)) == [(name, run)]
    assert kept.stat() == before


def test_a_batch_that_is_there_is_used_and_not_made(tmp_path: Path) -> None:
    batch = one_sample(tmp_path / "batch")
    assert batch_there(batch, tmp_path / "no strokes", 5, 1) == batch
    assert not (tmp_path / "batch.unfinished").exists()


def test_without_the_peers_the_same_is_read_and_granted(tmp_path: Path) -> None:
    batch = one_sample(tmp_path / "batch")
    ((_, alone),) = runs_of(batch, tmp_path / "alone", Terms(alone=True), 1, None)
    ((name, beside),) = runs_of(batch, tmp_path / "beside", Terms(), 1, None)
    assert [one.score for one in alone.fields] == [one.score for one in beside.fields]
    assert alone.documents == beside.documents
    assert all(not one.peers for one in alone.fields)
    assert set(beside.seconds) - set(alone.seconds) == {"paddle", "tesseract"}
    assert list(runs_of(batch, tmp_path / "beside", Terms(alone=True), 1, None)) == [(name, beside)]
