"""Work on review items: what people said of fields and findings, and who passed an item on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_statement_fax_document")
        ),
    )
    op.create_index("ix_statement_item", "statement", ["fax", "document", "revision"])
    with op.batch_alter_table("review_item", recreate="never") as items:
        items.add_column(sa.Column("passed_on_by", sa.String(), nullable=False, server_default=" "))
        items.add_column(sa.Column("for_supervisor", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("review_item", "for_supervisor")
    op.drop_column("review_item", "passed_on_by")
    op.drop_index("ix_statement_item", "statement")
    op.drop_table("statement")
