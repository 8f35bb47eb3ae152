"""Audits: documents whose fields are keyed again unseen, those fields, and what people keyed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
OPEN = sa.text("closed_at IS NULL")
FIELD = ["fax", "document", "field"]


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=False),
        sa.Column("claimed_until", TIME, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("fax", "document", name=op.f("pk_audit")),
        sa.CheckConstraint("origin IN ('auto', 'reviewed')", name=op.f("ck_audit_origin")),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_audit_fax_document")
        ),
    )
    queue = ["opened_at", "fax", "document"]
    op.create_index("ix_audit_queue", "audit", queue, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "audit_field",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unseen", sa.Boolean(), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=True),
        sa.Column("settled_at", TIME, nullable=True, index=True),
        sa.PrimaryKeyConstraint(*FIELD, name=op.f("pk_audit_field")),
        sa.ForeignKeyConstraint(
            FIELD[:2], ["audit.fax", "audit.document"], name=op.f("fk_audit_field_fax_document")
        ),
    )
    op.create_table(
        "audit_keying",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint(*FIELD, "by", name=op.f("pk_audit_keying")),
        sa.CheckConstraint("state IN ('read', 'blank', 'illegible')", name=op.f("ck_audit_keying_state")),
        sa.ForeignKeyConstraint(
            FIELD,
            [f"audit_field.{name}" for name in FIELD],
            name=op.f("fk_audit_keying_fax_document_field"),
        ),
    )
    op.create_index("ix_audit_keying_by_at", "audit_keying", ["by", "at"])


def downgrade() -> None:
    op.drop_table("audit_keying")
    op.drop_table("audit_field")
    op.drop_table("audit")
