"""The journal that records nothing."""

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from documents import Record, WorldFailed
from pipeline.journal import PlainJournal


class Count(Record):
    """How many rows there are."""

    rows: int


@pytest.fixture
def journal(registry_engine: sa.Engine) -> PlainJournal:
    with registry_engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE note (word TEXT)"))
    return PlainJournal(registry_engine)


def add(session: Session) -> Count:
    session.connection().execute(sa.text("INSERT INTO note VALUES ('a')"))
    return count(session)


def count(session: Session) -> Count:
    return Count(rows=session.connection().execute(sa.text("SELECT count(*) FROM note")).scalar_one())


def test_a_step_is_done_each_time_it_is_asked_for(journal: PlainJournal) -> None:
    asked = []
    for _ in range(2):
        journal.step("read", Count, lambda: asked.append(1) or Count(rows=len(asked)))  # type: ignore[func-returns-value]  # append gives None, then the count
    assert len(asked) == 2


def test_a_transaction_is_committed(journal: PlainJournal) -> None:
    assert journal.transact("judge", Count, add) == Count(rows=1)
    assert journal.transact("look", Count, count) == Count(rows=1)


def test_a_transaction_that_fails_leaves_nothing(journal: PlainJournal) -> None:
    def add_and_fail(session: Session) -> Count:
        add(session)
        raise WorldFailed

    with pytest.raises(WorldFailed):
        journal.transact("judge", Count, add_and_fail)
    assert journal.transact("look", Count, count) == Count(rows=0)
