"""What was decided on a document, and what has been granted since on the strength of it."""

import datetime as dt

import sqlalchemy as sa
from pydantic import AwareDatetime
from sqlmodel import Session, col, select

from documents import Digest, Outcome, Record
from registry.decision_tables import DispositionRow
from registry.decisions import evidence_of
from registry.participant_tables import AuthorizationRow, StandingChangeRow


class Decided(Record):
    """One decision about the document; `number` is the patient or authorization number it gave, if any."""

    revision: int
    at: AwareDatetime
    outcome: Outcome
    number: str


class Placed(Record):
    """Somebody whose standing the document changed: an NPI or a patient number, and the new standing."""

    kind: str
    subject: str
    standing: str
    on: dt.date


class Authorized(Record):
    """An authorization given on the document itself (`of_it`), or for somebody whose standing rests on it."""

    number: str
    on: dt.date
    ends_on: dt.date | None
    voided_on: dt.date | None
    of_it: bool


class Consequences(Record):
    """All that was decided on a document, in order."""

    decided: tuple[Decided, ...]
    placed: tuple[Placed, ...]
    authorized: tuple[Authorized, ...]


def consequences(session: Session, fax: Digest, document: int) -> Consequences:
    """What followed from a document; nothing of it is changed by looking."""
    evidence = evidence_of(fax, document)
    query = select(DispositionRow).where(DispositionRow.fax == fax, DispositionRow.document == document)
    decided = session.exec(query.order_by(col(DispositionRow.revision)))
    changes = select(StandingChangeRow).where(StandingChangeRow.evidence == evidence)
    placed = list(session.exec(changes.order_by(col(StandingChangeRow.id))))
    return Consequences(
        decided=tuple(
            Decided(revision=row.revision, at=row.as_of, outcome=Outcome(row.outcome), number=row.granted)
            for row in decided
        ),
        placed=tuple(
            Placed(kind=row.subject_kind, subject=row.subject, standing=row.standing, on=row.effective_on)
            for row in placed
        ),
        authorized=_authorized(session, evidence, tuple(row.subject for row in placed)),
    )


def _authorized(session: Session, evidence: str, subjects: tuple[str, ...]) -> tuple[Authorized, ...]:
    row = AuthorizationRow
    rests = sa.or_(
        col(row.evidence) == evidence, col(row.patient).in_(subjects), col(row.prescriber_npi).in_(subjects)
    )
    found = session.exec(select(row).where(rests).order_by(col(row.authorized_on), col(row.number)))
    return tuple(
        Authorized(
            number=one.number,
            on=one.authorized_on,
            ends_on=one.ends_on,
            voided_on=one.voided_on,
            of_it=one.evidence == evidence,
        )
        for one in found
    )
