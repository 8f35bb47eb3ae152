"""Resident memory of a worker and its reader over many faxes."""

import itertools
import multiprocessing
import os
import sys
import tempfile
from pathlib import Path

from pipeline.files import look_at_file
from pipeline.replay import samples_of, truth_of
from pipeline.settings import load_settings
from pipeline.station import open_station

BATCH = Path(__file__).parents[2] / "samples" / "batch"
LIMIT_MB = 600


def resident_mb(process: int) -> float:
    """Resident megabytes of a process now."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def main(count: str = "500", batch: str = str(BATCH)) -> None:
    """Take `count` faxes through one worker with one reader; exit 1 when either grows over the limit."""
    most = {"worker": 0.0, "reader": 0.0}
    with (
        tempfile.TemporaryDirectory() as folder,
        open_station(load_settings(data_folder=Path(folder), readers=1)) as station,
    ):
        samples = itertools.islice(itertools.cycle(samples_of(Path(batch))), int(count))
        for number, sample in enumerate(samples, start=1):
            look_at_file(station, sample / truth_of(sample).file)
            most["worker"] = max(most["worker"], resident_mb(os.getpid()))
            for child in multiprocessing.active_children():
                most["reader"] = max(most["reader"], resident_mb(child.pid or 0))
            if number % 50 == 0:
                print(
                    f"{number} faxes: " + ", ".join(f"{who} {mb:.0f} MB" for who, mb in most.items()),
                    flush=True,
                )
    sys.exit(any(mb > LIMIT_MB for mb in most.values()))


if __name__ == "__main__":
    main(*sys.argv[1:])
