"""The review desk: accounts, sign-ins, events; review items by form and reason."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
OPEN = sa.text("resolved_at IS NULL")


REPLACED = ("due_at", "resolved_at")
"""Indexes that SQLite would prefer to those of the queue, and then sort."""


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("invitation", sa.String(), nullable=False),
        sa.Column("invited_until", TIME, nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_account")),
        sa.CheckConstraint(
            "role IN ('operator', 'second_reviewer', 'supervisor', 'auditor', 'administrator')",
            name=op.f("ck_account_role"),
        ),
    )
    op.create_table(
        "sign_in",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", TIME, nullable=False, index=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in")),
    )
    op.create_table(
        "desk_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("record", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_event")),
    )
    op.create_index("ix_desk_event_account_act_at", "desk_event", ["account", "act", "at"])
    op.create_index("ix_desk_event_address_act_at", "desk_event", ["address", "act", "at"])
    with op.batch_alter_table("review_item") as items:
        items.add_column(sa.Column("form", sa.String(), nullable=False, server_default=""))
        items.add_column(sa.Column("reasons", sa.String(), nullable=False, server_default=" "))
    _fill_in()
    with op.batch_alter_table("review_item") as items:
        items.alter_column("form", server_default=None)
        items.alter_column("reasons", server_default=None)
    for name in REPLACED:
        op.drop_index(f"ix_review_item_{name}", "review_item")
    queue = ["due_at", "risk", "fax", "document"]
    for name, columns in (
        ("ix_review_item_queue", [*queue, "reasons"]),
        ("ix_review_item_queue_of_form", ["form", *queue]),
        ("ix_review_item_held", ["claimed_by", *queue]),
    ):
        op.create_index(name, "review_item", columns, sqlite_where=OPEN, postgresql_where=OPEN)


def _fill_in() -> None:
    key = ("fax", "document", "revision")
    names = (*key, "form", "reasons")
    items = sa.table("review_item", *map(sa.column, names), sa.column("record", JSON))
    connection = op.get_bind()
    for row in connection.execute(sa.select(items)).mappings().all():
        form, reasons = row["record"]["form"], row["record"]["reasons"]
        this = sa.and_(*(items.c[name] == row[name] for name in key))
        values = {"form": form["form"] if form else "", "reasons": f" {' '.join(reasons)} "}
        connection.execute(items.update().where(this).values(**values))


def downgrade() -> None:
    op.drop_index("ix_review_item_held", "review_item")
    op.drop_index("ix_review_item_queue_of_form", "review_item")
    op.drop_index("ix_review_item_queue", "review_item")
    for name in REPLACED:
        op.create_index(f"ix_review_item_{name}", "review_item", [name])
    with op.batch_alter_table("review_item") as items:
        items.drop_column("reasons")
        items.drop_column("form")
    op.drop_table("desk_event")
    op.drop_table("sign_in")
    op.drop_table("account")
