"""Audited outcomes, brakes, the parts of writers and the key they are hashed under."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
WRITINGS = "writing IN ('none', 'typed', 'handwritten', 'digital', 'person')"


def upgrade() -> None:
    op.create_table(
        "audited_outcome",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("writing", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("audited_at", TIME, nullable=False, index=True),
        sa.PrimaryKeyConstraint("fax", "document", "revision", "field", name=op.f("pk_audited_outcome")),
        sa.CheckConstraint(WRITINGS, name=op.f("ck_audited_outcome_writing")),
        sa.ForeignKeyConstraint(
            ["fax", "document"],
            ["document.fax", "document.number"],
            name=op.f("fk_audited_outcome_fax_document"),
        ),
    )
    op.create_table(
        "brake_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("writing", sa.String(), nullable=False),
        sa.Column("pulled", sa.Boolean(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brake_event")),
        sa.CheckConstraint(WRITINGS, name=op.f("ck_brake_event_writing")),
    )
    op.create_table(
        "writer_part",
        sa.Column("writer", sa.String(), nullable=False),
        sa.Column("writer_group", sa.String(), nullable=False, index=True),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("writer", name=op.f("pk_writer_part")),
        sa.CheckConstraint(
            "part IN ('training', 'calibration', 'holdout')", name=op.f("ck_writer_part_part")
        ),
    )
    op.create_table(
        "writer_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writer_key")),
        sa.CheckConstraint("id = 1", name=op.f("ck_writer_key_one")),
    )


def downgrade() -> None:
    op.drop_table("writer_key")
    op.drop_table("writer_part")
    op.drop_table("brake_event")
    op.drop_table("audited_outcome")
