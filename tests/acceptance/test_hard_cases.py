"""The twenty hard cases of the program, each from its pixels through an installation of its own."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from documents import Digest
from forms.library import load_forms
from pipeline.decide_again import Again, decide_again
from pipeline.files import register_file
from pipeline.journal import PlainJournal
from pipeline.settings import load_settings
from pipeline.station import Station, open_station, people_of
from registry.csv_import import import_tables
from registry.database import migrate, open_database, reading
from registry.decisions import decisions
from samples.hard_cases import HardCase, hard_cases
from samples.one import make_sample
from samples.registry_csv import OnFile, write_registry

pytestmark = pytest.mark.xdist_group("hard cases")


@dataclass
class Counter:
    """Takes faxes as they come, and does at once what they set off."""

    station: Station
    folder: Path
    now: dt.datetime
    faxes: list[Digest] = field(default_factory=list)
    work: list[Again] = field(default_factory=list)

    def receive(self, name: str, content: bytes, suffix: str, at: dt.datetime) -> None:
        path = self.folder / f"{name}{suffix}"
        path.write_bytes(content)
        fax = register_file(self.station, path, at).fax.digest
        if fax not in self.faxes:
            self.faxes.append(fax)
        self.work_off()

    def learn(self, on_file: OnFile, name: str) -> None:
        write_registry(on_file, self.folder / name)
        import_tables(self.station.engine, (self.folder / name,), self.station.moment(), self.wake)
        self.work_off()

    def decided(self) -> tuple[str, ...]:
        with reading(self.station.engine) as session:
            return tuple(
                " ".join((one.disposition.outcome, *one.disposition.reasons))
                for fax in self.faxes
                for one in decisions(session, fax)
            )

    def wake(self, _session: Session, fax: Digest, document: int, revision: int) -> None:
        self.work.append(Again(fax=fax, document=document, revision=revision))

    def work_off(self) -> None:
        while self.work:
            decide_again(self.work.pop(0), self.station.tools, PlainJournal(self.station.engine))


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    data = tmp_path_factory.mktemp("data")
    with open_station(load_settings(data_folder=data, readers=1)) as station:
        yield station


@contextmanager
def opened(readers: Station, folder: Path, now: dt.datetime) -> Iterator[Counter]:
    """A counter with a registry of its own and the readers of another installation."""
    url = f"sqlite:///{folder / 'registry.sqlite'}"
    migrate(url)
    engine = open_database(url)
    counter = Counter(readers, folder, now)
    tools = replace(
        readers.tools,
        clock=lambda: counter.now,
        wake=counter.wake,
        people=partial(people_of, engine),
    )
    counter.station = replace(readers, engine=engine, tools=tools)
    try:
        yield counter
    finally:
        engine.dispose()


@pytest.mark.parametrize("case", hard_cases(), ids=lambda case: f"{case.number:02d} {case.title}")
def test_a_hard_case_is_decided_as_told(case: HardCase, readers: Station, tmp_path: Path) -> None:
    library = load_forms()
    made = [make_sample(plan, library) for plan in case.faxes]
    before = sum((sample.on_file for sample in made), case.on_file)
    with opened(readers, tmp_path, case.faxes[0].received_at) as counter:
        counter.learn(before, "before")
        for plan, sample in zip(case.faxes, made, strict=True):
            counter.now = plan.received_at + dt.timedelta(hours=2)
            if case.overtaken:
                counter.learn(case.later, "later")
            name = plan.name
            counter.receive(name, sample.content, Path(sample.truth.file).suffix, plan.received_at)
        assert counter.decided() == case.decided
        if not case.overtaken:
            counter.now += dt.timedelta(days=3)
            counter.learn(case.later, "later")
        assert counter.decided() == case.ends
