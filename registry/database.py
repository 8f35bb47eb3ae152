"""The one database engine of an installation: SQLite on one machine, PostgreSQL on many."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from sqlite3 import Connection as SqliteConnection
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session

from documents import BadSetting, StoreFailed
from registry.turns import TurnMissed, Turns

WRITER_LOCK = 0x6661786465736B
"""The PostgreSQL advisory lock that makes registry writers take turns, as SQLite does by itself."""

BUSY_MS = 30_000
"""How long a writer waits for the others."""

_TURNS: WeakKeyDictionary[sa.Engine, Turns] = WeakKeyDictionary()
"""The writers of this process in SQLite; PostgreSQL lets its writers in as they came by itself."""


def database_url(url: str) -> sa.URL:
    """The URL with the driver we use; BadSetting when it names neither SQLite nor PostgreSQL."""
    try:
        parsed = sa.make_url(url)
    except ArgumentError:
        raise BadSetting("database_url is not a database URL") from None
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        return parsed
    if kind in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    raise BadSetting(f"database_url names {kind}; only sqlite and postgresql are supported")


def open_database(url: str) -> sa.Engine:
    """The engine for the registry and for the durable steps alike; nothing is connected yet."""
    parsed = database_url(url)
    engine = sa.create_engine(parsed, pool_size=20, max_overflow=10, pool_pre_ping=True, hide_parameters=True)
    if parsed.get_backend_name() == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        _TURNS[engine] = Turns()
    return engine


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = "IMMEDIATE"
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def lock_for_writing(session: Session) -> None:
    """Make this transaction the only one that writes to the registry until it ends.

    What is read after this call stays true until the commit. Call it first in the transaction. A PostgreSQL
    transaction above READ COMMITTED may be refused at its end, and must then be tried again.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITER_LOCK)))
        return
    driver = connection.connection.dbapi_connection
    if isinstance(driver, SqliteConnection) and not driver.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _turn(engine: sa.Engine) -> AbstractContextManager[None]:
    turns = _TURNS.get(engine)
    return nullcontext() if turns is None else turns.turn(BUSY_MS / 1000)


@contextmanager
def writing(engine: sa.Engine) -> Iterator[Session]:
    """A session in one transaction, alone in writing; committed at the end. Not within another one.

    StoreFailed when the database does not take it; nothing of it is kept then.
    """
    try:
        with _turn(engine), Session(engine, expire_on_commit=False) as session, session.begin():
            lock_for_writing(session)
            yield session
    except (DBAPIError, TurnMissed) as failure:
        raise StoreFailed("the database did not take the change") from failure


@contextmanager
def reading(engine: sa.Engine, *, once: bool = False) -> Iterator[Session]:
    """A session for reading; StoreFailed when the database does not answer.

    `once`: a row asked for by its key is loaded once and kept until the end; for sessions that load few.
    """
    kept: list[object] = []
    try:
        with Session(engine, expire_on_commit=False) as session:
            if once:
                sa.event.listen(session, "loaded_as_persistent", lambda _, row: kept.append(row))
            yield session
    except DBAPIError as failure:
        raise StoreFailed("the database did not answer") from failure


def migration_plan(engine: sa.Engine) -> Config:
    """Alembic's configuration for our migrations on this engine."""
    config = Config()
    config.set_main_option("script_location", "registry:migrations")
    config.attributes["engine"] = engine
    return config


def migrate(url: str) -> None:
    """Bring the database to the newest schema; harmless when it is there already."""
    engine = open_database(url)
    try:
        command.upgrade(migration_plan(engine), "head")
    except DBAPIError as failure:
        raise StoreFailed("the database did not take the migrations") from failure
    finally:
        engine.dispose()
