"""Batches of faxes by writers nobody trained on: made where they are missing, read sample by sample."""

import hashlib
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import cv2
from pydantic import ValidationError

from documents import BadInput
from forms import load_forms
from pipeline.readers import ONE_THREAD_EACH
from pipeline.replay import import_registry, samples_of
from pipeline.settings import load_settings
from pipeline.station import Station, desk_plan, open_station
from samples.batch import BatchNote, BatchOptions, RealHands, make_batch
from samples.writers.split import PARTS, Part
from tests.bench.recognition_pages import Notes, noted, run_sample
from tests.bench.recognition_runs import SampleRun

ROOT = Path(__file__).parents[2]
_DECIDES = ("documents", "extractors", "forms", "intake", "ocr", "pipeline", "registry", "validators")
"""Packages whose files decide what is read; `tests/bench/recognition_pages.py` is the last of them."""


class Terms(NamedTuple):
    """What may be used unseen: a ledger and a table of chances, None for those that come with faxdesk.

    `alone` leaves the peers out.
    """

    ledger: Path | None = None
    chances: Path | None = None
    alone: bool = False


CAPTURE = "2026-11"
"""The edition with combs for numbers; a batch whose folder ends with it is made of the same plans on it."""


def batch_there(folder: Path, data: Path, count: int, seed: int) -> Path:
    """The batch in the folder, made of test writers when there is none yet.

    It is made beside its place and moved there when whole, so that a batch broken off is made anew.
    """
    if (folder / "batch.json").is_file():
        return folder
    making = folder.with_name(f"{folder.name}.unfinished")
    if making.exists():
        shutil.rmtree(making)
    making.parent.mkdir(parents=True, exist_ok=True)
    editions = (CAPTURE,) if folder.name.endswith(CAPTURE) else ()
    options = BatchOptions(hand=RealHands(folder=data, part="test"), editions=editions)
    make_batch(making, count, seed, load_forms(), _silent, options)
    making.rename(folder)
    return folder


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""


def note_of(batch: Path) -> BatchNote:
    """What made the batch; BadInput when it is none."""
    try:
        return BatchNote.model_validate_json((batch / "batch.json").read_bytes())
    except (OSError, ValidationError) as wrong:
        raise BadInput(f"{batch} is no batch of samples: it has no batch.json") from wrong


def part_of(batches: list[Path]) -> Part:
    """Whose hands wrote the batches; BadInput unless all are of one part of the real writers."""
    hands = {note_of(batch).hand for batch in batches}
    found: list[Part] = [part for part in PARTS if hands == {f"{part} writers"}]
    if not found or found == ["training"]:
        raise BadInput(f"batches must be of test or of calibration writers; these are of {', '.join(hands)}")
    return found[0]


def runs_of(
    batch: Path, kept: Path, terms: Terms, processes: int, most: int | None
) -> Iterator[tuple[str, SampleRun]]:
    """Every sample of the batch, or `most` from all over it, read by everything, and never twice.

    Results stand in `kept`, under a name that changes with everything that decides them. What was read with
    the peers beside it is not read again without them.
    """
    folder, beside = (
        kept / f"{batch.name}-{_fingerprint(batch, each)}" for each in (terms, terms._replace(alone=False))
    )
    folder.mkdir(parents=True, exist_ok=True)
    samples = spread_over(samples_of(batch), most)
    kept_as = {sample: _kept_as(f"{sample.name}.json", beside, folder) for sample in samples}
    missing = [sample for sample, path in kept_as.items() if not path.is_file()]
    for done, name in enumerate(_read(batch, missing, folder, terms, processes), start=1):
        print(f"{batch.name}: {done} of {len(missing)} read, {name}", flush=True)
    for sample, path in kept_as.items():
        yield sample.name, SampleRun.model_validate_json(path.read_bytes())


def _kept_as(name: str, beside: Path, folder: Path) -> Path:
    return beside / name if (beside / name).is_file() else folder / name


def spread_over(samples: list[Path], most: int | None) -> list[Path]:
    """So many samples at equal steps, or all."""
    if most is None or most >= len(samples):
        return samples
    return [samples[place * len(samples) // most] for place in range(most)]


def _read(batch: Path, missing: list[Path], folder: Path, terms: Terms, processes: int) -> Iterator[str]:
    if not missing:
        return
    os.environ.update(ONE_THREAD_EACH)
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix="work-") as work,
        ProcessPoolExecutor(
            processes,
            multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(batch, Path(work), terms),
        ) as pool,
    ):
        for name, text in pool.map(_sample_here, missing):
            unfinished = folder / f"{name}.unfinished"
            unfinished.write_text(text, encoding="utf-8")
            unfinished.rename(folder / f"{name}.json")
            yield name


_here: list[tuple[Station, Notes]] = []


def _start(batch: Path, work: Path, terms: Terms) -> None:
    """Make this process one that reads samples of the batch, with a registry of its own; until it ends."""
    cv2.setNumThreads(1)
    data = work / str(os.getpid())
    settings = load_settings(data_folder=data, readers=1, credit_ledger=terms.ledger, chances=terms.chances)
    station = open_station(settings).__enter__()  # closed with the process
    import_registry(station, batch)
    _here[:] = [noted(station, desk_plan(settings), alone=terms.alone)]


def _sample_here(sample: Path) -> tuple[str, str]:
    station, notes = _here[0]
    return sample.name, run_sample(station, notes, sample).model_dump_json()


def _fingerprint(batch: Path, terms: Terms) -> str:
    """A short name for all that decides what is read and used."""
    sums = hashlib.sha256((batch / "batch.json").read_bytes())
    files = [path for package in _DECIDES for path in (ROOT / package).rglob("*") if path.is_file()]
    files.append(ROOT / "tests" / "bench" / "recognition_pages.py")
    for path in sorted(path for path in files if "__pycache__" not in path.parts):
        sums.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    for given in (terms.ledger, terms.chances):
        sums.update(b"-" if given is None else given.read_bytes())
    sums.update(b"alone" if terms.alone else b"")
    return sums.hexdigest()[:12]


def counted(batches: list[Path]) -> str:
    """How the batches were made, in words."""
    notes = [note_of(batch) for batch in batches]
    return "; ".join(
        f"{note.count} faxes with seed {note.seed}, {_printed_in(note.editions)}" for note in notes
    )


def _printed_in(editions: tuple[str, ...]) -> str:
    return f"edition {', '.join(editions)}" if editions else "the usual editions"
