"""A worker that dies inside a named step; run by the kill tests as a process of its own."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from documents import Record
from pipeline.journal import Journal
from pipeline.settings import load_settings
from pipeline.station import open_station, working

T = TypeVar("T", bound=Record)
DIED = 9


class DyingJournal:
    """Does a step's work and dies before the step is recorded."""

    def __init__(self, journal: Journal, step: str) -> None:
        self._journal = journal
        self._step = step

    def step(self, name: str, into: type[T], work: Callable[[], T]) -> T:
        return self._journal.step(name, into, lambda: self._die_after(name, work()))

    def transact(self, name: str, into: type[T], work: Callable[[Session], T]) -> T:
        return self._journal.transact(name, into, lambda session: self._die_after(name, work(session)))

    def _die_after(self, name: str, result: T) -> T:
        if name == self._step:
            os._exit(DIED)
        return result


def main(data: Path, step: str) -> None:
    """Work until one fax has come to an end, and exit: 0 when it has, 9 when the named step killed it."""
    ended = threading.Event()
    settings = load_settings(data_folder=data, inbox=data / "inbox", readers=1)
    with (
        open_station(settings) as station,
        working(station, lambda fax: ended.set(), lambda journal: DyingJournal(journal, step)),
    ):
        sys.exit(0 if ended.wait(120) else 1)
