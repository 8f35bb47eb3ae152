"""Run a batch of sample faxes through everything, from an empty registry, and compare with its truth."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pydantic import Field, ValidationError

from documents import Record, SampleTruth, UnusableFile
from pipeline.files import look_at_file
from pipeline.look import Stopwatch
from pipeline.result import FaxReport, report
from pipeline.score_tables import Summary, summarize
from pipeline.scores import BatchScores, score_sample, together
from pipeline.station import Station
from registry.csv_import import import_tables

REPLAY_FILE = "replay.json"


class Change(Record):
    """A field that reads otherwise than in the run compared with."""

    sample: str
    field: str
    before: str = Field(repr=False)
    now: str = Field(repr=False)
    right_before: bool
    right_now: bool


class Replay(Record):
    """A replayed batch: scores, tables, seconds spent in each step, and changes against an earlier run."""

    batch: str
    faxes: int
    pages: int
    wall_seconds: float
    seconds: dict[str, float]
    summary: Summary
    scores: BatchScores
    changes: tuple[Change, ...] = ()


def samples_of(batch: Path) -> list[Path]:
    """The sample folders of a batch, by name; UnusableFile when there are none."""
    found = sorted(truth.parent for truth in batch.glob("*/truth.json"))
    if not found:
        raise UnusableFile(f"{batch}: no samples (folders with a truth.json)")
    return found


def truth_of(sample: Path) -> SampleTruth:
    """The truth of a sample; UnusableFile names the file when it is broken."""
    path = sample / "truth.json"
    try:
        return SampleTruth.model_validate_json(path.read_bytes())
    except ValidationError as broken:
        raise UnusableFile(f"{path}: {broken.errors(include_input=False)[0]['msg']}") from broken


def import_registry(station: Station, batch: Path) -> None:
    """Import the batch's own registry, on the day of its last fax where that is still to come.

    BadRow or UnusableFile when a table is not accepted, UnusableFile for a batch without samples.
    """
    now = station.moment()
    last = max(dt.datetime.fromisoformat(truth_of(sample).received_on) for sample in samples_of(batch))
    if last > now.at:
        now = station.on_the_day(last)
    import_tables(station.engine, (batch / "registry",), now, station.enqueue_again)


def run_batch(
    station: Station, batch: Path, done: Callable[[], None]
) -> Iterator[tuple[SampleTruth, FaxReport]]:
    """Look at every sample of a batch, `readers` at a time; `done` hears of each.

    The facts are those of the batch's own registry, and no sample changes it: their order does not matter.
    """
    import_registry(station, batch)

    def one(sample: Path) -> tuple[SampleTruth, FaxReport]:
        truth = truth_of(sample)
        watch = Stopwatch()
        received = dt.datetime.fromisoformat(truth.received_on)
        result = look_at_file(station, sample / truth.file, received, watch)
        printed = report(truth.sample, result, station.library, station.tools.bench.limits)
        done()
        return truth, printed.model_copy(update={"seconds": watch.seconds})

    with ThreadPoolExecutor(station.settings.readers) as threads:
        yield from threads.map(one, samples_of(batch))


def replay(station: Station, batch: Path, clock: Callable[[], float], done: Callable[[], None]) -> Replay:
    """Run a batch and score it; `clock` gives steady seconds."""
    start = clock()
    runs = list(run_batch(station, batch, done))
    wall = clock() - start
    scores = together(score_sample(truth, printed, station.library) for truth, printed in runs)
    seconds: dict[str, float] = {}
    for _, printed in runs:
        for step, spent in printed.seconds.items():
            seconds[step] = seconds.get(step, 0.0) + spent
    return Replay(
        batch=batch.name,
        faxes=len(runs),
        pages=sum(len(printed.pages) for _, printed in runs),
        wall_seconds=wall,
        seconds=seconds,
        summary=summarize(scores),
        scores=scores,
    )


def against(now: Replay, earlier: Path) -> Replay:
    """The replay with every field that reads otherwise than in the run in folder `earlier`."""
    before = read_replay(earlier)
    old = {(field.sample, field.document, field.field): field for field in before.scores.fields}
    changes = tuple(
        Change(
            sample=field.sample,
            field=field.field,
            before=was.read,
            now=field.read,
            right_before=was.right,
            right_now=field.right,
        )
        for field in now.scores.fields
        if (was := old.get((field.sample, field.document, field.field))) and was.read != field.read
    )
    return now.model_copy(update={"changes": changes})


def read_replay(folder: Path) -> Replay:
    """The replay written into a folder; UnusableFile when there is none."""
    path = folder / REPLAY_FILE
    try:
        return Replay.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as broken:
        raise UnusableFile(f"{path}: not the {REPLAY_FILE} of a run") from broken


def write(found: Replay, out: Path) -> Path:
    """Write replay.json into a folder and return its path."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / REPLAY_FILE
    path.write_text(json.dumps(found.model_dump(mode="json"), indent=1), encoding="utf-8")
    return path
