"""The watched folder: files are taken when they are finished, and removed when they are safe with us."""

import contextlib
import datetime as dt
import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, Self

from pydantic import Field

from documents import StoreFailed
from intake.channel import Clock, Delivery, Offer
from intake.hints import Hints, NoHints, folder_hints
from intake.opening import Look, NotOpened, OpenedFile, WhyNot, is_ignored, look_at, opened, printable
from intake.ready import Patience, Readiness, ReadyWatch
from intake.removal import finish_removals, remove
from intake.sniff import caller_of
from intake.whole import is_whole

log = logging.getLogger(__name__)

LATEST_NS = 2**62
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_WORTH_TELLING = frozenset(WhyNot) - {WhyNot.IGNORED_NAME, WhyNot.GONE, WhyNot.BUSY, WhyNot.CHANGED}


class Watching(Patience):
    """How a folder is watched; `receipt_time` says when a fax counts as received: taken, or file finished."""

    max_bytes: int = Field(default=100_000_000, ge=1)
    polling_only: bool = False
    receipt_time: Literal["clock", "file"] = "clock"


class WatchedFolder:
    """A folder that fax servers and people drop files into; several watchers may share it.

    In a `with` block events of the folder shorten the wait between two rounds; without one, and on shares
    that send none, only the rounds look. Names, suffixes and other people's folders are never trusted.
    """

    name = "folder"

    def __init__(self, folder: Path, watching: Watching, clock: Clock) -> None:
        self._folder = folder
        self._watching = watching
        self._clock = clock
        self._ready = ReadyWatch(watching)
        self._hints: Hints = NoHints()
        self._running = ExitStack()
        self._left: dict[bytes, NotOpened] = {}
        self._kept: dict[bytes, Look] = {}

    def __enter__(self) -> Self:
        """Start listening to the folder's events, unless it is only to be scanned."""
        if not self._watching.polling_only:
            self._hints = self._running.enter_context(folder_hints(self._folder))
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        self._running.close()
        self._hints = NoHints()

    def wait(self, seconds: float) -> None:
        """Return at the next event of the folder, at the latest after so many seconds."""
        self._hints.wait(seconds)

    def left_alone(self) -> tuple[NotOpened, ...]:
        """What lay in the folder in the last round and will not be taken as it is."""
        return tuple(self._left[name] for name in sorted(self._left))

    def offers(self) -> Iterator[Offer]:
        """Every file that is ready now, held open and locked while it is offered.

        StoreFailed when the folder is out of reach.
        """
        with self._open_folder() as folder:
            names = self._names(folder)
            for name in self._hints.renamed():
                self._ready.renamed(name)
            self._forget(names)
            for name in names:
                yield from self._offer(folder, name)

    @contextlib.contextmanager
    def _open_folder(self) -> Iterator[int]:
        try:
            folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as failure:
            raise StoreFailed(f"the watched folder cannot be opened: {failure.strerror}") from failure
        try:
            yield folder
        finally:
            os.close(folder)

    def _names(self, folder: int) -> list[bytes]:
        try:
            names = sorted(os.fsencode(name) for name in os.listdir(folder))
            finish_removals(folder, names)
        except OSError as failure:
            raise StoreFailed(f"the watched folder cannot be read: {failure.strerror}") from failure
        return [name for name in names if not is_ignored(name)]

    def _forget(self, names: list[bytes]) -> None:
        present = set(names)
        self._ready.keep_only(present)
        self._left = {name: why for name, why in self._left.items() if name in present}
        self._kept = {name: look for name, look in self._kept.items() if name in present}

    def _offer(self, folder: int, name: bytes) -> Iterator[Offer]:
        look = look_at(folder, name, self._watching.max_bytes)
        if isinstance(look, NotOpened):
            self._leave(name, look)
            return
        if self._kept.get(name) == look:
            return
        self._left.pop(name, None)
        readiness = self._ready.judge(name, look, self._clock.ticks(), lambda: self._is_whole(folder, name))
        if readiness is Readiness.WAIT:
            return
        with opened(folder, name, self._watching.max_bytes) as file:
            content = file if isinstance(file, NotOpened) else file.content()
            if isinstance(file, NotOpened) or isinstance(content, NotOpened):
                self._leave(name, content)
            elif file.look == look:
                yield Offer(content, self._delivery(file, content), lambda: self._remove(folder, file))

    def _is_whole(self, folder: int, name: bytes) -> bool | None:
        with opened(folder, name, self._watching.max_bytes) as file:
            content = None if isinstance(file, NotOpened) else file.content()
        return is_whole(content) if isinstance(content, bytes) else None

    def _delivery(self, file: OpenedFile, content: bytes) -> Delivery:
        finished = EPOCH + dt.timedelta(microseconds=min(max(file.look.mtime_ns, 0), LATEST_NS) // 1_000)
        now = self._clock.now()
        by_file = self._watching.receipt_time == "file"
        return Delivery(
            channel=self.name,
            name=printable(file.name),
            caller=caller_of(content),
            received_at=min(finished, now) if by_file else now,
            arrived_at=finished,
        )

    def _remove(self, folder: int, file: OpenedFile) -> None:
        try:
            removed = remove(folder, file.name, file.look)
        except OSError as failure:
            raise StoreFailed(f"a received file cannot be removed: {failure.strerror}") from failure
        if not removed:
            self._kept[file.name] = file.look
            self._leave(file.name, NotOpened(name=printable(file.name), why=WhyNot.NOT_REMOVABLE))

    def _leave(self, name: bytes, seen: NotOpened | bytes) -> None:
        """Remember why an entry is not taken and say so once, without its name: that may name a patient."""
        if not isinstance(seen, NotOpened) or seen.why not in _WORTH_TELLING or self._left.get(name) == seen:
            return
        self._left[name] = seen
        entry = hashlib.sha256(name).hexdigest()[:12]
        log.warning(
            "an entry of the watched folder is left alone", extra={"entry": entry, "why": seen.why.name}
        )
