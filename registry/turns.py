"""Turns among threads: whoever asked first is next, so that nobody waits for ever."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class TurnMissed(Exception):
    """The turn did not come in time."""


class Turns:
    """A lock that threads get in the order in which they asked for it; not for the same thread twice."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._line: deque[Lock] = deque()

    @property
    def asked(self) -> int:
        """How many threads have their turn or wait for it."""
        return len(self._line)

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Alone while the block runs; TurnMissed when the turn does not come within `seconds`."""
        mine = Lock()
        mine.acquire()
        with self._guard:
            self._line.append(mine)
            if self._line[0] is mine:
                mine.release()
        try:
            if not mine.acquire(timeout=seconds):
                raise TurnMissed
            yield
        finally:
            self._leave(mine)

    def _leave(self, mine: Lock) -> None:
        with self._guard:
            had_turn = self._line[0] is mine
            self._line.remove(mine)
            if had_turn and self._line:
                self._line[0].release()
