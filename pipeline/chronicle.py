"""Play a chronicle through an empty registry, in its own order or others, and say where it ends otherwise."""

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pydantic import ValidationError
from sqlmodel import Session

from documents import Digest, DocumentTruth, UnusableFile
from documents.chronicle import CHRONICLE_FILE, Chronicle, Happening, ProgramEnd
from letters.owed import withdraw_void
from pipeline.chronicle_clerk import answer_all
from pipeline.chronicle_end import end_of
from pipeline.decide_again import Again, decide_again
from pipeline.files import register_file
from pipeline.journal import PlainJournal
from pipeline.kept_readings import KeptReadings
from pipeline.replay import truth_of
from pipeline.station import Station, people_of
from registry.csv_import import import_tables
from registry.database import migrate, open_database, reading, writing


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

    Where a person is asked of a form, a clerk says what truly stands there.
    Registries are made in the data folder of the station; only its readers and its blob store are used else.
    """
    readers = KeptReadings(station.tools.readers)
    for number in range(orders + 1):
        happenings = in_another_order(chronicle, rng) if number else chronicle.happenings
        with _line(station, readers, number) as line:
            for one in happenings:
                line.play(batch, one)
            yield line.end(chronicle.ends_at)


@dataclass
class _Line:
    """One registry; what its documents set off is done at once."""

    station: Station
    now: dt.datetime
    samples: dict[Digest, str] = field(default_factory=dict)
    truths: dict[Digest, DocumentTruth] = field(default_factory=dict)
    work: list[Again] = field(default_factory=list)

    def play(self, batch: Path, one: Happening) -> None:
        self.now = one.at
        if one.tables:
            import_tables(self.station.engine, (batch / one.tables,), self.station.moment(), self.wake)
        else:
            truth = truth_of(batch / one.sample)
            fax = register_file(self.station, batch / one.sample / truth.file, one.at).fax.digest
            self.samples.setdefault(fax, one.sample)
            if truth.documents:
                self.truths[fax] = truth.documents[0]
        self._settle()

    def end(self, at: dt.datetime) -> ProgramEnd:
        self.now = at
        self._settle()
        with reading(self.station.engine) as session:
            return end_of(session, self.samples, self.station.moment().on)

    def wake(self, _session: Session, fax: Digest, document: int, revision: int) -> None:
        self.work.append(Again(fax=fax, document=document, revision=revision))

    def _settle(self) -> None:
        self._work_off()
        with writing(self.station.engine) as session:
            answer_all(session, self.truths, self.station.library, self.now, self.wake)
        self._work_off()
        moment = self.station.moment()
        with writing(self.station.engine) as session:
            withdraw_void(session, moment.at, moment.on)

    def _work_off(self) -> None:
        while self.work:
            decide_again(self.work.pop(0), self.station.tools, PlainJournal(self.station.engine))


@contextmanager
def _line(station: Station, readers: KeptReadings, number: int) -> Iterator[_Line]:
    url = f"sqlite:///{station.settings.data_folder / f'order-{number}.sqlite'}"
    migrate(url)
    engine = open_database(url)
    line = _Line(station, station.tools.clock())
    tools = replace(
        station.tools,
        readers=readers,
        clock=lambda: line.now,
        wake=line.wake,
        people=partial(people_of, engine),
    )
    line.station = replace(station, engine=engine, tools=tools)
    try:
        yield line
    finally:
        engine.dispose()
