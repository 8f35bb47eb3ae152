"""The durable engine: workflows whose steps are recorded once, on SQLite or PostgreSQL, over DBOS."""

import json
import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from dbos import (
    DBOS,
    DBOSClient,
    SQLAlchemyDatasource,
    WorkflowStatus,
    error,
    run_dbos_database_migrations,
)
from dbos import Serializer as DbosSerializer
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

from documents import Record, StoreFailed, WorldFailed
from pipeline.liveness import FileLiveness, Liveness, ServerLiveness

log = logging.getLogger(__name__)

T = TypeVar("T", bound=Record)
QUEUE = "faxes"
APPLICATION = "faxdesk"
APPLICATION_VERSION = "1"
"""Work recorded under another version is not picked up: raise it only when recorded steps no longer fit."""
ATTEMPTS = 3
MAX_RECOVERIES = 20
FINISH_SECONDS = 120


class JsonSerializer(DbosSerializer):
    """Recorded inputs and results are JSON that an auditor can read without our classes."""

    def serialize(self, data: Any) -> str:
        """JSON text; an exception becomes its type and message."""
        if isinstance(data, BaseException):
            data = {"exception": type(data).__name__, "message": str(data)}
        return json.dumps(data)

    def deserialize(self, serialized_data: str) -> Any:
        """The JSON value; a recorded exception comes back as WorldFailed."""
        value = json.loads(serialized_data)
        if isinstance(value, dict) and set(value) == {"exception", "message"}:
            return WorldFailed(f"{value['exception']}: {value['message']}")
        return value

    def name(self) -> str:
        """The name under which DBOS records what this wrote."""
        return "faxdesk_json"


class DurableJournal:
    """Records the steps of the workflow it is used in; only valid inside one."""

    def __init__(self, source: SQLAlchemyDatasource, retry_seconds: float) -> None:
        self._source = source
        self._retry_seconds = retry_seconds
        self._isolation: Literal["READ COMMITTED", "SERIALIZABLE"] = (
            "READ COMMITTED" if source.engine.dialect.name == "postgresql" else "SERIALIZABLE"
        )

    def step(self, name: str, into: type[T], work: Callable[[], T]) -> T:
        """The result of `work`, done at least once and recorded; WorldFailed is tried again, then raised."""

        def worked() -> str:
            return work().model_dump_json()

        try:
            recorded = DBOS.run_step(
                {
                    "name": name,
                    "retries_allowed": True,
                    "max_attempts": ATTEMPTS,
                    "interval_seconds": self._retry_seconds,
                    "should_retry": lambda failure: isinstance(failure, WorldFailed),
                },
                worked,
            )
        except error.DBOSMaxStepRetriesExceeded as failed:
            raise WorldFailed(f"the step failed {ATTEMPTS} times") from failed.errors[-1]
        return into.model_validate_json(recorded)

    def transact(self, name: str, into: type[T], work: Callable[[Session], T]) -> T:
        """The result of `work`, whose database effects are committed exactly once, with the record of it."""

        def worked() -> str:
            session = self._source.sql_session()
            if not isinstance(session, Session):
                raise TypeError("the data source opens sessions of another kind")
            return work(session).model_dump_json()

        return into.model_validate_json(
            self._source.run_tx_step({"name": name, "isolation_level": self._isolation}, worked)
        )


class Durable:
    """One worker's durable engine; `with` it starts, and on leaving it stops taking work.

    `worker` must differ between live processes. Work of a worker that died is taken over by any other within
    `reap_seconds`, and by the next one to start; `given_up` hears the key of a workflow that is not tried any
    more because it ended its worker too often.
    """

    def __init__(
        self,
        engine: Engine,
        locks: Path,
        worker: str,
        given_up: Callable[[str], None],
        reap_seconds: float = 2,
    ) -> None:
        self._engine = engine
        self._worker = worker
        self._given_up = given_up
        self._reap_seconds = reap_seconds
        self._stop = threading.Event()
        self._reaper = threading.Thread(target=self._reap, name="reaper", daemon=True)
        self._liveness: Liveness = (
            ServerLiveness(engine, worker)
            if engine.dialect.name == "postgresql"
            else FileLiveness(locks, worker)
        )
        url = engine.url.render_as_string(hide_password=False)
        self._serializer = JsonSerializer()
        DBOS(
            config={
                "name": APPLICATION,
                "system_database_url": url,
                "system_database_engine": engine,
                "executor_id": worker,
                "application_version": APPLICATION_VERSION,
                "serializer": self._serializer,
                "log_level": "ERROR",
                "notification_listener_polling_interval_sec": 0.5,
            }
        )
        self._source = SQLAlchemyDatasource.create(
            url,
            engine=engine,
            serializer=self._serializer,
            sessionmaker=sessionmaker(class_=Session, expire_on_commit=False),
        )

    def workflow(self, name: str, body: Callable[..., str]) -> Callable[..., str]:
        """Register a workflow before `start`; `body` takes and returns JSON values and uses a `journal`."""
        return DBOS.workflow(name=name, max_recovery_attempts=MAX_RECOVERIES)(body)

    def journal(self, retry_seconds: float = 1.0) -> DurableJournal:
        """The journal for use inside workflows."""
        return DurableJournal(self._source, retry_seconds)

    def start(self, at_once: int) -> None:
        """Take work from the queue, `at_once` workflows side by side."""
        self._liveness.hold()
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=at_once, polling_interval_sec=0.2)
        self._reaper.start()

    def check(self) -> None:
        """StoreFailed when nobody looks after the work of dead workers any more: this worker must stop."""
        if not self._reaper.is_alive():
            raise StoreFailed("the watch over dead workers has ended; start faxdesk again")

    def stop(self) -> None:
        """Stop taking work and finish what is under way; what takes too long goes on with the next worker."""
        self._stop.set()
        if self._reaper.is_alive():
            self._reaper.join()
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=FINISH_SECONDS)
        self._liveness.release()

    def __enter__(self) -> Self:
        """The engine itself, not yet started: workflows are registered first."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    def _reap(self) -> None:
        told: set[str] = set()
        while not self._stop.wait(self._reap_seconds):
            try:
                self._take_over()
                self._tell_given_up(told)
            except (SQLAlchemyError, StoreFailed) as failure:
                log.warning("the database is out of reach", extra={"failure": type(failure).__name__})

    def _tell_given_up(self, told: set[str]) -> None:
        for found in _workflows("MAX_RECOVERY_ATTEMPTS_EXCEEDED"):
            if found.workflow_id not in told:
                self._given_up(found.workflow_id)
                told.add(found.workflow_id)

    def _take_over(self) -> None:
        for worker in {found.executor_id for found in _workflows("PENDING")} - {self._worker, None}:
            if worker and self._liveness.is_dead(worker):
                taken = DBOS._recover_pending_workflows([worker])  # public calls reset the attempts
                log.warning("took over the work of a dead worker", extra={"workflows": len(taken)})


def _workflows(status: str) -> list[WorkflowStatus]:
    return DBOS.list_workflows(status=status, load_input=False, load_output=False)


def prepare_steps(engine: Engine) -> None:
    """Create or upgrade the tables in which steps are recorded; run once before workers start."""
    run_dbos_database_migrations(engine.url.render_as_string(hide_password=False))


class Queue:
    """Puts workflows on the queue inside a caller's transaction; needs no running worker."""

    def __init__(self, engine: Engine) -> None:
        self._client = DBOSClient(
            system_database_engine=engine, application_name=APPLICATION, serializer=JsonSerializer()
        )

    def put(self, session: Session, workflow: str, key: str, arguments: Iterable[str]) -> None:
        """Enqueue once for its key, committed with the session's transaction."""
        self._client.enqueue_in_transaction(
            session,
            {
                "workflow_name": workflow,
                "queue_name": QUEUE,
                "workflow_id": key,
                "app_version": APPLICATION_VERSION,
            },
            *arguments,
        )
