"""Decisions, what they wait for, review items, corrections."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "disposition",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reading_revision", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False, index=True),
        sa.Column("rule_set", sa.String(), nullable=False),
        sa.Column("as_of", TIME, nullable=False, index=True),
        sa.Column("record", JSON, nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("granted", sa.String(), nullable=False),
        sa.Column("changed", JSON, nullable=False),
        sa.PrimaryKeyConstraint("fax", "document", "revision", name=op.f("pk_disposition")),
        sa.CheckConstraint(
            "outcome IN ('certify', 'enroll', 'authorize', 'pending', 'deficient', "
            "'review', 'reject', 'duplicate', 'route')",
            name=op.f("ck_disposition_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_disposition_fax_document")
        ),
    )
    op.create_table(
        "waiting",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("npi", sa.String(), nullable=False, index=True),
        sa.PrimaryKeyConstraint("fax", "document", "npi", name=op.f("pk_waiting")),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_waiting_fax_document")
        ),
    )
    op.create_table(
        "review_item",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("risk", sa.Integer(), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False, index=True),
        sa.Column("record", JSON, nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=False),
        sa.Column("claimed_until", TIME, nullable=True),
        sa.Column("resolved_at", TIME, nullable=True, index=True),
        sa.PrimaryKeyConstraint("fax", "document", "revision", name=op.f("pk_review_item")),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_review_item_fax_document")
        ),
    )
    op.create_table(
        "correction",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("resolution", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("record", JSON, nullable=False),
        sa.PrimaryKeyConstraint("fax", "document", "revision", name=op.f("pk_correction")),
        sa.CheckConstraint(
            "resolution IN ('accept', 'set_form', 'reject', 'route')",
            name=op.f("ck_correction_resolution"),
        ),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_correction_fax_document")
        ),
    )


def downgrade() -> None:
    op.drop_table("correction")
    op.drop_table("review_item")
    op.drop_table("waiting")
    op.drop_table("disposition")
