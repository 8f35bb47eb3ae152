"""Readings that were used unseen and keyed again later: whether they were right."""

import datetime as dt
from collections.abc import Iterable

from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import Digest, FormRef, Record, Writing
from forms.definition import FieldKind
from registry.learning_tables import AuditedOutcomeRow
from registry.rows import insert_once


class AuditedOutcome(Record):
    """What became of one reading when it was checked: fax, document, revision and field name the reading.

    `confidence` is the one it was used with: its chance, where it has one. `by` keyed the field without
    seeing the reading; `second` did so too, without seeing what `by` keyed, and is empty when nobody did.
    """

    fax: Digest
    document: int = Field(ge=1)
    revision: int = Field(ge=0)
    field: str = Field(min_length=1)
    kind: FieldKind
    form: FormRef
    writing: Writing
    confidence: float = Field(ge=0, le=1)
    right: bool
    by: str = Field(min_length=1)
    second: str = ""
    audited_at: AwareDatetime


def add_outcome(session: Session, outcome: AuditedOutcome) -> bool:
    """Keep an outcome; false when this reading was audited before: a reading counts once."""
    told = outcome.model_dump(exclude={"form"})
    row = AuditedOutcomeRow(**told, form=outcome.form.form, edition=outcome.form.edition)
    return insert_once(session, row)


def outcomes(
    session: Session, kinds: Iterable[FieldKind], writing: Writing, since: dt.datetime | None = None
) -> tuple[AuditedOutcome, ...]:
    """The outcomes of readings of these kinds and this writing after a time, in the order of their audit."""
    row = AuditedOutcomeRow
    query = select(row).where(col(row.kind).in_(tuple(kinds)), row.writing == writing)
    if since is not None:
        query = query.where(col(row.audited_at) > since)
    found = session.exec(query.order_by(col(row.audited_at), col(row.fax), col(row.document), col(row.field)))
    return tuple(map(_outcome, found))


def outcomes_of(session: Session, fax: Digest, document: int) -> tuple[AuditedOutcome, ...]:
    """The outcomes of the readings of one document."""
    row = AuditedOutcomeRow
    query = select(row).where(row.fax == fax, row.document == document)
    return tuple(map(_outcome, session.exec(query.order_by(col(row.audited_at)))))


def audited_documents(session: Session) -> tuple[tuple[Digest, int], ...]:
    """Fax and number of every document of which a reading was audited."""
    query = select(AuditedOutcomeRow.fax, AuditedOutcomeRow.document).distinct()
    return tuple((fax, number) for fax, number in session.exec(query))


def _outcome(row: AuditedOutcomeRow) -> AuditedOutcome:
    told = row.model_dump(exclude={"form", "edition"})
    return AuditedOutcome(**told, form=FormRef(form=row.form, edition=row.edition))
