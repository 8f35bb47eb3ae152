"""Pages put together anew by a person, as kept: assemblies, documents that give way, pages taken over."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import Assembly, ClassifiedPage, Digest, Document, NoSuchThing, PageImage
from registry.audit_tables import AuditRow
from registry.decision_tables import DispositionRow
from registry.decisions import evidence_of
from registry.fax_tables import AssemblyRow, DocumentRow, PageRow
from registry.participant_tables import AuthorizationRow, StandingChangeRow
from registry.review_items import close_item
from registry.rows import as_json, from_json, insert_once


def add_assembly(session: Session, made: Assembly) -> bool:
    """Keep an assembly; false when the fax has one of this number."""
    row = AssemblyRow(
        fax=made.fax, number=made.number, by=made.by, made_at=made.made_at, record=as_json(made)
    )
    return insert_once(session, row)


def assemblies(session: Session, fax: Digest) -> tuple[Assembly, ...]:
    """How people put the pages of a fax together, oldest first."""
    query = select(AssemblyRow).where(AssemblyRow.fax == fax).order_by(col(AssemblyRow.number))
    return tuple(from_json(Assembly, row.record) for row in session.exec(query))


def documents_of(session: Session, fax: Digest, assembly: int) -> tuple[Document, ...]:
    """The documents that an assembly made and that still stand."""
    query = select(DocumentRow).where(
        DocumentRow.fax == fax, DocumentRow.assembly == assembly, col(DocumentRow.superseded_by).is_(None)
    )
    rows = session.exec(query.order_by(col(DocumentRow.number)))
    return tuple(from_json(Document, row.record) for row in rows)


def next_number(session: Session, fax: Digest) -> int:
    """The first document number the fax has never used."""
    query = select(sa.func.max(col(DocumentRow.number))).where(DocumentRow.fax == fax)
    return (session.exec(query).one() or 0) + 1


def take_over(session: Session, page: PageImage) -> None:
    """Keep a page of another fax as a further page of this one."""
    row = PageRow(fax=page.fax, number=page.number, digest=page.digest, image=as_json(page))
    if not insert_once(session, row):
        raise ValueError("the fax has a page with this number")


def say_pages(session: Session, fax: Digest, said: tuple[ClassifiedPage, ...]) -> None:
    """Keep what a person says pages are; what they were classified as stays on record."""
    for page in said:
        row = session.get(PageRow, (fax, page.number))
        if row is None:
            raise NoSuchThing("the fax has no such page")
        row.said, row.unidentified = as_json(page), page.is_unidentified
    session.flush()


def supersede(session: Session, document: Document, assembly: int, at: dt.datetime) -> None:
    """Have a document give way to an assembly: its open item and its audit are closed, nothing is deleted."""
    row = session.get_one(DocumentRow, (document.fax, document.number))
    row.superseded_by = assembly
    close_item(session, document.fax, document.number, at)
    audit = session.get(AuditRow, (document.fax, document.number))
    if audit is not None and audit.closed_at is None:
        audit.closed_at = at
    session.flush()


def has_effects(session: Session, document: Document) -> bool:
    """Whether a decision on the document changed the registry."""
    key, evidence = (document.fax, document.number), evidence_of(document.fax, document.number)
    granted = select(DispositionRow.revision).where(
        DispositionRow.fax == key[0], DispositionRow.document == key[1], DispositionRow.granted != ""
    )
    placed = select(StandingChangeRow.id).where(StandingChangeRow.evidence == evidence)
    authorized = select(AuthorizationRow.number).where(AuthorizationRow.evidence == evidence)
    return any(session.exec(query.limit(1)).first() is not None for query in (granted, placed, authorized))
