"""What open items ask for, and the words by which they are found."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OPEN = sa.text("resolved_at IS NULL")
QUEUE = ["due_at", "risk", "fax", "document", "reasons"]
TERM = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NAMED = re.compile(r"name$|npi$|ncpdp$|contact$")
"""The fields whose words find an item."""

EVERYTHING = " critical signature tick "
"""What an item that was open before may ask for; what it does ask for is known once somebody works on it."""


def upgrade() -> None:
    op.create_table(
        "item_term",
        sa.Column("term", TERM, nullable=False),
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", "fax", "document", name=op.f("pk_item_term")),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_item_term_fax_document")
        ),
    )
    op.create_index("ix_item_term_item", "item_term", ["fax", "document"])
    with op.batch_alter_table("review_item", recreate="never") as items:
        items.add_column(sa.Column("asks", sa.String(), nullable=False, server_default=" "))
    _index_queue([*QUEUE, "asks"])
    _fill_in()


def _index_queue(columns: list[str]) -> None:
    op.drop_index("ix_review_item_queue", "review_item")
    op.create_index("ix_review_item_queue", "review_item", columns, sqlite_where=OPEN, postgresql_where=OPEN)


def _fill_in() -> None:
    key = ("fax", "document")
    items = sa.table("review_item", *map(sa.column, (*key, "form", "asks", "resolved_at")))
    readings = sa.table(
        "reading",
        *map(sa.column, (*key, "revision")),
        sa.column("record", sa.JSON().with_variant(JSONB(), "postgresql")),
    )
    faxes = sa.table("fax", sa.column("digest"), sa.column("caller"))
    terms = sa.table("item_term", sa.column("term"), *map(sa.column, key))
    connection = op.get_bind()
    still_open = items.c.resolved_at.is_(None)
    connection.execute(items.update().where(still_open, items.c.form > "").values(asks=EVERYTHING))
    callers = sa.select(items.c.fax, items.c.document, faxes.c.caller)
    for fax, document, caller in connection.execute(
        callers.join(faxes, faxes.c.digest == items.c.fax).where(still_open)
    ).all():
        of_it = sa.and_(readings.c.fax == fax, readings.c.document == document)
        newest = sa.select(readings.c.record).where(of_it).order_by(readings.c.revision.desc()).limit(1)
        record = connection.execute(newest).scalar()
        texts = [
            each["value"] for each in (record or {"readings": []})["readings"] if NAMED.search(each["field"])
        ]
        found = {fax} | {word for text in (caller, *texts) for word in _folded(text).split()}
        for word in sorted(found | {re.sub(r"\D", "", caller).removeprefix("1")} - {""}):
            connection.execute(terms.insert().values(term=word, fax=fax, document=document))


def _folded(text: str) -> str:
    plain = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.casefold()))
    return re.sub(r"[\W_]+", " ", plain)


def downgrade() -> None:
    _index_queue(QUEUE)
    op.drop_column("review_item", "asks")
    op.drop_index("ix_item_term_item", "item_term")
    op.drop_table("item_term")
