"""Pages put together by people: assemblies, what people said pages are, pages nobody has identified."""

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON_TYPE = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "assembly",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", JSON_TYPE, nullable=False),
        sa.PrimaryKeyConstraint("fax", "number", name=op.f("pk_assembly")),
        sa.ForeignKeyConstraint(["fax"], ["fax.digest"], name=op.f("fk_assembly_fax")),
    )
    op.add_column("document", sa.Column("assembly", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("document", sa.Column("superseded_by", sa.Integer(), nullable=True))
    op.add_column("page", sa.Column("said", JSON_TYPE, nullable=True))
    op.add_column("page", sa.Column("unidentified", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("fax", sa.Column("caller_number", sa.String(), nullable=False, server_default=""))
    is_unidentified = sa.text("unidentified")
    op.create_index(
        "ix_page_unidentified",
        "page",
        ["fax", "number"],
        sqlite_where=is_unidentified,
        postgresql_where=is_unidentified,
    )
    op.create_index("ix_fax_caller_number", "fax", ["caller_number"])
    _number_callers()
    _mark_unidentified()


def downgrade() -> None:
    op.drop_index("ix_fax_caller_number", "fax")
    op.drop_index("ix_page_unidentified", "page")
    op.drop_column("fax", "caller_number")
    op.drop_column("page", "unidentified")
    op.drop_column("page", "said")
    op.drop_column("document", "superseded_by")
    op.drop_column("document", "assembly")
    op.drop_table("assembly")


def _number_callers() -> None:
    connection = op.get_bind()
    for digest, caller in connection.execute(sa.text("SELECT digest, caller FROM fax")).all():
        digits = re.sub(r"\D", "", caller)
        if len(digits) >= 7:
            connection.execute(
                sa.text("UPDATE fax SET caller_number = :number WHERE digest = :digest"),
                {"number": digits[-10:], "digest": digest},
            )


def _mark_unidentified() -> None:
    """The pages classified as unknown whose document still waits for a person."""
    connection = op.get_bind()
    waiting = sa.text(
        "SELECT page.fax, page.number, page.classified FROM page"
        " JOIN document_page ON document_page.fax = page.fax AND document_page.page = page.number"
        " JOIN review_item ON review_item.fax = page.fax AND review_item.document = document_page.document"
        " WHERE review_item.resolved_at IS NULL AND page.classified IS NOT NULL"
    )
    for fax, number, classified in connection.execute(waiting).all():
        if _kind(classified) == "unknown":
            connection.execute(
                sa.text("UPDATE page SET unidentified = true WHERE fax = :fax AND number = :number"),
                {"fax": fax, "number": number},
            )


def _kind(classified: Any) -> str:
    record = json.loads(classified) if isinstance(classified, str) else classified
    return str(record["best"]["kind"]) if record else ""
