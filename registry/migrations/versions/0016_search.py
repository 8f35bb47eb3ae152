"""Names as they are compared."""

import re
import unicodedata
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"
branch_labels = None
depends_on = None

NAMED = {
    "prescriber": ("npi", "first_name", "last_name"),
    "pharmacy": ("npi", "name"),
    "patient": ("number", "first_name", "last_name"),
}
"""For each table the key and what the name is made of."""


def upgrade() -> None:
    op.create_table(
        "entry_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_name")),
    )
    if rows := list(_names()):
        names = sa.table("entry_name", *map(sa.column, ("kind", "key", "name")))
        op.bulk_insert(names, rows)


def _names() -> Iterator[dict[str, str]]:
    for kind, columns in NAMED.items():
        table = sa.table(kind, *map(sa.column, columns))
        for key, *words in op.get_bind().execute(sa.select(table).order_by(table.c[columns[0]])):
            yield {"kind": kind, "key": key, "name": _compared(" ".join(words))}


def _compared(name: str) -> str:
    plain = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", name).casefold())
    return " ".join(sorted(re.sub(r"[\W_]+", " ", plain).split()))


def downgrade() -> None:
    op.drop_table("entry_name")
