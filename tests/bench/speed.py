"""Pages a second, seconds a page on one core, and the share of each step, on the fixed batch."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from documents import SampleTruth
from pipeline.replay import run_batch
from pipeline.result import FaxReport
from pipeline.settings import load_settings
from pipeline.station import open_station

BATCH = Path(__file__).parents[2] / "samples" / "batch"


def run(batch: Path, readers: int) -> tuple[float, list[tuple[SampleTruth, FaxReport]]]:
    """Wall seconds and results of a batch with so many reading processes, started and warm."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_station(load_settings(data_folder=Path(folder), readers=readers)) as station,
    ):
        list(run_batch(station, batch, lambda: None))
        start = time.perf_counter()
        runs = list(run_batch(station, batch, lambda: None))
        return time.perf_counter() - start, runs


def main(batch: Path = BATCH) -> None:
    """Print the figures."""
    alone, runs = run(batch, 1)
    both, _ = run(batch, 2)
    pages = sum(len(report.pages) for _, report in runs)
    spent: dict[str, float] = {}
    for _, report in runs:
        for step, seconds in report.seconds.items():
            spent[step] = spent.get(step, 0.0) + seconds
    total = sum(spent.values())
    print(f"{len(runs)} faxes, {pages} pages")
    print(f"end to end: {pages / alone:.2f} pages/s with one reader, {pages / both:.2f} with two")
    for step, seconds in spent.items():
        print(f"  {step:<10} {seconds:7.1f} s  {seconds / total:6.1%}")
    for hand in ("typed", "hand"):
        each = [
            sum(report.seconds.values()) / len(report.pages)
            for truth, report in runs
            if report.pages and any(f.hand == hand for d in truth.documents for f in d.fields)
        ]
        median = statistics.median(each)
        print(f"seconds a page, faxes with {hand} fields: median {median:.2f}, most {max(each):.2f}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
