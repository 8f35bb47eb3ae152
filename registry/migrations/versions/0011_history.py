"""History: when changes became known and by whom, merges, what decisions wait for, the list of NPIs."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
PLACED = ("prescriber", "pharmacy", "standing_change")
SAID = ("subject_kind", "subject", "standing", "effective_on", "evidence")
OLD = ("pending", "certified", "decertified", "enrolled", "discontinued")
NEW = ("pending", "certified", "deactivated", "decertified", "expired", "enrolled", "discontinued")


def upgrade() -> None:
    _allow(NEW)
    with op.batch_alter_table("standing_change", recreate="never") as changes:
        changes.add_column(sa.Column("recorded_at", TIME, nullable=True))
        changes.add_column(sa.Column("by", sa.String(), nullable=False, server_default=""))
        changes.add_column(sa.Column("reason", sa.String(), nullable=False, server_default=""))
    _tell_apart(*SAID, "recorded_at")
    op.add_column("knowledge_result", sa.Column("recorded_at", TIME, nullable=True))
    with op.batch_alter_table("authorization", recreate="never") as given:
        given.add_column(sa.Column("recorded_at", TIME, nullable=True))
        given.add_column(sa.Column("voided_at", TIME, nullable=True))
        given.add_column(sa.Column("voided_by", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False, index=True),
        sa.Column("other", sa.String(), nullable=False, index=True),
        sa.Column("merged_at", TIME, nullable=False),
        sa.Column("merged_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("undone_at", TIME, nullable=True),
        sa.Column("undone_by", sa.String(), nullable=False),
        sa.Column("undone_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    op.create_table(
        "national_npi",
        sa.Column("npi", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("npi", name=op.f("pk_national_npi")),
        sa.CheckConstraint(
            "kind IN ('person', 'organization', 'unknown')", name=op.f("ck_national_npi_kind")
        ),
    )
    _wait_by_decision()


def _allow(standings: tuple[str, ...]) -> None:
    """Let the columns hold these standings; a patient has none of the new ones."""
    listed = ", ".join(f"'{word}'" for word in standings)
    for table in PLACED:
        with op.batch_alter_table(table) as placed:
            if op.get_bind().dialect.name == "postgresql":
                placed.drop_constraint(op.f(f"ck_{table}_standing"), type_="check")
            placed.create_check_constraint(op.f(f"ck_{table}_standing"), f"standing IN ({listed})")


def _tell_apart(*columns: str) -> None:
    """Let no two changes agree in these columns."""
    with op.batch_alter_table("standing_change") as changes:
        changes.drop_constraint("uq_standing_change", type_="unique")
        changes.create_unique_constraint("uq_standing_change", columns)


def _wait_by_decision() -> None:
    """Keep for each pending document what any evidence about its NPIs may be; its next decision says more."""
    pending = sa.text(
        "SELECT w.fax, w.document, w.npi, d.revision FROM waiting w JOIN disposition d"
        " ON d.fax = w.fax AND d.document = w.document AND d.outcome = 'pending'"
    )
    kept = op.get_bind().execute(pending).all()
    op.drop_table("waiting")
    op.create_table(
        "waiting",
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("awaits", sa.String(), nullable=False, index=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("fax", "document", "revision", "awaits", name=op.f("pk_waiting")),
        sa.ForeignKeyConstraint(
            ["fax", "document"], ["document.fax", "document.number"], name=op.f("fk_waiting_fax_document")
        ),
    )
    columns: list[sa.ColumnClause[object]] = [
        sa.column(name) for name in ("fax", "document", "revision", "awaits")
    ]
    rows = [
        {"fax": fax, "document": document, "revision": revision, "awaits": f"{kind} {npi}"}
        for fax, document, npi, revision in kept
        for kind in ("knowledge", "prescriber", "pharmacy")
    ]
    op.bulk_insert(sa.table("waiting", *columns), rows)


def downgrade() -> None:
    op.drop_table("waiting")
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
    op.drop_table("national_npi")
    op.drop_table("merge")
    for column in ("voided_by", "voided_at", "recorded_at"):
        op.drop_column("authorization", column)
    op.drop_column("knowledge_result", "recorded_at")
    _tell_apart(*SAID)
    for column in ("reason", "by", "recorded_at"):
        op.drop_column("standing_change", column)
    _allow(OLD)
