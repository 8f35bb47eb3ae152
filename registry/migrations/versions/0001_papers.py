"""Faxes, arrivals, pages, documents, readings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "fax",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("received_at", TIME, nullable=False, index=True),
        sa.Column("caller", sa.String(), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, index=True),
        sa.Column("state_at", TIME, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("refusal", sa.String(), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=True),
        sa.Column("expected_pages", sa.Integer(), nullable=False),
        sa.Column("notes", JSON, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_fax")),
        sa.CheckConstraint(
            "refusal IN ('empty', 'too_large', 'too_many_pages', 'too_many_pixels', "
            "'not_a_fax', 'encrypted', 'broken', 'over_limits')",
            name=op.f("ck_fax_refusal"),
        ),
        sa.CheckConstraint(
            "state IN ('received', 'working', 'review', 'decided', 'routed', 'quarantined', 'failed')",
            name=op.f("ck_fax_state"),
        ),
    )
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("arrived_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint("digest", "channel", "name", "arrived_at", name="uq_arrival"),
        sa.ForeignKeyConstraint(["digest"], ["fax.digest"], name=op.f("fk_arrival_digest")),
    )
    op.create_table(
        "page",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False, index=True),
        sa.Column("image", JSON, nullable=False),
        sa.Column("classified", JSON, nullable=True),
        sa.PrimaryKeyConstraint("fax", "number", name=op.f("pk_page")),
        sa.ForeignKeyConstraint(["fax"], ["fax.digest"], name=op.f("fk_page_fax")),
    )
    op.create_table(
        "document",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=True, index=True),
        sa.Column("edition", sa.String(), nullable=True),
        sa.Column("record", JSON, nullable=False),
        sa.PrimaryKeyConstraint("fax", "number", name=op.f("pk_document")),
        sa.ForeignKeyConstraint(["fax"], ["fax.digest"], name=op.f("fk_document_fax")),
    )
    op.create_table(
        "document_page",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("fax", "document", "page", name=op.f("pk_document_page")),
        sa.ForeignKeyConstraint(
            ["fax", "document"],
            ["document.fax", "document.number"],
            name=op.f("fk_document_page_fax_document"),
        ),
        sa.ForeignKeyConstraint(
            ["fax", "page"], ["page.fax", "page.number"], name=op.f("fk_document_page_fax_page")
        ),
    )
    op.create_table(
        "reading",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False, index=True),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("record", JSON, nullable=False),
        sa.PrimaryKeyConstraint("fax", "document", "revision", name=op.f("pk_reading")),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_reading_fax_document")
        ),
    )


def downgrade() -> None:
    op.drop_table("reading")
    op.drop_table("document_page")
    op.drop_table("document")
    op.drop_table("page")
    op.drop_table("arrival")
    op.drop_table("fax")
