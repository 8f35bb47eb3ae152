"""Decisions as recorded: the disposition, the facts it rests on, and what it granted."""

import datetime as dt

import sqlalchemy as sa
from pydantic import Field
from sqlmodel import Session, col, select

from documents import (
    Digest,
    Disposition,
    Facts,
    FormReading,
    KnowledgeResult,
    NoSuchThing,
    Outcome,
    Record,
)
from registry.decision_tables import DispositionRow
from registry.fax_tables import DocumentRow
from registry.rows import as_json, from_json, insert_once

_PAPER = "fax "


class Decision(Record):
    """A disposition with everything needed to make it again.

    `revision` counts how often the document was decided, from 0; `reading_revision` is the revision of the
    reading it rests on (None: nothing was read). `trusted` names the fields whose values may be used without
    a person: only those reach the registry. `by_person`: no evidence changes it, a person decided. What the
    form says of names and numbers holds `since` a day; None: since the decision.
    `result` is that of an answer sheet, where it is scored.
    """

    disposition: Disposition
    revision: int = Field(ge=0)
    facts: Facts = Facts()
    reading: FormReading | None = None
    reading_revision: int | None = None
    trusted: tuple[str, ...] = ()
    by_person: bool = False
    since: dt.date | None = None
    result: KnowledgeResult | None = None

    def trusted_value(self, field: str) -> str:
        """The value of a field that may be used without a person, otherwise empty."""
        return self.reading.value(field) if self.reading is not None and field in self.trusted else ""

    @property
    def evidence(self) -> str:
        """The document, as the evidence of what this decision changes."""
        return evidence_of(self.disposition.fax, self.disposition.document)


class Applied(Record):
    """What recording a decision did: `number` is the patient or authorization number it gave, if any.

    `news` is what it is new evidence of, in the words of `registry.awaited`. `new` is false when the same
    decision had been recorded before.
    """

    number: str = ""
    news: tuple[str, ...] = Field(default=(), repr=False)
    new: bool = True


class Recorded(Record):
    """A decision as it was recorded."""

    disposition: Disposition
    revision: int
    facts: Facts
    reading_revision: int | None
    number: str


def evidence_of(fax: Digest, document: int) -> str:
    """How a document is named where it is the evidence for something."""
    return f"{_PAPER}{fax} document {document}"


def is_paper(evidence: str) -> bool:
    """Whether what is named as evidence is a document."""
    return evidence.startswith(_PAPER)


def decision(session: Session, fax: Digest, document: int, revision: int | None = None) -> Recorded:
    """The newest decision about a document, or the one with a revision; NoSuchThing when there is none."""
    query = select(DispositionRow).where(DispositionRow.fax == fax, DispositionRow.document == document)
    if revision is not None:
        query = query.where(DispositionRow.revision == revision)
    row = session.exec(query.order_by(col(DispositionRow.revision).desc()).limit(1)).first()
    if row is None:
        raise NoSuchThing("no decision about this document")
    return Recorded(
        disposition=from_json(Disposition, row.record),
        revision=row.revision,
        facts=from_json(Facts, row.facts),
        reading_revision=row.reading_revision,
        number=row.granted,
    )


def decisions(session: Session, fax: Digest) -> tuple[Recorded, ...]:
    """The newest decision about each document of a fax that stands and was decided."""
    query = (
        select(DispositionRow.document)
        .join(
            DocumentRow,
            sa.and_(
                col(DocumentRow.fax) == DispositionRow.fax, col(DocumentRow.number) == DispositionRow.document
            ),
        )
        .where(DispositionRow.fax == fax, col(DocumentRow.superseded_by).is_(None))
        .distinct()
    )
    return tuple(decision(session, fax, number) for number in sorted(session.exec(query)))


def save_decision(session: Session, made: Decision, applied: Applied) -> bool:
    """Keep a decision and what it did; whether it was new."""
    of = made.disposition
    row = DispositionRow(
        fax=of.fax,
        document=of.document,
        revision=made.revision,
        reading_revision=made.reading_revision,
        outcome=Outcome(of.outcome),
        rule_set=of.rule_set,
        as_of=of.as_of,
        record=as_json(of),
        facts=as_json(made.facts),
        granted=applied.number,
        changed=list(applied.news),
    )
    return insert_once(session, row)
