"""Names, numbers, representatives and the prescribers of patients as history."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KEPT = {
    "prescriber": ("npi", ("first_name", "last_name", "fax")),
    "pharmacy": ("npi", ("name", "ncpdp", "representative", "fax")),
    "patient": ("number", ("first_name", "last_name", "birth_date")),
}
"""For each table the key and the details that had no history."""

LONG_AGO = dt.date(1900, 1, 1)
"""Since when a detail holds of whom there is no standing with a day."""

TOLD = ("subject_kind", "subject", "detail", "value", "effective_on", "evidence", "by", "reason")


def upgrade() -> None:
    op.create_table(
        "detail_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detail_change")),
    )
    changes = sa.table("detail_change", *map(sa.column, TOLD))
    for told in (*_details(), _links()):
        op.execute(changes.insert().from_select(TOLD, told))
    op.create_index(op.f("ix_detail_change_subject"), "detail_change", ["subject"])
    op.drop_table("patient_prescriber")


def _details() -> Iterator[sa.Select[*tuple[Any, ...]]]:
    """What is on file of everybody, from the day of their newest standing."""
    for kind, (key, names) in KEPT.items():
        table = sa.table(kind, *map(sa.column, (key, "evidence", *names)))
        for name in names:
            value = sa.cast(table.c[name], sa.String())
            yield _told(kind, table.c[key], name, value, table.c.evidence).where(value != "")


def _links() -> sa.Select[*tuple[Any, ...]]:
    link = sa.table("patient_prescriber", sa.column("patient"), sa.column("npi"))
    patient = sa.table("patient", sa.column("number"), sa.column("evidence"))
    told = _told("patient", link.c.patient, "prescriber", link.c.npi, patient.c.evidence)
    return told.where(patient.c.number == link.c.patient)


def _told(
    kind: str,
    key: sa.ColumnElement[str],
    detail: str,
    value: sa.ColumnElement[str],
    evidence: sa.ColumnElement[str],
) -> sa.Select[*tuple[Any, ...]]:
    change = sa.table(
        "standing_change",
        sa.column("subject_kind"),
        sa.column("subject"),
        sa.column("effective_on", sa.Date()),
    )
    newest = sa.select(sa.func.max(change.c.effective_on)).where(
        change.c.subject_kind == kind, change.c.subject == key
    )
    since = sa.func.coalesce(newest.scalar_subquery(), sa.literal(LONG_AGO, sa.Date()))
    empty = sa.literal("")
    return sa.select(sa.literal(kind), key, sa.literal(detail), value, since, evidence, empty, empty)


def downgrade() -> None:
    op.create_table(
        "patient_prescriber",
        sa.Column("patient", sa.String(), nullable=False),
        sa.Column("npi", sa.String(), nullable=False, index=True),
        sa.PrimaryKeyConstraint("patient", "npi", name=op.f("pk_patient_prescriber")),
        sa.ForeignKeyConstraint(["patient"], ["patient.number"], name=op.f("fk_patient_prescriber_patient")),
    )
    told = sa.table("detail_change", *map(sa.column, TOLD))
    links = sa.select(told.c.subject, told.c.value).where(told.c.detail == "prescriber").distinct()
    table = sa.table("patient_prescriber", sa.column("patient"), sa.column("npi"))
    op.execute(table.insert().from_select(("patient", "npi"), links))
    op.drop_table("detail_change")
