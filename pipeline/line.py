"""The fax line: takes faxes from the watched folder while workers process them and letters go out."""

import datetime as dt
import time
from collections.abc import Callable

from documents import Digest
from intake.folder import WatchedFolder, Watching
from intake.receive import watch
from pipeline.posting import posting
from pipeline.process import Clock
from pipeline.settings import Settings
from pipeline.station import Station, working
from registry.faxes import FaxSink

PAUSE_SECONDS = 0.2


class LineClock:
    """The time for people, from the station's clock, and a steady one for waiting."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> dt.datetime:
        """Now, in UTC."""
        return self._clock()

    def ticks(self) -> float:
        """Seconds that never go backward."""
        return time.monotonic()


def watching(settings: Settings) -> Watching:
    """How the inbox is watched."""
    return Watching(
        settle_seconds=settings.settle_seconds,
        patience_seconds=settings.patience_seconds,
        max_bytes=settings.max_bytes,
        polling_only=settings.polling_only,
        receipt_time=settings.receipt_time,
    )


def run_line(
    station: Station, stop: Callable[[], bool], ended: Callable[[Digest], None] = lambda fax: None
) -> None:
    """Take faxes in, work them and send letters until `stop`; what is under way goes on at the next start.

    StoreFailed when the worker can no longer look after the work of dead ones, or letters go out no more.
    """
    settings = station.settings
    settings.inbox.mkdir(parents=True, exist_ok=True)
    sink = FaxSink(station.engine, station.enqueue_fax)
    folder = WatchedFolder(settings.inbox, watching(settings), LineClock(station.tools.clock))
    with working(station, ended) as durable, posting(station) as check_post, folder as channel:

        def over() -> bool:
            durable.check()
            check_post()
            return stop()

        watch(channel, station.tools.blobs, sink, over, settings.scan_seconds)
