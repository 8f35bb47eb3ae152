"""Safety reports: papers that may tell of an adverse event; letters in the order of their last change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "safety_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("says", JSON, nullable=False),
        sa.Column("marks", JSON, nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing", JSON, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_report")),
        sa.ForeignKeyConstraint(
            ["fax", "document"],
            ["document.fax", "document.number"],
            name=op.f("fk_safety_report_fax_document"),
        ),
    )
    op.create_index("ix_safety_report_document", "safety_report", ["fax", "document"])
    op.create_index(op.f("ix_safety_report_closed_at"), "safety_report", ["closed_at"])
    op.create_index("ix_letter_since", "letter", ["state_at", "reference"])
    _report_what_waits()


def _report_what_waits() -> None:
    """Open a report on every document that waits for a person because it may tell of an adverse event."""
    item, fax = (
        sa.table("review_item", *map(sa.column, ("fax", "document", "opened_at", "resolved_at", "reasons"))),
        sa.table("fax", sa.column("digest"), sa.column("received_at")),
    )
    report = sa.table(
        "safety_report",
        *map(sa.column, ("fax", "document", "received_at", "opened_at", "by")),
        sa.column("says", JSON),
        sa.column("marks", JSON),
    )
    waiting = (
        sa.select(
            item.c.fax,
            item.c.document,
            fax.c.received_at,
            item.c.opened_at,
            sa.literal(""),
            sa.literal(["It may tell of an adverse event."], JSON),
            sa.literal([], JSON),
        )
        .join(fax, fax.c.digest == item.c.fax)
        .where(item.c.resolved_at.is_(None), item.c.reasons.contains(" AE_SUSPECTED "))
    )
    op.execute(report.insert().from_select(list(report.c), waiting))


def downgrade() -> None:
    op.drop_index("ix_letter_since", "letter")
    op.drop_table("safety_report")
