"""Puts rows by the million into an empty database, the quick way of its kind."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from sqlite3 import Connection as SqliteConnection
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.dialects import sqlite

from registry.database import open_database

Rows = Mapping[str, list[tuple[Any, ...]]]
"""By table the rows, as text, numbers and truth values, in the order of `COLUMNS`."""

COLUMNS: Mapping[str, str] = {
    "fax": "digest channel provider_id received_at caller caller_number byte_count media state state_at note"
    " whole expected_pages notes",
    "page": "fax number digest image unidentified",
    "document": "fax number form edition assembly record",
    "document_page": "fax document page",
    "reading": "fax document revision form subject made_at record gist",
    "disposition": "fax document revision reading_revision outcome rule_set as_of record facts granted"
    " changed",
    "prescriber": "npi first_name last_name standing certified_on fax evidence",
    "pharmacy": "npi ncpdp name standing certified_on representative fax evidence",
    "patient": "number first_name last_name birth_date standing enrolled_on evidence",
    "detail_change": "subject_kind subject detail value effective_on evidence recorded_at by reason",
    "entry_name": "kind key name",
    "standing_change": "subject_kind subject standing effective_on evidence recorded_at by reason",
    "knowledge_result": "npi source attempt taken_on correct questions recorded_at",
    "national_npi": "npi kind first_name last_name active",
    "authorization": "number patient prescriber_npi authorized_on ends_on evidence recorded_at voided_by",
    "merge": "kind kept other merged_at merged_by reason undone_by undone_reason",
}
"""Of each table the columns that are filled, in the order of the rows."""


def load(url: str, parts: Iterable[Rows]) -> None:
    """Put the rows into a migrated database in which nothing is, and have it count what it has."""
    engine = open_database(url)
    with closing(engine.raw_connection()) as connection:
        for rows in parts:
            for table, made in rows.items():
                _put(connection.driver_connection, table, made)
            connection.commit()
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _put(driver: object, table: str, rows: list[tuple[Any, ...]]) -> None:
    if isinstance(driver, SqliteConnection):
        _insert(driver, table, rows)
    elif isinstance(driver, psycopg.Connection):
        _copy(driver, table, rows)


def _insert(driver: SqliteConnection, table: str, rows: list[tuple[Any, ...]]) -> None:
    if not driver.in_transaction:
        for pragma in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-500000"):
            driver.execute(f"PRAGMA {pragma}")
    columns = COLUMNS[table].split()
    statement = sa.insert(sa.table(table, *map(sa.column, columns))).compile(dialect=sqlite.dialect())
    driver.executemany(str(statement), rows)


def _copy(driver: psycopg.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS[table].split()))
    driver.execute("SET LOCAL session_replication_role = replica; SET LOCAL TIME ZONE 'UTC'")
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    with driver.cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
