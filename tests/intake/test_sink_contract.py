"""What every sink promises, run over the sink that forgets and the registry's."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from documents import Acceptance, Arrival, Digest
from intake.receive import MemorySink, Sink
from registry.database import migrate, open_database
from registry.faxes import FaxSink
from tests.intake.makers import NOON, fax_of

if TYPE_CHECKING:
    from collections.abc import Callable


def memory_sink(_home: Path) -> Sink:
    return MemorySink()


def registry_sink(home: Path) -> Sink:
    url = f"sqlite:///{home / 'registry.sqlite'}"
    migrate(url)
    return FaxSink(open_database(url), lambda _session, _fax: None)


@pytest.fixture(params=[memory_sink, registry_sink])
def sink(request: pytest.FixtureRequest, tmp_path: Path) -> Sink:
    make: Callable[[Path], Sink] = request.param
    return make(tmp_path)


def arrival(digest: Digest, name: str = "a.tif", minutes: int = 0) -> Arrival:
    at = NOON + dt.timedelta(minutes=minutes)
    return Arrival(digest=digest, channel="folder", name=name, arrived_at=at)


def test_a_fax_is_new_once_and_an_arrival_counts_once(sink: Sink) -> None:
    fax, other = fax_of(b"one"), fax_of(b"two")
    answers = [
        sink.accept(fax, arrival(fax.digest)),
        sink.accept(fax, arrival(fax.digest)),
        sink.accept(fax, arrival(fax.digest, minutes=5)),
        sink.accept(fax, arrival(fax.digest, name="b.tif")),
        sink.accept(other, arrival(other.digest)),
    ]
    known_fax = Acceptance.KNOWN_FAX
    assert answers == [Acceptance.NEW, Acceptance.KNOWN_ARRIVAL, known_fax, known_fax, Acceptance.NEW]
