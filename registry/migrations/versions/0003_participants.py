"""Participants, patients, knowledge results, authorizations."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prescriber",
        sa.Column("npi", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("certified_on", sa.Date(), nullable=True),
        sa.Column("decertified_on", sa.Date(), nullable=True),
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("npi", name=op.f("pk_prescriber")),
        sa.CheckConstraint(
            "standing IN ('pending', 'certified', 'decertified', 'enrolled', 'discontinued')",
            name=op.f("ck_prescriber_standing"),
        ),
    )
    op.create_table(
        "pharmacy",
        sa.Column("npi", sa.String(), nullable=False),
        sa.Column("ncpdp", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("certified_on", sa.Date(), nullable=True),
        sa.Column("decertified_on", sa.Date(), nullable=True),
        sa.Column("representative", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("npi", name=op.f("pk_pharmacy")),
        sa.CheckConstraint(
            "standing IN ('pending', 'certified', 'decertified', 'enrolled', 'discontinued')",
            name=op.f("ck_pharmacy_standing"),
        ),
    )
    op.create_table(
        "patient",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False, index=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=True),
        sa.Column("discontinued_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_patient")),
        sa.CheckConstraint(
            "standing IN ('pending', 'certified', 'decertified', 'enrolled', 'discontinued')",
            name=op.f("ck_patient_standing"),
        ),
    )
    op.create_table(
        "patient_prescriber",
        sa.Column("patient", sa.String(), nullable=False),
        sa.Column("npi", sa.String(), nullable=False, index=True),
        sa.PrimaryKeyConstraint("patient", "npi", name=op.f("pk_patient_prescriber")),
        sa.ForeignKeyConstraint(["patient"], ["patient.number"], name=op.f("fk_patient_prescriber_patient")),
    )
    op.create_table(
        "standing_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False, index=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_change")),
        sa.UniqueConstraint(
            "subject_kind", "subject", "standing", "effective_on", "evidence", name="uq_standing_change"
        ),
        sa.CheckConstraint(
            "standing IN ('pending', 'certified', 'decertified', 'enrolled', 'discontinued')",
            name=op.f("ck_standing_change_standing"),
        ),
    )
    op.create_table(
        "knowledge_result",
        sa.Column("npi", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("correct", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("npi", "source", "attempt", name=op.f("pk_knowledge_result")),
    )
    op.create_table(
        "authorization",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("patient", sa.String(), nullable=False, index=True),
        sa.Column("prescriber_npi", sa.String(), nullable=False, index=True),
        sa.Column("authorized_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_authorization")),
        sa.ForeignKeyConstraint(["patient"], ["patient.number"], name=op.f("fk_authorization_patient")),
    )


def downgrade() -> None:
    op.drop_table("authorization")
    op.drop_table("knowledge_result")
    op.drop_table("standing_change")
    op.drop_table("patient_prescriber")
    op.drop_table("patient")
    op.drop_table("pharmacy")
    op.drop_table("prescriber")
