"""When a file in a folder others write to may be taken: settled and whole, or waited for long enough."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from documents import Record

SHORTEST_LOOK_SECONDS = 1.0


class Patience(Record):
    """How long a file must lie unchanged before it is taken when whole, and before it is taken as it is."""

    settle_seconds: float = Field(default=60.0, ge=0)
    patience_seconds: float = Field(default=900.0, ge=0)


class Readiness(StrEnum):
    """What to do with a file now."""

    WAIT = "wait"
    TAKE = "take"
    TAKE_AS_IS = "take_as_is"


@dataclass
class _Watched:
    look: Hashable
    since: float
    looked_at: float
    looks: int = 1
    renamed: bool = False
    whole: bool | None = None


class ReadyWatch:
    """Remembers how each file looked; it does not look itself and has no clock."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._gap = min(patience.settle_seconds, SHORTEST_LOOK_SECONDS)
        self._watched: dict[bytes, _Watched] = {}
        self._renamed: set[bytes] = set()

    def renamed(self, name: bytes) -> None:
        """Somebody moved a file to this name: its next looks are those of a finished file."""
        self._renamed.add(name)
        if name in self._watched:
            self._watched[name].renamed = True

    def keep_only(self, names: Iterable[bytes]) -> None:
        """Forget every file that is no longer in the folder."""
        present = set(names)
        self._watched = {name: file for name, file in self._watched.items() if name in present}
        self._renamed &= present

    def judge(
        self, name: bytes, look: Hashable, now: float, is_whole: Callable[[], bool | None]
    ) -> Readiness:
        """What to do with a file that looks like `look` at `now` (seconds of a clock that only goes forward).

        `is_whole` is asked only when its answer matters, and no more once it has answered for this look; None
        says that it cannot tell now.
        """
        file = self._watched.get(name)
        if file is None or file.look != look:
            self._watched[name] = _Watched(look, since=now, looked_at=now, renamed=name in self._renamed)
            self._renamed.discard(name)
            return Readiness.WAIT
        if now - file.looked_at >= self._gap:
            file.looks += 1
            file.looked_at = now
        if not self._has_settled(file, now):
            return Readiness.WAIT
        if file.whole is None:
            file.whole = is_whole()
        if file.whole:
            return Readiness.TAKE
        waited = now - file.since >= self._patience.patience_seconds
        return Readiness.TAKE_AS_IS if waited else Readiness.WAIT

    def _has_settled(self, file: _Watched, now: float) -> bool:
        if file.looks < 2:
            return False
        return file.renamed or now - file.since >= self._patience.settle_seconds
