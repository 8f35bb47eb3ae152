"""A document with all that an export says of it, gathered from the registry."""

import hashlib

import sqlalchemy as sa
from pydantic import Field
from sqlmodel import Session, col, select

from documents import Correction, Digest, FormReading, ReceivedFax, Record
from registry.blobs import Blobs
from registry.decision_tables import DispositionRow
from registry.decisions import Recorded, decision, evidence_of
from registry.fax_tables import DocumentRow
from registry.faxes import received
from registry.papers import reading
from registry.participant_tables import AuthorizationRow
from registry.review_items import corrections


class Filed(Record):
    """A decided document: its newest decision and reading, what people said of it, and the fax it came in.

    `sha1` is that of the fax's bytes, as FHIR wants it. `patient` is the number of the patient the document
    enrolled or ordered for, empty when it is about no patient we know.
    """

    fax: ReceivedFax
    sha1: bytes = Field(repr=False)
    decided: Recorded
    reading: FormReading | None
    corrections: tuple[Correction, ...]
    patient: str = ""

    @property
    def key(self) -> str:
        """The document, as evidence names it."""
        return evidence_of(self.decided.disposition.fax, self.decided.disposition.document)


def filed(session: Session, blobs: Blobs, fax: Digest, document: int) -> Filed:
    """A document with everything about it; NoSuchThing when it has not been decided."""
    decided = decision(session, fax, document)
    content = blobs.get(fax)
    return Filed(
        fax=received(session, fax),
        sha1=hashlib.sha1(content, usedforsecurity=False).digest(),
        decided=decided,
        reading=reading(session, fax, document),
        corrections=corrections(session, fax, document),
        patient=_patient(session, decided),
    )


def forms_decided(session: Session) -> tuple[tuple[Digest, int], ...]:
    """Every document that is one of our forms and has been decided, by fax and number."""
    decided = sa.and_(
        col(DispositionRow.fax) == DocumentRow.fax, col(DispositionRow.document) == DocumentRow.number
    )
    query = select(DocumentRow.fax, DocumentRow.number).join(DispositionRow, decided)
    forms = query.where(col(DocumentRow.form).is_not(None)).distinct()
    return tuple(
        (fax, number)
        for fax, number in session.exec(forms.order_by(DocumentRow.fax, col(DocumentRow.number)))
    )


def _patient(session: Session, decided: Recorded) -> str:
    if decided.number.startswith("P-"):
        return decided.number
    given = session.get(AuthorizationRow, decided.number) if decided.number.startswith("A-") else None
    return given.patient if given is not None else ""
