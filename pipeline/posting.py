"""The post of an installation: its sender, and rounds of which only one process runs one at a time."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from documents import StoreFailed, WorldFailed
from letters.folder import FolderSender
from letters.hylafax import HylafaxSender
from letters.post import Post, PostPlan, post_round
from letters.sender import Sender
from pipeline.liveness import FileLiveness, Liveness, ServerLiveness
from pipeline.new_day import Days
from pipeline.settings import Settings
from pipeline.station import Station

log = logging.getLogger(__name__)

_LOCK = "letters"


def sender_of(settings: Settings) -> Sender:
    """The sender an installation is set up with."""
    if settings.letter_sender == "hylafax":
        return HylafaxSender(
            settings.data_folder.absolute() / "hylafax", settings.hylafax_host, settings.letter_resolution
        )
    return FolderSender(settings.letters)


def post_of(station: Station, sender: Sender | None = None) -> Post:
    """What a round of an installation works with."""
    settings = station.settings
    return Post(
        engine=station.engine,
        sender=sender or sender_of(settings),
        blobs=station.tools.blobs,
        library=station.library,
        clock=station.tools.clock,
        zone=station.tools.bench.zone,
        plan=PostPlan(
            resolution=settings.letter_resolution,
            attempts=settings.letter_attempts,
            retry_seconds=settings.letter_retry_seconds,
            reminder_days=settings.letter_reminder_days,
            certification_lasts=settings.limits.recertification_days,
            recertification_days=settings.letter_recertification_days,
        ),
    )


def send_letters(station: Station, post: Post) -> int | None:
    """Run one round; how many letters were handed over, None while another process runs one."""
    with _only_one(station) as alone:
        return post_round(post) if alone else None


@contextmanager
def posting(station: Station) -> Iterator[Callable[[], None]]:
    """Send letters while the block runs, a round every `letter_seconds`, and turn each day before its first.

    Yields a check that raises StoreFailed when the post has ended before its time.
    """
    stop = threading.Event()
    post, days = post_of(station), Days(station)

    def work() -> None:
        while True:
            try:
                days.look()
                send_letters(station, post)
            except WorldFailed as failure:
                log.warning("letters wait", extra={"failure": type(failure).__name__})
            if stop.wait(station.settings.letter_seconds):
                return

    thread = threading.Thread(target=work, name="post", daemon=True)

    def check() -> None:
        if not thread.is_alive():
            raise StoreFailed("the post has ended; start faxdesk again")

    thread.start()
    try:
        yield check
    finally:
        stop.set()
        thread.join()


@contextmanager
def _only_one(station: Station) -> Iterator[bool]:
    """Whether this process alone may run a round while the block runs; released when the process dies."""
    lock: Liveness = (
        ServerLiveness(station.engine, _LOCK)
        if station.engine.dialect.name == "postgresql"
        else FileLiveness(station.settings.locks, _LOCK)
    )
    try:
        lock.hold()
    except StoreFailed:
        lock.release()
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
