"""The gist of a reading beside it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
KEY = ("fax", "document", "revision")
AT_ONCE = 500
"""So many readings are in memory at a time."""

READING = sa.table("reading", *map(sa.column, KEY), sa.column("record", JSON), sa.column("gist", JSON))


def upgrade() -> None:
    empty = sa.text('\'{"values": {}, "inks": {}}\'')
    op.add_column("reading", sa.Column("gist", JSON, nullable=False, server_default=empty))
    of_it = sa.and_(*(READING.c[name] == sa.bindparam(f"its_{name}") for name in KEY))
    put = READING.update().where(of_it).values(gist=sa.bindparam("its_gist", type_=JSON))
    for rows in _readings():
        gists = [
            {"its_gist": _gist(row["record"]), **{f"its_{name}": row[name] for name in KEY}} for row in rows
        ]
        op.get_bind().execute(put, gists)


def _readings() -> Iterator[Sequence[sa.RowMapping]]:
    """The readings there are, some at a time, in the order of their keys."""
    key = sa.tuple_(*(READING.c[name] for name in KEY))
    query = sa.select(*(READING.c[name] for name in KEY), READING.c.record).limit(AT_ONCE)
    query = query.order_by(*(READING.c[name] for name in KEY))
    rows = op.get_bind().execute(query).mappings().all()
    while rows:
        yield rows
        last = sa.tuple_(*(rows[-1][name] for name in KEY))
        rows = op.get_bind().execute(query.where(key > last)).mappings().all()


def _gist(record: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    read = record["readings"]
    inks = {one["field"]: one["evidence"].get("strokes") for one in read}
    return {
        "values": {one["field"]: one["value"] for one in read if one["value"]},
        "inks": {name: ink for name, ink in inks.items() if ink},
    }


def downgrade() -> None:
    op.drop_column("reading", "gist")
