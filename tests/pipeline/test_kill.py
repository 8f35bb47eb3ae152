"""The process dies inside each step, is started again, and ends in the same state."""

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlmodel import select

from documents import Digest, FaxState, FormReading
from intake.channel import Delivery
from intake.receive import receive
from pipeline.files import registered
from pipeline.replay import import_registry, truth_of
from pipeline.settings import load_settings
from pipeline.station import open_station
from registry import faxes
from registry.database import reading
from registry.participant_tables import AuthorizationRow
from registry.safety import open_reports

ROOT = Path(__file__).parents[2]
BATCH = ROOT / "samples" / "batch"
WORKER = (
    "from pathlib import Path; from tests.pipeline.dying_worker import main; main(Path({data!r}), {step!r})"
)
"""No script: its reading process would load it again, and all that a worker needs with it."""
DIED = 9
SAMPLE = BATCH / "0022-prescription-authorization-blank-page"
OF_HARM = BATCH / "0026-prescription-authorization-high-alt"
STEPS = ("decode", "classify", "file", "read 1", "judge 1", "finish")

pytestmark = pytest.mark.xdist_group("kill")


class End(NamedTuple):
    """Where a fax ended, without times."""

    state: FaxState
    outcomes: tuple[str, ...]
    reasons: tuple[tuple[str, ...], ...]
    readings: tuple[FormReading | None, ...]
    authorizations: int
    sound: bool


def work(data: Path, dying_in: str) -> int:
    """Run a worker process on the data folder; its exit code."""
    command = [sys.executable, "-c", WORKER.format(data=str(data), step=dying_in)]
    return subprocess.run(command, cwd=ROOT, check=False, timeout=180).returncode


def receive_sample(data: Path, sample: Path = SAMPLE) -> Digest:
    """Put the sample into a fresh installation, received and on the queue."""
    settings = load_settings(data_folder=data, inbox=data.parent / "inbox", readers=1)
    truth = truth_of(sample)
    moment = dt.datetime.fromisoformat(truth.received_on)
    with open_station(settings) as station:
        import_registry(station, BATCH)
        delivery = Delivery(channel="test", name=truth.file, received_at=moment, arrived_at=moment)
        sink = faxes.FaxSink(station.engine, station.enqueue_fax)
        content = (sample / truth.file).read_bytes()
        return receive(content, delivery, station.tools.blobs, sink).fax.digest


def end_of(data: Path, fax: Digest) -> End:
    """Where the fax ended, what was read and decided, what the registry holds, whether the books add up."""
    with open_station(load_settings(data_folder=data, inbox=data.parent / "inbox", readers=1)) as station:
        found = registered(station, fax)
        with reading(station.engine) as session:
            return End(
                state=faxes.status(session, fax).state,
                outcomes=tuple(one.disposition.outcome for one in found.documents),
                reasons=tuple(one.disposition.reasons for one in found.documents),
                readings=tuple(one.reading for one in found.documents),
                authorizations=len(session.exec(select(AuthorizationRow)).all()),
                sound=faxes.reconcile(session).sound,
            )


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> End:
    """The end of the fax when nothing dies."""
    data = tmp_path_factory.mktemp("undisturbed") / "data"
    fax = receive_sample(data)
    assert work(data, "") == 0
    end = end_of(data, fax)
    assert end.state is FaxState.DECIDED
    assert end.sound
    return end


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_inside_a_step_is_followed_by_one_that_ends_in_the_same_state(
    step: str, tmp_path: Path, undisturbed: End
) -> None:
    data = tmp_path / "data"
    fax = receive_sample(data)
    assert work(data, step) == DIED
    assert work(data, "") == 0
    assert end_of(data, fax) == undisturbed


def test_a_worker_killed_over_a_decision_that_finds_harm_leaves_one_report_to_safety(tmp_path: Path) -> None:
    data = tmp_path / "data"
    fax = receive_sample(data, OF_HARM)
    assert work(data, "judge 1") == DIED
    assert work(data, "") == 0
    settings = load_settings(data_folder=data, inbox=data.parent / "inbox", readers=1)
    with open_station(settings) as station, reading(station.engine) as session:
        assert [report.fax for report in open_reports(session)] == [fax]
