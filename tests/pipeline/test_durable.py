"""The durable engine: steps recorded once, transactions exactly once, work of dead workers taken over."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest
import sqlalchemy as sa
from dbos import DBOS
from sqlmodel import Session

from documents import NoSuchThing, Record, StoreFailed, WorldFailed
from pipeline.durable import ATTEMPTS, Durable, DurableJournal, JsonSerializer, Queue, prepare_steps
from pipeline.liveness import FileLiveness, Liveness, ServerLiveness

pytestmark = pytest.mark.xdist_group("durable")

SECONDS = 30
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
        return str(DBOS.retrieve_workflow(key).get_result())

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


@pytest.fixture
def works(registry_engine: sa.Engine, tmp_path: Path) -> Iterator[Works]:
    prepare_steps(registry_engine)
    with registry_engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE note (word TEXT)"))
    made = Works(registry_engine, tmp_path / "locks")
    yield made
    made.stop()


def add_note(session: Session) -> Count:
    session.connection().execute(sa.text("INSERT INTO note VALUES ('a')"))
    return Count(rows=1)


def test_work_put_twice_under_one_key_is_done_once(works: Works) -> None:
    works.put("a", "a")
    works.put("a")
    done: list[str] = []
    works.start(lambda key, journal: done.append(key))
    works.next_ended()
    works.put("a", "b")
    assert works.next_ended() == "b"
    assert done == ["a", "b"]


def test_a_step_and_its_result_are_on_record(works: Works) -> None:
    def body(_key: str, journal: DurableJournal) -> None:
        assert journal.step("read", Count, lambda: Count(rows=7)) == Count(rows=7)
        assert journal.transact("judge", Count, add_note) == Count(rows=1)

    works.start(body)
    works.put("a")
    assert works.answer("a") == "done"
    steps = DBOS.list_workflow_steps("a")
    assert [(step["function_name"], step["output"]) for step in steps] == [
        ("read", '{"rows":7}'),
        ("judge", '{"rows":1}'),
    ]


def test_work_of_a_dead_worker_is_taken_over_without_doing_recorded_steps_again(works: Works) -> None:
    bodies: list[str] = []
    steps: list[str] = []

    def body(key: str, journal: DurableJournal) -> None:
        bodies.append(key)
        journal.step("read", Count, lambda: Count(rows=len(steps.append(key) or steps)))  # type: ignore[func-returns-value]  # append gives None, then the list
        journal.transact("judge", Count, add_note)

    works.start(body)
    works.put("a")
    works.answer("a")
    works.rewrite("a", status="PENDING", executor_id="somebody who died")
    works.next_ended()
    works.next_ended()
    assert (bodies, steps, works.rows()) == (["a", "a"], ["a"], 1)


def test_work_of_a_living_worker_is_left_to_it(works: Works) -> None:
    bodies: list[str] = []
    works.start(lambda key, journal: bodies.append(key))
    works.put("dead", "living")
    works.answer("dead")
    works.answer("living")
    two = works.liveness("two")
    two.hold()
    works.rewrite("living", status="PENDING", executor_id="two")
    for _ in range(2):
        works.rewrite("dead", status="PENDING", executor_id="somebody who died")
        works.next_ended()
        works.answer("dead")
    two.release()
    assert bodies.count("living") == 1


def test_a_failing_world_is_tried_again_and_then_given_to_the_caller(works: Works) -> None:
    tries: list[int] = []

    def fail() -> Count:
        tries.append(1)
        raise WorldFailed("the engine is gone")

    works.start(lambda key, journal: journal.step("read", Count, fail))
    works.put("a")
    assert works.answer("a").startswith("failed")
    assert len(tries) == ATTEMPTS == 3


def test_a_world_that_recovers_leaves_one_result(works: Works) -> None:
    tries: list[int] = []

    def fail_once() -> Count:
        tries.append(1)
        if len(tries) == 1:
            raise WorldFailed
        return Count(rows=len(tries))

    seen: list[Count] = []
    works.start(lambda key, journal: seen.append(journal.step("read", Count, fail_once)))
    works.put("a")
    assert works.answer("a") == "done"
    assert seen == [Count(rows=2)]


def test_what_is_no_failure_of_the_world_is_not_tried_again(works: Works) -> None:
    tries: list[int] = []

    def refuse() -> Count:
        tries.append(1)
        raise NoSuchThing("no such document")

    def body(_key: str, journal: DurableJournal) -> None:
        with pytest.raises(NoSuchThing):
            journal.step("read", Count, refuse)

    works.start(body)
    works.put("a")
    assert works.answer("a") == "done"
    assert len(tries) == 1


def test_a_transaction_that_fails_leaves_nothing(works: Works) -> None:
    def add_and_fail(session: Session) -> Count:
        add_note(session)
        raise WorldFailed

    works.start(lambda key, journal: journal.transact("judge", Count, add_and_fail))
    works.put("a")
    assert works.answer("a").startswith("failed")
    assert works.rows() == 0


def test_work_that_ended_its_worker_too_often_is_told_once(works: Works) -> None:
    works.start(lambda key, journal: None)
    works.put("a", "b")
    works.answer("a")
    works.answer("b")
    for key in ("a", "b"):
        works.rewrite(key, status="MAX_RECOVERY_ATTEMPTS_EXCEEDED")
        assert works.given_up.get(timeout=SECONDS) == key
    assert works.given_up.empty()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_worker_that_no_longer_looks_after_the_dead_says_so(works: Works) -> None:
    def unable(key: str) -> None:
        raise LookupError(key)

    works.start(lambda key, journal: journal.transact("add", Count, add_note))
    works.check()
    works.put("a")
    assert works.next_ended() == "a"
    works.hear = unable
    works.rewrite("a", status="MAX_RECOVERY_ATTEMPTS_EXCEEDED")
    for thread in threading.enumerate():
        if thread.name == "reaper":
            thread.join(SECONDS)
    with pytest.raises(StoreFailed, match="start faxdesk again"):
        works.check()


def test_stopping_finishes_what_is_under_way_and_leaves_the_rest(works: Works) -> None:
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def body(key: str, _journal: DurableJournal) -> None:
        begun.set()
        go_on.wait(SECONDS)
        done.append(key)

    works.start(body)
    works.put("a")
    assert begun.wait(SECONDS)
    threading.Timer(0.5, go_on.set).start()
    works.stop()
    assert done == ["a"]


def test_what_is_recorded_is_json_and_an_exception_comes_back_as_a_failure_of_the_world() -> None:
    serializer = JsonSerializer()
    assert serializer.deserialize(serializer.serialize({"rows": [1, "a", None]})) == {"rows": [1, "a", None]}
    back = serializer.deserialize(serializer.serialize(NoSuchThing("no such document")))
    assert isinstance(back, WorldFailed)
    assert str(back) == "NoSuchThing: no such document"
