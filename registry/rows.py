"""What every row of the registry shares: naming of constraints, records as JSON, times in UTC."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Session, SQLModel

from documents import Record

RecordT = TypeVar("RecordT", bound=Record)

JSON_TYPE = sa.JSON().with_variant(JSONB(), "postgresql")


class Row(SQLModel):
    """The base of our tables, with a metadata of its own; shown without its content."""

    metadata: ClassVar[sa.MetaData] = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    def __repr_args__(self) -> tuple[()]:
        """Nothing: a row holds what people wrote."""
        return ()


class UtcTime(sa.TypeDecorator[dt.datetime]):
    """An aware time, stored in UTC; SQLite keeps no zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """The time in UTC; ValueError for a time without zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone cannot be stored")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """The stored time, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


def as_json(record: Record) -> dict[str, Any]:
    """A record as stored; NUL, which PostgreSQL cannot keep in text, becomes the replacement character."""
    kept: dict[str, Any] = _without_nul(record.model_dump(mode="json"))
    return kept


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_nul(item) for key, item in value.items()}
    return value


def from_json(into: type[RecordT], stored: dict[str, Any]) -> RecordT:
    """The record that was stored."""
    return into.model_validate(stored)


def one_of(column: str, words: type[StrEnum]) -> sa.CheckConstraint:
    """A check that the column holds one of the words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def row_table(row: type[Row]) -> sa.Table:
    """The table of a row class."""
    table = sa.inspect(row).local_table
    if not isinstance(table, sa.Table):
        raise TypeError(f"{row.__name__} is not a plain table")
    return table


def insert_once(session: Session, row: Row) -> bool:
    """Insert the row unless a unique key of it is there already; whether it was new."""
    session.flush()
    table = row_table(type(row))
    dialect = session.get_bind().dialect.name
    values = {column.key: getattr(row, column.key) for column in table.columns}
    values = {key: value for key, value in values.items() if not (key == "id" and value is None)}
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(table).values(**values).on_conflict_do_nothing()
    result = session.connection().execute(statement.returning(sa.literal(1)))
    return result.first() is not None


def put_row(session: Session, row: Row) -> bool:
    """Insert or update by primary key; whether anything changed. The evidence of what came first stays."""
    if insert_once(session, row):
        return True
    kind = type(row)
    before = session.get_one(kind, sa.inspect(kind).primary_key_from_instance(row))
    changed = False
    for column in sa.inspect(kind).column_attrs:
        new = getattr(row, column.key)
        if column.key != "evidence" and getattr(before, column.key) != new:
            setattr(before, column.key, new)
            changed = True
    session.flush()
    return changed
