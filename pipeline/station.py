"""Put one installation together from its settings: everything with a side effect is chosen here."""

import datetime as dt
import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Engine
from sqlmodel import Session

from documents import Digest, FaxState, FormReading, ReceivedFax
from documents.facts import Known
from forms.library import FORMS_FOLDER, FormLibrary, load_forms
from intake.limits import DecodeLimits
from letters.compose import LetterPlan
from pipeline.brake import braked
from pipeline.decide_again import Again, decide_again
from pipeline.desk import DeskPlan
from pipeline.durable import Durable, Queue, prepare_steps
from pipeline.journal import Journal
from pipeline.judge import Bench, local_day
from pipeline.process import Clock, Ended, Tools, hand_over, process_fax
from pipeline.read_anew import Reassembled, read_anew
from pipeline.readers import Readers
from pipeline.settings import SETTINGS_FILE, Settings
from registry import faxes
from registry.as_of import View
from registry.blobs import BlobStore
from registry.database import migrate, open_database, reading, writing
from registry.history import Moment
from registry.nearly_named import nearly_named
from registry.writer_parts import writer_key
from review_queue.answer_times import (
    SHIPPED_HOURS,
    AnswerTimes,
    check_forms_known,
    load_business_hours,
)
from review_queue.audit_plan import AuditPlan
from validators import check_rules

log = logging.getLogger(__name__)

PROCESS = "process"
DECIDE_AGAIN = "decide_again"
READ_ANEW = "read_anew"


def utc_now() -> dt.datetime:
    """The wall clock; the only place that asks it."""
    return dt.datetime.now(dt.UTC)  # noqa: TID251  # the one clock, handed to everything else as an argument


@dataclass(frozen=True)
class Station:
    """An installation with its stores open; nothing runs yet."""

    settings: Settings
    library: FormLibrary
    engine: Engine
    queue: Queue
    tools: Tools
    audits: AuditPlan

    def moment(self) -> Moment:
        """Now, and the day it is at the coordinating center."""
        return self.on_the_day(self.tools.clock())

    def on_the_day(self, at: dt.datetime) -> Moment:
        """A time, and the day it is then at the coordinating center."""
        return Moment(at=at, on=local_day(at, self.tools.bench.zone))

    def enqueue_fax(self, session: Session, fax: Digest) -> None:
        """Have a fax processed once, committed with the session's transaction."""
        self.queue.put(session, PROCESS, fax, [fax])

    def enqueue_again(self, session: Session, fax: Digest, document: int, revision: int) -> None:
        """Have a document decided again as its n-th revision, committed with the session's transaction."""
        wake(self.queue, session, fax, document, revision)

    def enqueue_assembly(self, session: Session, fax: Digest, assembly: int) -> None:
        """Have the documents of an assembly read and decided, committed with the session's transaction."""
        order = Reassembled(fax=fax, assembly=assembly)
        self.queue.put(session, READ_ANEW, order.key, [order.model_dump_json()])


def wake(queue: Queue, session: Session, fax: Digest, document: int, revision: int) -> None:
    """Have a document decided again as its n-th revision, committed with the session's transaction."""
    again = Again(fax=fax, document=document, revision=revision)
    queue.put(session, DECIDE_AGAIN, again.key, [again.model_dump_json()])


@contextmanager
def open_station(settings: Settings, clock: Clock = utc_now) -> Iterator[Station]:
    """Open an installation: checks forms and rules, migrates the database, opens the stores.

    Raises:
        OurMistake: a form file, rule or setting is wrong; the message names file and key.
    """
    library = load_forms(FORMS_FOLDER)
    for form in library:
        check_rules(form)
    answers = answer_times(settings, library)
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    migrate(settings.database)
    engine = open_database(settings.database)
    prepare_steps(engine)
    queue = Queue(engine)
    plan = desk_plan(settings)
    with writing(engine) as session:
        limits = braked(session, settings.limits)
        audits = audit_plan(settings, writer_key(session, secrets.token_hex(32)))
    with Readers(plan, settings.readers, settings.read_seconds) as readers:
        tools = Tools(
            blobs=BlobStore(settings.blobs),
            readers=readers,
            bench=Bench(
                library=library,
                limits=limits,
                zone=ZoneInfo(settings.time_zone),
                audits=audits,
                answers=answers,
                letters=LetterPlan(library, settings.letter_answer_days),
            ),
            clock=clock,
            wake=partial(wake, queue),
            people=partial(people_of, engine),
        )
        try:
            yield Station(settings, library, engine, queue, tools, audits)
        finally:
            engine.dispose()


def desk_plan(settings: Settings) -> DeskPlan:
    """What each reading process of an installation works with."""
    return DeskPlan(
        blobs=settings.blobs,
        forms=FORMS_FOLDER,
        limits=DecodeLimits(
            max_pages=settings.max_pages,
            max_bytes=settings.max_bytes,
            max_pixels=settings.max_pixels,
            seconds=settings.decode_seconds,
        ),
        weights=settings.weights,
        chances=settings.chances,
    )


def answer_times(settings: Settings, library: FormLibrary) -> AnswerTimes:
    """How long an installation takes to answer, and when it works; BadSetting names the file and the key."""
    check_forms_known(settings.answer_hours, library, f"{SETTINGS_FILE}: answer_hours")
    business = load_business_hours(settings.business_hours or SHIPPED_HOURS)
    return AnswerTimes(business, ZoneInfo(settings.time_zone), settings.answer_hours)


def audit_plan(settings: Settings, key: str) -> AuditPlan:
    """Which documents an installation audits; `key` is the installation's own."""
    return AuditPlan(
        key=key,
        auto_share=settings.audit_auto_share,
        reviewed_share=settings.audit_reviewed_share,
        fields=settings.audit_fields,
        known_share=settings.known_answer_share,
    )


@contextmanager
def working(
    station: Station,
    ended: Callable[[Digest], None] = lambda fax: None,
    through: Callable[[Journal], Journal] = lambda journal: journal,
) -> Iterator[Durable]:
    """Work the queue while the block runs; `ended` hears of every fax whose processing came to an end.

    Steps go `through` a journal put in front of the durable one.
    """
    tools, engine = station.tools, station.engine

    def given_up(workflow: str) -> None:
        with writing(engine) as session:
            hand_over(session, workflow.split("/")[0], tools.clock())

    with Durable(engine, station.settings.locks, worker_name(), given_up) as durable:
        journal = through(durable.journal())

        def finish_or_hand_over(fax: Digest, work: Callable[[], str]) -> str:
            try:
                return work()
            except Exception as failure:  # a worker gives whatever it cannot finish to a person
                log.exception("processing failed", extra={"fax": fax, "failure": type(failure).__name__})
                return journal.transact(
                    "hand over", Ended, lambda session: hand_over(session, fax, tools.clock())
                ).state
            finally:
                ended(fax)

        def process(fax: str) -> str:
            return finish_or_hand_over(fax, lambda: process_fax(_received(engine, fax), tools, journal).state)

        def again(order: str) -> str:
            asked = Again.model_validate_json(order)
            return finish_or_hand_over(asked.fax, lambda: decide_again(asked, tools, journal).outcome)

        def anew(order: str) -> str:
            asked = Reassembled.model_validate_json(order)
            return finish_or_hand_over(asked.fax, lambda: read_anew(asked, tools, journal).state)

        durable.workflow(PROCESS, process)
        durable.workflow(DECIDE_AGAIN, again)
        durable.workflow(READ_ANEW, anew)
        durable.start(at_once=station.settings.readers)
        yield durable


def people_of(engine: Engine, read: FormReading, view: View) -> tuple[Known, ...]:
    """Those of a registry whom a reading may name, whose values are offered where writing is doubtful."""
    with reading(engine) as session:
        return nearly_named(session, read, view)


def _received(engine: Engine, fax: Digest) -> ReceivedFax:
    with reading(engine) as session:
        return faxes.received(session, fax)


def worker_name() -> str:
    """A name no other live worker has: host, process, start."""
    return f"{socket.gethostname()}-{os.getpid()}-{os.urandom(4).hex()}"


def unfinished(session: Session) -> int:
    """How many faxes are received or being worked on."""
    return len(faxes.list_faxes(session, FaxState.RECEIVED)) + len(
        faxes.list_faxes(session, FaxState.WORKING)
    )
