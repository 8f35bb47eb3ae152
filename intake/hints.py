"""Folder events as hints that a look may be worth while; the scan is the truth."""

import contextlib
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from watchdog.events import FileSystemEvent, FileSystemEventHandler, FileSystemMovedEvent
from watchdog.observers import Observer

QUIET_SECONDS = 0.2
"""How long a burst of events may go on before it is answered by one look."""

log = logging.getLogger(__name__)


class Hints(Protocol):
    """Wakes whoever waits when something happened in a folder."""

    def wait(self, seconds: float) -> None:
        """Return at the next event, at the latest after so many seconds."""
        ...

    def renamed(self) -> frozenset[bytes]:
        """Names to which files were moved since the last call."""
        ...


class NoHints:
    """No events at all, as on shares that send none: every look waits its full time."""

    def __init__(self) -> None:
        self._never = threading.Event()

    def wait(self, seconds: float) -> None:
        """Return after so many seconds."""
        self._never.wait(seconds)

    def renamed(self) -> frozenset[bytes]:
        """Nothing."""
        return frozenset()


class EventHints(FileSystemEventHandler):
    """Events of the operating system, by watchdog."""

    def __init__(self) -> None:
        self._happened = threading.Event()
        self._quiet = threading.Event()
        self._lock = threading.Lock()
        self._renamed: set[bytes] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a move into place; wake the waiting thread on anything but reading."""
        if event.event_type in {"opened", "closed_no_write"}:
            return
        if isinstance(event, FileSystemMovedEvent) and event.dest_path:
            name = os.fsencode(event.dest_path)
            with self._lock:
                self._renamed.add(name.rsplit(b"/", 1)[-1])
        self._happened.set()

    def wait(self, seconds: float) -> None:
        """Return at the next event, at the latest after so many seconds."""
        if self._happened.wait(seconds):
            self._quiet.wait(QUIET_SECONDS)
        self._happened.clear()

    def renamed(self) -> frozenset[bytes]:
        """Names to which files were moved since the last call."""
        with self._lock:
            names = frozenset(self._renamed)
            self._renamed.clear()
        return names


@contextlib.contextmanager
def folder_hints(folder: Path) -> Iterator[Hints]:
    """Events of a folder for the time of the block; none where the system cannot watch it."""
    hints = EventHints()
    observer = Observer()
    observer.schedule(hints, str(folder), recursive=False)
    try:
        observer.start()
    except OSError:
        log.warning("the folder sends no events; it is scanned only")
        yield NoHints()
        return
    try:
        yield hints
    finally:
        observer.stop()
        observer.join()
