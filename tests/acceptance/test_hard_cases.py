"""The twenty hard cases of the program, each from its pixels through an installation of its own."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from documents import Digest
from forms.library import load_forms
from pipeline.at_once import AtOnce, own_registry
from pipeline.files import register_file
from pipeline.settings import load_settings
from pipeline.station import Station, open_station
from registry.csv_import import import_tables
from registry.database import reading
from registry.decisions import decisions
from samples.hard_cases import HardCase, hard_cases
from samples.one import make_sample
from samples.registry_csv import OnFile, write_registry

pytestmark = pytest.mark.xdist_group("hard cases")


@dataclass
class Counter:
    """Takes faxes as they come, and does at once what they set off."""

    beside: AtOnce
    folder: Path
    faxes: list[Digest] = field(default_factory=list)

    @property
    def station(self) -> Station:
        return self.beside.station

    def receive(self, name: str, content: bytes, suffix: str, at: dt.datetime) -> None:
        path = self.folder / f"{name}{suffix}"
        path.write_bytes(content)
        fax = register_file(self.station, path, at).fax.digest
        if fax not in self.faxes:
            self.faxes.append(fax)
        self.beside.work_off()

    def learn(self, on_file: OnFile, name: str) -> None:
        write_registry(on_file, self.folder / name)
        import_tables(self.station.engine, (self.folder / name,), self.station.moment(), self.beside.wake)
        self.beside.work_off()

    def decided(self) -> tuple[str, ...]:
        with reading(self.station.engine) as session:
            return tuple(
                " ".join((one.disposition.outcome, *one.disposition.reasons))
                for fax in self.faxes
                for one in decisions(session, fax)
            )


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    data = tmp_path_factory.mktemp("data")
    with open_station(load_settings(data_folder=data, readers=1)) as station:
        yield station


@pytest.mark.parametrize("case", hard_cases(), ids=lambda case: f"{case.number:02d} {case.title}")
def test_a_hard_case_is_decided_as_told(case: HardCase, readers: Station, tmp_path: Path) -> None:
    library = load_forms()
    made = [make_sample(plan, library) for plan in case.faxes]
    before = sum((sample.on_file for sample in made), case.on_file)
    url, now = f"sqlite:///{tmp_path / 'registry.sqlite'}", case.faxes[0].received_at
    with own_registry(readers, url, now, readers.tools.readers) as beside:
        counter = Counter(beside, tmp_path)
        counter.learn(before, "before")
        for plan, sample in zip(case.faxes, made, strict=True):
            beside.now = plan.received_at + dt.timedelta(hours=2)
            if case.overtaken:
                counter.learn(case.later, "later")
            name = plan.name
            counter.receive(name, sample.content, Path(sample.truth.file).suffix, plan.received_at)
        assert counter.decided() == case.decided
        if not case.overtaken:
            beside.now += dt.timedelta(days=3)
            counter.learn(case.later, "later")
        assert counter.decided() == case.ends
