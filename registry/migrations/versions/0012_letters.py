"""Letters: the outbox with its history, forms that came back, and the fax numbers of pharmacies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = (
    "'certification', 'enrollment', 'authorization', 'pending', 'refusal', 'deficiency', 'reminder',"
    " 'withdrawal'"
)
STATES = "'queued', 'sending', 'sent', 'delivered', 'failed', 'held', 'cancelled'"


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fax", sa.String(), nullable=True),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("reminds_of", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("record", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_letter")),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_letter_kind")),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_letter_state")),
    )
    op.create_index("ix_letter_due", "letter", ["state", "due_at"])
    op.create_index("ix_letter_cause", "letter", ["fax", "document"])
    op.create_index("ix_letter_about", "letter", ["about"])
    op.create_index("ix_letter_reminds_of", "letter", ["reminds_of"])
    op.create_table(
        "letter_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_event")),
        sa.ForeignKeyConstraint(["reference"], ["letter.reference"], name=op.f("fk_letter_event_reference")),
    )
    op.create_index("ix_letter_event_reference", "letter_event", ["reference"])
    op.create_table(
        "reply",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fax", "document", name=op.f("pk_reply")),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_reply_fax_document")
        ),
        sa.ForeignKeyConstraint(["reference"], ["letter.reference"], name=op.f("fk_reply_reference")),
    )
    op.create_index("ix_reply_reference", "reply", ["reference"])
    with op.batch_alter_table("pharmacy", recreate="never") as pharmacies:
        pharmacies.add_column(sa.Column("fax", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("pharmacy", "fax")
    op.drop_table("reply")
    op.drop_table("letter_event")
    op.drop_table("letter")
