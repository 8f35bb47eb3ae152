"""The reading processes: each holds the engines and the forms, and turns pages into readings."""

import ctypes
import datetime as dt
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from functools import wraps
from threading import Lock, Thread
from typing import ParamSpec, Self, TypeVar

from documents import Document, EngineFailed, PageSet, ReceivedFax
from pipeline.desk import Classification, Desk, DeskPlan, DocumentRead, Opened
from pipeline.log import log_to_stderr

P = ParamSpec("P")
R = TypeVar("R")
ONE_THREAD_EACH = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "MALLOC_ARENA_MAX": "1"}
"""Taken over by every reader: the cores are shared among readers, not among the threads of one."""


class Readers:
    """A pool of reading processes; where one dies or hangs, all are replaced and the step is tried again."""

    def __init__(self, desk: DeskPlan, processes: int, seconds: float) -> None:
        self._desk = desk
        self._processes = processes
        self._seconds = seconds
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """The pool; its processes start with the first page."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        self._replace()

    def open(self, fax: ReceivedFax) -> Opened:
        """Take the pages out of a fax whose bytes are in the blob store, and put them there too."""
        return self._ask(open_job, fax)

    def classify(self, pages: PageSet) -> Classification:
        """Say what each page is and put pages together to documents; EngineFailed when it cannot be done."""
        return self._ask(classify_job, pages)

    def read(self, document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
        """Read every field of a document; its crops go to the blob store. EngineFailed when it fails."""
        return self._ask(read_job, document, pages, received_on)

    def _ask(self, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        pool = self._running()
        try:
            answer: Future[R] = pool.submit(job, *args, **kwargs)
            return answer.result(timeout=self._seconds)
        except BrokenProcessPool as died:
            self._replace(pool)
            raise EngineFailed("a reading process died") from died
        except TookTooLong as late:
            self._replace(pool)
            raise EngineFailed(f"a reading process took more than {self._seconds:g} seconds") from late

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                os.environ.update(ONE_THREAD_EACH)
                self._pool = ProcessPoolExecutor(
                    self._processes,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=open_reader,
                    initargs=(self._desk,),
                )
            return self._pool

    def _replace(self, broken: ProcessPoolExecutor | None = None) -> None:
        with self._lock:
            pool = self._pool
            if pool is None or broken not in (None, pool):
                return
            self._pool = None
        for process in list((pool._processes or {}).values()):  # a hung process ends only when killed
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def open_reader(plan: DeskPlan) -> None:
    """Make this process a reader; it dies with its parent and leaves interrupts to it."""
    Thread(target=_end_with_parent, name="parent watch", daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log_to_stderr()
    DESK.append(Desk(plan))


def _end_with_parent() -> None:
    """Wait for the parent to end; a parent-death signal would come with the thread that started us."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


DESK: list[Desk] = []
"""The desk of this process, once it is a reader."""


def with_memory_given_back(job: Callable[P, R]) -> Callable[P, R]:
    """The job, after which freed memory goes back to the system: a heap keeps its largest page for ever."""

    @wraps(job)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return job(*args, **kwargs)
        finally:
            trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
            if trim is not None:
                trim(0)

    return done


@with_memory_given_back
def open_job(fax: ReceivedFax) -> Opened:
    """In a reader: the pages of a fax."""
    return DESK[0].open(fax)


@with_memory_given_back
def classify_job(pages: PageSet) -> Classification:
    """In a reader: what each page is, and the documents."""
    return DESK[0].classify(pages)


@with_memory_given_back
def read_job(document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
    """In a reader: the reading of one document."""
    return DESK[0].read(document, pages, received_on)
