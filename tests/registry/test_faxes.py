"""Faxes arrive once, whoever brings them, and every one is accounted for."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    Acceptance,
    Digest,
    FaxState,
    NoSuchThing,
    Outcome,
    Refusal,
    RefusalReason,
    StoreFailed,
)
from registry import effects, papers
from registry.database import open_database, reading, writing
from registry.faxes import (
    FaxSink,
    find_fax,
    list_faxes,
    quarantine,
    received,
    reconcile,
    set_state,
    status,
)
from tests.registry.people import (
    NOON,
    PREF,
    PRESCRIBER_VALUES,
    TODAY,
    arrival_of,
    decision_of,
    digest_of,
    document_of,
    fax_of,
    pages_of,
)


class Queue:
    """Remembers what was put on it."""

    def __init__(self) -> None:
        self.put: list[Digest] = []

    def __call__(self, _session: Session, digest: Digest) -> None:
        self.put.append(digest)


def broken_queue(_session: Session, _digest: Digest) -> None:
    raise StoreFailed


def test_a_fax_is_new_then_known_and_its_work_is_queued_once(registry_engine: sa.Engine) -> None:
    queue = Queue()
    sink = FaxSink(registry_engine, queue)
    later = NOON + dt.timedelta(hours=1)
    answers = [
        sink.accept(fax_of("one"), arrival_of("one")),
        sink.accept(fax_of("one"), arrival_of("one")),
        sink.accept(fax_of("one"), arrival_of("one", file="b.tif", at=later)),
    ]
    assert answers == [Acceptance.NEW, Acceptance.KNOWN_ARRIVAL, Acceptance.KNOWN_FAX]
    assert queue.put == [digest_of("one")]
    with reading(registry_engine) as session:
        assert received(session, digest_of("one")) == fax_of("one")
        assert status(session, digest_of("one")).arrivals == 2


def test_when_the_work_cannot_be_queued_nothing_is_kept(registry_engine: sa.Engine) -> None:
    with pytest.raises(StoreFailed):
        FaxSink(registry_engine, broken_queue).accept(fax_of("one"), arrival_of("one"))
    with reading(registry_engine) as session:
        assert list_faxes(session) == ()


def test_two_watchers_that_meet_one_fax_take_it_once(registry_url: str) -> None:
    start = Barrier(2)

    def watch() -> tuple[list[Acceptance], list[Digest]]:
        engine, queue = open_database(registry_url), Queue()
        sink = FaxSink(engine, queue)
        start.wait()
        answers = [sink.accept(fax_of(str(n)), arrival_of(str(n))) for n in range(20)]
        engine.dispose()
        return answers, queue.put

    with ThreadPoolExecutor(2) as watchers:
        both = [future.result() for future in (watchers.submit(watch), watchers.submit(watch))]
    taken = [answer for answers, _ in both for answer in answers]
    assert sorted(taken) == [Acceptance.KNOWN_ARRIVAL] * 20 + [Acceptance.NEW] * 20
    assert sorted(both[0][1] + both[1][1]) == sorted(digest_of(str(n)) for n in range(20))


def test_the_books_reconcile_and_name_a_fax_that_contradicts_itself(registry_engine: sa.Engine) -> None:
    sink = FaxSink(registry_engine, Queue())
    for name in ("new", "refused", "done", "astray"):
        sink.accept(fax_of(name), arrival_of(name))
    refusal = Refusal(fax=digest_of("refused"), reason=RefusalReason.EMPTY, message="The file is empty.")
    with writing(registry_engine) as session:
        quarantine(session, refusal, NOON)
        papers.save_pages(session, pages_of("done"))
        papers.save_documents(session, digest_of("done"), (document_of("done", PREF),))
        decided = decision_of("done", PREF, Outcome.CERTIFY, PRESCRIBER_VALUES)
        effects.record_decision(session, decided, TODAY)
        set_state(session, digest_of("done"), FaxState.DECIDED, NOON)
    with reading(registry_engine) as session:
        assert reconcile(session).sound
    with writing(registry_engine) as session:
        set_state(session, digest_of("astray"), FaxState.DECIDED, NOON)
    with reading(registry_engine) as session:
        books = reconcile(session)
    assert (books.arrivals, books.received, books.difference) == (4, 4, 0)
    assert (books.queued, books.quarantined, books.decided) == (1, 1, 2)
    assert books.astray == (digest_of("astray"),)
    assert not books.sound


def test_a_fax_is_found_by_the_start_of_its_digest(registry_engine: sa.Engine) -> None:
    sink = FaxSink(registry_engine, Queue())
    sink.accept(fax_of("one"), arrival_of("one"))
    sink.accept(fax_of("two"), arrival_of("two"))
    with reading(registry_engine) as session:
        assert find_fax(session, digest_of("one")[:10]) == digest_of("one")
        for start in ("", "zz", "%"):
            with pytest.raises(NoSuchThing):
                find_fax(session, start)


def test_a_fax_that_never_came_has_no_state(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session, pytest.raises(NoSuchThing):
        set_state(session, digest_of("none"), FaxState.WORKING, NOON)


def test_pages_and_documents_come_back_as_they_were_kept(registry_engine: sa.Engine) -> None:
    FaxSink(registry_engine, Queue()).accept(fax_of("one"), arrival_of("one"))
    for _ in range(2):
        with writing(registry_engine) as session:
            papers.save_pages(session, pages_of("one"))
            papers.save_documents(session, digest_of("one"), (document_of("one", PREF),))
    with reading(registry_engine) as session:
        assert papers.pages(session, digest_of("one")) == pages_of("one")
        assert papers.documents(session, digest_of("one")) == (document_of("one", PREF),)
