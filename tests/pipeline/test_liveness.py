"""Locks that tell whether a worker lives: the same contract for files and for the database server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from documents import StoreFailed
from pipeline.liveness import FileLiveness, Liveness, ServerLiveness
from registry.database import open_database

if TYPE_CHECKING:
    from tests.postgres import PostgresServer

Maker = Callable[[str], Liveness]


@pytest.fixture(params=["files", "server"])
def worker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Maker]:
    """Makes the lock of a worker, each as a process of its own would; once for each implementation."""
    if request.param == "files":
        yield lambda name: FileLiveness(tmp_path / "locks", name)
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    database = server.new_database()
    engines = []

    def on_server(name: str) -> Liveness:
        engines.append(open_database(server.url(database)))
        return ServerLiveness(engines[-1], name)

    yield on_server
    for engine in engines:
        engine.dispose()
    server.drop(database)


def test_a_worker_nobody_has_heard_of_is_dead(worker: Maker) -> None:
    assert worker("one").is_dead("two")


def test_a_worker_lives_while_it_holds_its_lock(worker: Maker) -> None:
    one, two = worker("one"), worker("two")
    one.hold()
    assert not two.is_dead("one")
    assert not two.is_dead("one")
    one.release()
    assert two.is_dead("one")


def test_asking_whether_a_worker_is_dead_does_not_take_its_lock(worker: Maker) -> None:
    one, two = worker("one"), worker("two")
    assert two.is_dead("one")
    one.hold()
    assert not two.is_dead("one")
    one.release()


def test_a_second_worker_of_the_same_name_is_refused(worker: Maker) -> None:
    one, again = worker("one"), worker("one")
    one.hold()
    with pytest.raises(StoreFailed, match="another worker runs as one"):
        again.hold()
    again.release()
    assert not worker("two").is_dead("one")
    one.release()


def test_a_lock_can_be_taken_again_after_it_was_let_go(worker: Maker) -> None:
    one = worker("one")
    for _ in range(2):
        one.hold()
        one.release()
    one.release()
    assert worker("two").is_dead("one")
