"""Items by the thousand that can be worked on: copies of one, each of another pharmacy on other paper."""

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from documents.formats import npi_check_digit
from registry.tables import METADATA
from tests.registry.people import digest_of
from tests.review_queue.web.desk import Desk
from tests.review_queue.web.whole_item import NPI, whole_item

FIRST = digest_of("one")


def npi_of(fax: str) -> str:
    """The NPI on the form of an item."""
    nine = f"1{int(fax[:12], 16) % 10**8:08d}"
    return NPI if fax == FIRST else nine + npi_check_digit(nine)


def whole_items(desk: Desk, count: int) -> None:
    """As many items in an empty database, with all that belongs to them, due before those of `fill`."""
    whole_item(desk, "one")
    with desk.engine.begin() as connection:
        rows = {table: _about_the_first(connection, table) for table in METADATA.sorted_tables}
        pages = [row["digest"] for row in rows[METADATA.tables["page"]]]
        for number in range(1, count):
            fax = digest_of(f"copy {number}")
            names = {FIRST: fax, NPI: npi_of(fax), **{page: digest_of(f"{page} {fax}") for page in pages}}
            for table, found in rows.items():
                if found:
                    connection.execute(table.insert(), [_copy(row, names) for row in found])


def _about_the_first(connection: sa.Connection, table: sa.Table) -> list[dict[str, Any]]:
    rows = [dict(row._mapping) for row in connection.execute(sa.select(table))]
    mine = [row for row in rows if FIRST in row.values()]
    return [{key: value for key, value in row.items() if key != "id"} for row in mine]


def _copy(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {key: _renamed(value, names) for key, value in row.items()}


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict | list):
        return json.loads(_renamed(json.dumps(value), names))
    if isinstance(value, str):
        for old, new in names.items():
            value = value.replace(old, new)
    return value
