"""A worker and its queue, for the tests of the durable engine."""

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import sqlalchemy as sa
from dbos import DBOS
from sqlmodel import Session

from documents import Record, WorldFailed
from pipeline.durable import Durable, DurableJournal, Queue
from pipeline.liveness import FileLiveness, Liveness, ServerLiveness

SECONDS = 30
_OFTEN = 0.02
Body = Callable[[str, DurableJournal], object]


class Count(Record):
    """How many rows there are."""

    rows: int


class Works:
    """One worker, a queue to give it work by key, and what it said of each piece of work it ended."""

    def __init__(self, engine: sa.Engine, locks: Path) -> None:
        self.engine = engine
        self.given_up: SimpleQueue[str] = SimpleQueue()
        self._ended: SimpleQueue[str] = SimpleQueue()
        self._queue = Queue(engine)
        self.hear: Callable[[str], None] = self.given_up.put
        self._durable = Durable(engine, locks, "one", lambda key: self.hear(key), reap_seconds=0.1)
        self.liveness: Callable[[str], Liveness] = lambda name: (
            ServerLiveness(engine, name) if engine.dialect.name == "postgresql" else FileLiveness(locks, name)
        )

    def start(self, body: Body) -> None:
        journal = self._durable.journal(retry_seconds=0.01)

        def work(key: str) -> str:
            try:
                body(key, journal)
            except WorldFailed as failure:
                return f"failed: {failure}"
            finally:
                self._ended.put(key)
            return "done"

        self._durable.workflow("work", work)
        self._durable.start(at_once=1)

    def put(self, *keys: str) -> None:
        with Session(self.engine) as session, session.begin():
            for key in keys:
                self._queue.put(session, "work", key, [key])

    def next_ended(self) -> str:
        return self._ended.get(timeout=SECONDS)

    def answer(self, key: str) -> str:
        return str(DBOS.retrieve_workflow(key).get_result(polling_interval_sec=_OFTEN))

    def rewrite(self, key: str, **columns: str) -> None:
        """Change what is on record of a piece of work, as if a worker had died over it."""
        table = sa.table("workflow_status", sa.column("workflow_uuid"), *map(sa.column, columns))
        table.schema = "dbos" if self.engine.dialect.name == "postgresql" else None
        with self.engine.begin() as connection:
            connection.execute(sa.update(table).where(table.c.workflow_uuid == key).values(columns))

    def rows(self) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(sa.text("SELECT count(*) FROM note")).scalar_one())

    def check(self) -> None:
        self._durable.check()

    def stop(self) -> None:
        self._durable.stop()
