"""Rows about people: participants, patients, their standings over time, knowledge, authorizations."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field

from documents import NpiKind, Standing
from registry.rows import Row, UtcTime, one_of


class PrescriberRow(Row, table=True):
    """A prescriber and the present standing; `evidence` names what put the row here."""

    __tablename__ = "prescriber"
    __table_args__ = (one_of("standing", Standing),)

    npi: str = Field(primary_key=True)
    first_name: str
    last_name: str
    standing: str
    certified_on: dt.date | None = None
    decertified_on: dt.date | None = None
    fax: str = ""
    evidence: str = ""


class PharmacyRow(Row, table=True):
    """A pharmacy and the present standing."""

    __tablename__ = "pharmacy"
    __table_args__ = (one_of("standing", Standing),)

    npi: str = Field(primary_key=True)
    ncpdp: str = ""
    name: str
    standing: str
    certified_on: dt.date | None = None
    decertified_on: dt.date | None = None
    representative: str = ""
    fax: str = ""
    evidence: str = ""


class PatientRow(Row, table=True):
    """A patient and the present standing."""

    __tablename__ = "patient"
    __table_args__ = (one_of("standing", Standing),)

    number: str = Field(primary_key=True)
    first_name: str
    last_name: str
    birth_date: dt.date = Field(index=True)
    standing: str
    enrolled_on: dt.date | None = None
    discontinued_on: dt.date | None = None
    evidence: str = ""


class EntryNameRow(Row, table=True):
    """The name of a prescriber, pharmacy or patient as it is compared; the newest row of an entry counts.

    Rows are only ever added, under the lock for writing: who has seen all up to an `id` misses none below it.
    """

    __tablename__ = "entry_name"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    key: str
    name: str


class PatientPrescriberRow(Row, table=True):
    """A patient is linked with a prescriber."""

    __tablename__ = "patient_prescriber"

    patient: str = Field(foreign_key="patient.number", primary_key=True)
    npi: str = Field(primary_key=True, index=True)


class StandingChangeRow(Row, table=True):
    """The history of certification and enrollment: who stands where, from which day, on what evidence.

    `recorded_at` is when it became known, None before times were kept; `by` and `reason` are a person's.
    """

    __tablename__ = "standing_change"
    __table_args__ = (
        sa.UniqueConstraint(
            "subject_kind",
            "subject",
            "standing",
            "effective_on",
            "evidence",
            "recorded_at",
            name="uq_standing_change",
        ),
        one_of("standing", Standing),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject_kind: str
    subject: str = Field(index=True)
    standing: str
    effective_on: dt.date
    evidence: str
    recorded_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    by: str = ""
    reason: str = ""


class KnowledgeRow(Row, table=True):
    """One attempt at the knowledge assessment."""

    __tablename__ = "knowledge_result"

    npi: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    attempt: int = Field(primary_key=True)
    taken_on: dt.date
    correct: int
    questions: int
    recorded_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class AuthorizationRow(Row, table=True):
    """One authorization; `voided_on` is set when it ended before its time, `voided_by` whose standing ended.

    `recorded_at` and `voided_at` are when each became known.
    """

    __tablename__ = "authorization"

    number: str = Field(primary_key=True)
    patient: str = Field(foreign_key="patient.number", index=True)
    prescriber_npi: str = Field(index=True)
    authorized_on: dt.date
    ends_on: dt.date | None = None
    voided_on: dt.date | None = None
    evidence: str = ""
    recorded_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    voided_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    voided_by: str = ""


class MergeRow(Row, table=True):
    """Two entries that a person says are one: `other` counts as `kept` until a person takes that back."""

    __tablename__ = "merge"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    kept: str = Field(index=True)
    other: str = Field(index=True)
    merged_at: dt.datetime = Field(sa_type=UtcTime)
    merged_by: str
    reason: str
    undone_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    undone_by: str = ""
    undone_reason: str = ""


class NationalNpiRow(Row, table=True):
    """What the national list of NPIs says of one, as last imported."""

    __tablename__ = "national_npi"
    __table_args__ = (one_of("kind", NpiKind),)

    npi: str = Field(primary_key=True)
    kind: str
    first_name: str
    last_name: str
    active: bool
