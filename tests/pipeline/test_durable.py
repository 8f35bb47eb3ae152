"""The durable engine: steps recorded once, transactions exactly once, work of dead workers taken over."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from dbos import DBOS
from sqlmodel import Session

from documents import NoSuchThing, StoreFailed, WorldFailed
from pipeline.durable import ATTEMPTS, DurableJournal, JsonSerializer, prepare_steps
from tests.pipeline.works import SECONDS, Count, Works

pytestmark = pytest.mark.xdist_group("durable")


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
