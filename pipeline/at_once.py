"""A registry beside an installation, read for by its readers, whose documents are decided again at once."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from sqlmodel import Session

from documents import Digest
from pipeline.decide_again import Again, decide_again
from pipeline.journal import PlainJournal
from pipeline.readers import Readers
from pipeline.station import Station, people_of
from registry.database import migrate, open_database


@dataclass
class AtOnce:
    """The station of the registry, what time it is there, and what waits to be decided again."""

    station: Station
    now: dt.datetime
    work: list[Again] = field(default_factory=list)

    def wake(self, _session: Session, fax: Digest, document: int, revision: int) -> None:
        """Have a document decided again when work is next done."""
        self.work.append(Again(fax=fax, document=document, revision=revision))

    def work_off(self) -> None:
        """Decide again whatever waits, and what that sets off."""
        while self.work:
            decide_again(self.work.pop(0), self.station.tools, PlainJournal(self.station.engine))


@contextmanager
def own_registry(station: Station, url: str, now: dt.datetime, readers: Readers) -> Iterator[AtOnce]:
    """A new registry at that URL while the block lasts; the station's blob store and settings serve it."""
    migrate(url)
    engine = open_database(url)
    beside = AtOnce(station, now)
    tools = replace(
        station.tools,
        readers=readers,
        clock=lambda: beside.now,
        wake=beside.wake,
        people=partial(people_of, engine),
    )
    beside.station = replace(station, engine=engine, tools=tools)
    try:
        yield beside
    finally:
        engine.dispose()
