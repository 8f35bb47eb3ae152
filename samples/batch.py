"""Batches of samples on disk: the committed one, and any other by its seed."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

from documents import BadInput, Record
from forms.library import FormLibrary, load_forms
from samples.calls import CallSetting, SentPage, send
from samples.calls.exchange import WIDTH
from samples.editions import in_editions
from samples.fixed import FIXED_SEED, fixed_batch_plan
from samples.one import MadeSample, make_sample
from samples.plan import Damage, SamplePlan, plan_batch
from samples.registry_csv import OnFile, write_registry
from samples.transmit import NoSuchCall
from samples.writers.load import Company, load_company
from samples.writers.split import Part

MAKER = "1"
"""The maker's version: raised when the same seed makes other bytes."""

FIXED_BATCH = Path(__file__).parent / "batch"
"""The committed batch."""

NOTHING = OnFile()

Progress = Callable[[int, int], None]
"""Told how many samples are made, and of how many."""


class RealHands(Record):
    """Handwriting of the real writers of one part, from the folder with their pen strokes."""

    folder: Path
    part: Part = "test"


Hand = Literal["fonts", "kept_fonts"] | RealHands
"""Where handwriting comes from: the maker's fonts, those kept for tests, or real writers.

With writers of the test part typed text, too, is in fonts kept for tests.
"""

_WORTH_TWO_PROCESSES = 12


class BatchOptions(Record):
    """Where handwriting comes from, and which editions of the forms are used; none means the usual ones."""

    hand: Hand = "fonts"
    editions: tuple[str, ...] = ()


AS_EVER = BatchOptions()
"""The maker's own choice."""


class BatchNote(Record):
    """What made a batch; kept beside it as batch.json."""

    seed: int
    count: int
    maker: str
    spandsp: str
    hand: str
    editions: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Order:
    """What is to be made: plans, the note beside them, whose hands, and what else is on file."""

    plans: tuple[SamplePlan, ...]
    note: BatchNote
    real: RealHands | None = None
    on_file: OnFile = NOTHING


def make_batch(
    out: Path,
    count: int,
    seed: int,
    library: FormLibrary,
    progress: Progress,
    options: BatchOptions = AS_EVER,
) -> BatchNote:
    """Make `count` samples into an empty or new folder.

    Writes a folder with fax and truth.json for each sample, `registry/*.csv` with what must be on file
    before, and batch.json. Same seed and strokes, same bytes. BadInput when the folder holds something, or
    the strokes cannot be used; MissingEngine when libspandsp is not installed.
    """
    hand = options.hand
    real = hand if isinstance(hand, RealHands) else None
    kept = hand == "kept_fonts" or (real is not None and real.part == "test")
    chosen = {"fonts": "tests" if kept else "maker", "writers": real.part if real else None}
    planned = in_editions(plan_batch(count, seed), options.editions, library)
    plans = tuple(_drawn_with(plan, chosen) for plan in planned)
    named = f"{real.part} writers" if real else str(hand)
    note = BatchNote(seed=seed, count=count, maker=MAKER, spandsp="", hand=named, editions=options.editions)
    return _make(out, _Order(plans, note, real), library, progress)


def _drawn_with(plan: SamplePlan, chosen: dict[str, str | None]) -> SamplePlan:
    """The plan with these fonts and writers; what it repeats was drawn with the same."""
    first = _drawn_with(plan.of, chosen) if plan.of else None
    return plan.model_copy(update={**chosen, "of": first})


def make_fixed_batch(out: Path, library: FormLibrary, progress: Progress) -> BatchNote:
    """Make the committed batch anew, into an empty or new folder."""
    return make_planned(out, fixed_batch_plan(), FIXED_SEED, library, progress)


def make_planned(
    out: Path,
    plans: tuple[SamplePlan, ...],
    seed: int,
    library: FormLibrary,
    progress: Progress,
    on_file: OnFile = NOTHING,
) -> BatchNote:
    """Make samples by plans of one's own, drawn from a seed, into an empty or new folder.

    `on_file` is in the tables beside what the samples themselves need.
    """
    note = BatchNote(seed=seed, count=len(plans), maker=MAKER, spandsp="", hand="fonts")
    return _make(out, _Order(plans, note, on_file=on_file), library, progress)


def _make(out: Path, order: _Order, library: FormLibrary, progress: Progress) -> BatchNote:
    if out.exists() and any(out.iterdir()):
        raise BadInput(f"{out} is not empty: samples are made into a new folder")
    company, on_file = _company(order.real), order.on_file
    signed = order.note.model_copy(update={"spandsp": spandsp_version()})
    out.mkdir(parents=True, exist_ok=True)
    for done, sample in enumerate(_made(order.plans, library, company, order.real), start=1):
        _write(sample, out / sample.truth.sample)
        on_file += sample.on_file
        progress(done, len(order.plans))
    write_registry(on_file, out / "registry")
    (out / "batch.json").write_text(
        signed.model_dump_json(indent=1, exclude_defaults=True) + "\n", encoding="utf-8"
    )
    return signed


def _company(real: RealHands | None) -> Company | None:
    return load_company(real.folder, real.part) if real else None


def _made(
    plans: tuple[SamplePlan, ...], library: FormLibrary, company: Company | None, real: RealHands | None
) -> Iterator[MadeSample]:
    """The samples in order, in two processes where that is worth their start."""
    workers = min(2, os.cpu_count() or 1)
    if workers == 1 or len(plans) < _WORTH_TWO_PROCESSES:
        yield from (_sample(library, plan, company) for plan in plans)
        return
    folder = library.blank_path(plans[0].form).parent.parent
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (folder, real)) as pool:
        yield from pool.map(_sample_here, plans, chunksize=2)


def _sample(library: FormLibrary, plan: SamplePlan, company: Company | None) -> MadeSample:
    """The sample; where no call came out damaged as planned, one over a clean line."""
    try:
        return make_sample(plan, library, company)
    except NoSuchCall:
        return make_sample(plan.model_copy(update={"damage": Damage.CLEAN}), library, company)


_here: list[tuple[FormLibrary, Company | None]] = []


def _start(folder: Path, real: RealHands | None) -> None:
    cv2.setNumThreads(1)
    _here[:] = [(load_forms(folder), _company(real))]


def _sample_here(plan: SamplePlan) -> MadeSample:
    library, company = _here[0]
    return _sample(library, plan, company)


def _write(sample: MadeSample, folder: Path) -> None:
    folder.mkdir()
    fax = folder / sample.truth.file
    fax.write_bytes(sample.content)
    received = dt.datetime.fromisoformat(sample.truth.received_on).timestamp()
    os.utime(fax, (received, received))
    truth = sample.truth.model_dump_json(indent=1, exclude_defaults=True)
    (folder / "truth.json").write_text(truth + "\n", encoding="utf-8")


def spandsp_version() -> str:
    """The release of spandsp, as it signs the TIFF of a call with one empty page."""
    empty = SentPage(np.zeros((98, WIDTH), dtype=np.bool_), 98)
    return send((empty,), CallSetting(), dt.datetime(2018, 1, 1, tzinfo=dt.UTC)).software
