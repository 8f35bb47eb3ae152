"""Play a chronicle through an empty registry, in its own order or others, and say where it ends otherwise."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import SecretStr, ValidationError

from documents import Digest, DocumentTruth, UnusableFile
from documents.chronicle import CHRONICLE_FILE, Chronicle, Happening, ProgramEnd
from letters.owed import withdraw_void
from pipeline.at_once import AtOnce, own_registry
from pipeline.chronicle_clerk import answer_all
from pipeline.chronicle_end import end_of
from pipeline.files import register_file
from pipeline.kept_readings import KeptReadings
from pipeline.replay import truth_of
from pipeline.station import Station
from registry.csv_import import import_tables
from registry.database import reading, writing


def is_chronicle(batch: Path) -> bool:
    """Whether a batch has a course of events and an end it must come to."""
    return (batch / CHRONICLE_FILE).exists()


def read_chronicle(batch: Path) -> Chronicle:
    """The chronicle of a batch; UnusableFile when it is broken."""
    path = batch / CHRONICLE_FILE
    try:
        return Chronicle.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as broken:
        raise UnusableFile(f"{path}: not a {CHRONICLE_FILE} of the sample maker") from broken


def in_another_order(chronicle: Chronicle, rng: random.Random) -> tuple[Happening, ...]:
    """The happenings, every thread late by so many days as the chronicle allows; a thread keeps its order."""
    threads = sorted({one.thread for one in chronicle.happenings})
    minutes = chronicle.delay_days * 24 * 60
    late = {thread: dt.timedelta(minutes=rng.randint(0, minutes)) for thread in threads}
    moved = (one.model_copy(update={"at": one.at + late[one.thread]}) for one in chronicle.happenings)
    return tuple(sorted(moved, key=lambda one: one.at))


def ends(
    station: Station, batch: Path, chronicle: Chronicle, orders: int, rng: random.Random
) -> Iterator[ProgramEnd]:
    """The end of the chronicle in its own order, then in `orders` others; every document is read once.

    Where a person is asked of a form, a clerk says what truly stands there. Answer sheets are scored by the
    key of the chronicle.
    Registries are made in the data folder of the station; only its readers and its blob store are used else.
    """
    station = _keyed(station, chronicle.answer_key)
    readers = KeptReadings(station.tools.readers)
    for number in range(orders + 1):
        happenings = in_another_order(chronicle, rng) if number else chronicle.happenings
        url = f"sqlite:///{station.settings.data_folder / f'order-{number}.sqlite'}"
        with own_registry(station, url, station.tools.clock(), readers) as beside:
            line = _Line(beside)
            for one in happenings:
                line.play(batch, one)
            yield line.end(chronicle.ends_at)


def _keyed(station: Station, key: str) -> Station:
    bench = station.tools.bench
    limits = bench.limits.model_copy(update={"answer_key": SecretStr(key) if key else None})
    return replace(station, tools=replace(station.tools, bench=replace(bench, limits=limits)))


@dataclass
class _Line:
    """One registry; what its documents set off is done at once."""

    beside: AtOnce
    samples: dict[Digest, str] = field(default_factory=dict)
    truths: dict[tuple[Digest, int], DocumentTruth] = field(default_factory=dict)

    @property
    def station(self) -> Station:
        """The station of the registry."""
        return self.beside.station

    def play(self, batch: Path, one: Happening) -> None:
        self.beside.now = one.at
        if one.tables:
            folder = (batch / one.tables,)
            import_tables(self.station.engine, folder, self.station.moment(), self.beside.wake)
        else:
            truth = truth_of(batch / one.sample)
            path = batch / one.sample / truth.file
            fax = register_file(self.station, path, one.at - one.waited).fax.digest
            if fax not in self.samples:
                self.samples[fax] = one.sample
                self.truths |= {(fax, number): told for number, told in enumerate(truth.documents, start=1)}
        self._settle()

    def end(self, at: dt.datetime) -> ProgramEnd:
        self.beside.now = at
        self._settle()
        with reading(self.station.engine) as session:
            return end_of(session, self.samples, self.station.moment().on)

    def _settle(self) -> None:
        self.beside.work_off()
        with writing(self.station.engine) as session:
            answer_all(session, self.truths, self.station.library, self.beside.now, self.beside.wake)
        self.beside.work_off()
        moment = self.station.moment()
        with writing(self.station.engine) as session:
            withdraw_void(session, moment.at, moment.on)
