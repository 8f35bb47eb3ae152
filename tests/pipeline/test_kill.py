"""The process dies inside each step, is started again, and ends in the same state."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from documents import FaxState
from intake.channel import Delivery
from intake.receive import receive
from pipeline.files import registered
from pipeline.replay import truth_of
from pipeline.settings import load_settings
from pipeline.station import open_station
from registry import faxes
from registry.csv_import import import_tables
from registry.database import reading

ROOT = Path(__file__).parents[2]
BATCH = ROOT / "samples" / "batch"
WORKER = Path(__file__).parent / "dying_worker.py"
DIED = 9
STEPS = ("decode", "classify", "file", "read 1", "judge 1", "finish")


def work(data: Path, dying_in: str) -> int:
    """Run a worker process on the data folder; its exit code."""
    command = [sys.executable, str(WORKER), str(data), dying_in]
    return subprocess.run(command, cwd=ROOT, check=False, timeout=180).returncode


def one_page_grant() -> Path:
    """A sample of one page that ends in an authorization without a person."""
    for truth in sorted(BATCH.glob("*/truth.json")):
        sample = truth_of(truth.parent)
        if [document.outcome for document in sample.documents] == ["authorize"] and len(sample.pages) == 1:
            return truth.parent
    raise AssertionError("the fixed batch has no one-page authorization")


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_inside_a_step_is_followed_by_one_that_ends_in_the_same_state(
    step: str, tmp_path: Path
) -> None:
    sample = one_page_grant()
    truth = truth_of(sample)
    settings = load_settings(data_folder=tmp_path / "data", inbox=tmp_path / "inbox", readers=1)
    received = dt.datetime.fromisoformat(truth.received_on)
    with open_station(settings) as station:
        import_tables(station.engine, (BATCH / "registry",), station.enqueue_again)
        delivery = Delivery(channel="test", name=truth.file, received_at=received, arrived_at=received)
        sink = faxes.FaxSink(station.engine, station.enqueue_fax)
        fax = receive((sample / truth.file).read_bytes(), delivery, station.tools.blobs, sink).fax

    assert work(settings.data_folder, step) == DIED
    assert work(settings.data_folder, "") == 0

    with open_station(settings) as station:
        end = registered(station, fax.digest)
        with reading(station.engine) as session:
            books = faxes.reconcile(session)
            state = faxes.status(session, fax.digest).state
    assert [judged.disposition.outcome for judged in end.documents] == ["authorize"]
    assert state is FaxState.DECIDED
    assert books.sound
