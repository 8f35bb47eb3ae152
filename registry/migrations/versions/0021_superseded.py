"""The documents that gave way to an assembly, to be told at a glance from the many that stand."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    gave_way = sa.text("superseded_by IS NOT NULL")
    op.create_index(
        "ix_document_superseded",
        "document",
        ["fax", "number"],
        sqlite_where=gave_way,
        postgresql_where=gave_way,
    )


def downgrade() -> None:
    op.drop_index("ix_document_superseded", "document")
