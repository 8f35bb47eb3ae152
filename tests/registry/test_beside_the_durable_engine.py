"""The registry and the durable engine share one database and one transaction."""

import pytest
import sqlalchemy as sa
from alembic import command
from sqlmodel import Session

from documents import Acceptance, StoreFailed
from pipeline.durable import Queue, prepare_steps
from registry.database import migration_plan, reading
from registry.faxes import FaxSink, list_faxes
from tests.registry.people import arrival_of, digest_of, fax_of


def queued(engine: sa.Engine) -> list[str]:
    table = "dbos.workflow_status" if engine.dialect.name == "postgresql" else "workflow_status"
    with engine.connect() as connection:
        return list(connection.execute(sa.text(f"SELECT workflow_uuid FROM {table}")).scalars())  # noqa: S608


@pytest.fixture
def shared_engine(registry_engine: sa.Engine) -> sa.Engine:
    prepare_steps(registry_engine)
    return registry_engine


def test_our_migrations_neither_see_nor_drop_the_engines_tables(shared_engine: sa.Engine) -> None:
    command.check(migration_plan(shared_engine))
    command.downgrade(migration_plan(shared_engine), "base")
    assert queued(shared_engine) == []


def test_a_fax_and_its_work_are_committed_together_and_once(shared_engine: sa.Engine) -> None:
    queue = Queue(shared_engine)

    def put(session: Session, fax: str) -> None:
        queue.put(session, "process", fax, [fax])

    sink = FaxSink(shared_engine, put)
    answers = [sink.accept(fax_of("one"), arrival_of("one", file=name)) for name in ("a", "a", "b")]
    assert answers == [Acceptance.NEW, Acceptance.KNOWN_ARRIVAL, Acceptance.KNOWN_FAX]
    assert queued(shared_engine) == [digest_of("one")]


def test_work_that_was_queued_is_taken_back_with_the_fax(shared_engine: sa.Engine) -> None:
    queue = Queue(shared_engine)

    def put_and_fail(session: Session, fax: str) -> None:
        queue.put(session, "process", fax, [fax])
        raise StoreFailed

    with pytest.raises(StoreFailed):
        FaxSink(shared_engine, put_and_fail).accept(fax_of("one"), arrival_of("one"))
    assert queued(shared_engine) == []
    with reading(shared_engine) as session:
        assert list_faxes(session) == ()
