"""The demonstration: sample faxes through real calls into the watched folder, to the last disposition."""

import datetime as dt
import os
import shutil
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from documents import Digest, Record
from pipeline.files import registered
from pipeline.line import run_line
from pipeline.replay import samples_of, truth_of
from pipeline.result import FaxReport, FaxResult, report
from pipeline.settings import Settings
from pipeline.station import Station, unfinished
from registry.database import reading

STRAYS = {
    "stray-empty.tif": b"",
    "stray-letter.txt": b"Dear Sirs,\nplease find attached nothing at all.\n",
    "stray-cut-short.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
}
"""Files that are no fax and still land in fax folders."""


class Dropped(Record):
    """A sample fax put into the inbox: its sample, its file there, the digest of its bytes."""

    sample: str
    file: str
    digest: Digest


def drop(batch: Path, inbox: Path) -> tuple[Dropped, ...]:
    """Put every fax of a batch into the inbox, dated as in its story; then some strays."""
    inbox.mkdir(parents=True, exist_ok=True)
    dropped = []
    for sample in samples_of(batch):
        truth = truth_of(sample)
        source = sample / truth.file
        name = f"{truth.sample}{source.suffix}"
        arriving = inbox / f".{name}.part"
        shutil.copyfile(source, arriving)
        moment = dt.datetime.fromisoformat(truth.received_on).timestamp()
        os.utime(arriving, (moment, moment))
        dropped.append(
            Dropped(sample=truth.sample, file=name, digest=sha256(source.read_bytes()).hexdigest())
        )
        arriving.rename(inbox / name)
    for name, content in STRAYS.items():
        (inbox / name).write_bytes(content)
        dropped.append(Dropped(sample=name, file=name, digest=sha256(content).hexdigest()))
    return tuple(dropped)


def work_off(station: Station, faxes: int, progress: Callable[[int], None], patience: float) -> None:
    """Run the fax line until `faxes` different faxes have come to an end; at most `patience` seconds.

    Raises:
        TimeoutError: they have not.
    """
    done = threading.Event()
    ended: set[Digest] = set()

    def one_ended(fax: Digest) -> None:
        ended.add(fax)
        progress(len(ended))
        if len(ended) >= faxes:
            done.set()

    timer = threading.Timer(patience, done.set)
    timer.start()
    run_line(station, lambda: done.is_set() and _inbox_empty(station.settings), one_ended)
    timer.cancel()
    with reading(station.engine) as session:
        left = unfinished(session)
    if left or len(ended) < faxes:
        raise TimeoutError(f"{left} faxes unfinished after {patience:g} seconds")


def results(station: Station, dropped: tuple[Dropped, ...]) -> list[tuple[Dropped, FaxResult, FaxReport]]:
    """What became of each fax that was dropped, once for each different fax."""
    seen: set[Digest] = set()
    found = []
    for one in dropped:
        if one.digest in seen:
            continue
        seen.add(one.digest)
        result = registered(station, one.digest)
        printed = report(one.sample, result, station.library, station.tools.bench.limits)
        found.append((one, result, printed))
    return found


def _inbox_empty(settings: Settings) -> bool:
    return not any(settings.inbox.iterdir())
