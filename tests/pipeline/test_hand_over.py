"""A fax that cannot be processed is given to a person, and the line goes on."""

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from sqlmodel import Session

from documents import EngineFailed, FaxState, Record
from intake.channel import Delivery
from intake.receive import receive
from pipeline.journal import Journal
from pipeline.settings import load_settings
from pipeline.station import open_station, working
from registry import faxes
from registry.database import reading

T = TypeVar("T", bound=Record)
MOMENT = dt.datetime(2018, 3, 1, 12, tzinfo=dt.UTC)
JUNK = Path(__file__).parents[2] / "samples" / "batch" / "0031-junk" / "fax.tif"

pytestmark = pytest.mark.xdist_group("line")


class FailingJournal:
    """An engine that never answers while it reads, counted."""

    def __init__(self, journal: Journal, tries: list[str]) -> None:
        self._journal = journal
        self._tries = tries

    def step(self, name: str, into: type[T], work: Callable[[], T]) -> T:
        def failing() -> T:
            self._tries.append(name)
            raise EngineFailed("no answer")

        return self._journal.step(name, into, failing if name == "classify" else work)

    def transact(self, name: str, into: type[T], work: Callable[[Session], T]) -> T:
        return self._journal.transact(name, into, work)


def test_a_fax_that_fails_every_time_is_handed_over_and_stays_in_the_books(tmp_path: Path) -> None:
    settings = load_settings(data_folder=tmp_path / "data", inbox=tmp_path / "inbox", readers=1)
    ended, tries = threading.Event(), list[str]()
    with open_station(settings) as station:
        sink = faxes.FaxSink(station.engine, station.enqueue_fax)
        delivery = Delivery(channel="test", name="fax.tif", received_at=MOMENT, arrived_at=MOMENT)
        fax = receive(JUNK.read_bytes(), delivery, station.tools.blobs, sink).fax.digest
        with working(station, lambda _: ended.set(), lambda journal: FailingJournal(journal, tries)):
            assert ended.wait(60)
        with reading(station.engine) as session:
            status = faxes.status(session, fax)
            books = faxes.reconcile(session)
    assert tries == ["classify"] * 3
    assert status.state is FaxState.FAILED
    assert status.note == "processing failed every time it was tried"
    assert books.sound
    assert books.failed == 1
