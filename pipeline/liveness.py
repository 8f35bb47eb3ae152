"""A lock held while a worker lives, released by the kernel or the database server when it dies."""

import fcntl
import hashlib
import os
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from documents import StoreFailed


class Liveness(Protocol):
    """Tells whether another worker is still alive."""

    def hold(self) -> None:
        """Take this worker's own lock; StoreFailed when another worker holds it."""
        ...

    def is_dead(self, worker: str) -> bool:
        """Whether nobody holds that worker's lock."""
        ...

    def release(self) -> None:
        """Let go of the lock."""
        ...


class FileLiveness:
    """One lock file a worker: for several workers on one machine."""

    def __init__(self, folder: Path, worker: str) -> None:
        self._folder = folder
        self._worker = worker
        self._held: int | None = None

    def hold(self) -> None:
        """Take this worker's own lock; StoreFailed when another worker holds it."""
        self._held = self._lock(self._worker)
        if self._held is None:
            raise StoreFailed(f"another worker runs as {self._worker}")

    def is_dead(self, worker: str) -> bool:
        """Whether nobody holds that worker's lock."""
        lock = self._lock(worker)
        if lock is None:
            return False
        os.close(lock)
        return True

    def release(self) -> None:
        """Let go of the lock."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _lock(self, worker: str) -> int | None:
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._folder / worker, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        return lock


class ServerLiveness:
    """One PostgreSQL advisory lock a worker, on a connection of its own: for workers on many machines."""

    def __init__(self, engine: Engine, worker: str) -> None:
        self._engine = engine
        self._worker = worker
        self._connection: sa.Connection | None = None

    def hold(self) -> None:
        """Take this worker's own lock; StoreFailed when another worker holds it."""
        self._connection = self._connect()
        if not self._try_lock(self._connection, self._worker):
            raise StoreFailed(f"another worker runs as {self._worker}")

    def is_dead(self, worker: str) -> bool:
        """Whether nobody holds that worker's lock."""
        with self._connect() as connection:
            free = self._try_lock(connection, worker)
            if free:
                connection.execute(sa.text("select pg_advisory_unlock(:key)"), {"key": _key(worker)})
            return free

    def release(self) -> None:
        """Let go of the lock."""
        if self._connection is not None:
            self._connection.execute(sa.text("select pg_advisory_unlock(:key)"), {"key": _key(self._worker)})
            self._connection.close()
            self._connection = None

    def _connect(self) -> sa.Connection:
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    @staticmethod
    def _try_lock(connection: sa.Connection, worker: str) -> bool:
        found = connection.execute(sa.text("select pg_try_advisory_lock(:key)"), {"key": _key(worker)})
        return bool(found.scalar_one())


def _key(worker: str) -> int:
    return int.from_bytes(hashlib.sha256(f"faxdesk:{worker}".encode()).digest()[:8], "big", signed=True)
