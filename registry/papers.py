"""What was made of a fax: its pages, documents and readings, each kept once."""

import datetime as dt
import re
from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import ClassifiedPage, Digest, Document, FormReading, NoSuchThing, PageImage, PageSet
from registry.fax_tables import DocumentPageRow, DocumentRow, PageRow, ReadingRow
from registry.faxes import fax_row
from registry.gists import gist_of
from registry.rows import as_json, from_json, insert_once


def save_pages(session: Session, page_set: PageSet) -> None:
    """Keep the pages of a fax; saving them again changes nothing."""
    fax = fax_row(session, page_set.fax)
    fax.whole, fax.expected_pages, fax.notes = page_set.whole, page_set.expected_pages, list(page_set.notes)
    for page in page_set.pages:
        row = PageRow(fax=page.fax, number=page.number, digest=page.digest, image=as_json(page))
        insert_once(session, row)


def pages(session: Session, fax: Digest) -> PageSet:
    """The pages of a fax in the order received; NoSuchThing before it was opened."""
    row = fax_row(session, fax)
    if row.whole is None:
        raise NoSuchThing("the fax has not been opened")
    found = session.exec(select(PageRow).where(PageRow.fax == fax).order_by(col(PageRow.number)))
    return PageSet(
        fax=fax,
        pages=tuple(from_json(PageImage, page.image) for page in found),
        whole=row.whole,
        expected_pages=row.expected_pages,
        notes=tuple(row.notes),
    )


def save_classified(session: Session, fax: Digest, classified: tuple[ClassifiedPage, ...]) -> None:
    """Keep what each page is; NoSuchThing for a page the fax has not."""
    for page in classified:
        row = session.get(PageRow, (fax, page.number))
        if row is None:
            raise NoSuchThing("the fax has no such page")
        row.classified = as_json(page)
        if row.said is None:
            row.unidentified = page.is_unidentified
    session.flush()


def classified_pages(session: Session, fax: Digest) -> tuple[ClassifiedPage, ...]:
    """What each page of a fax is, as a person said or else as classified, in the order received."""
    found = session.exec(select(PageRow).where(PageRow.fax == fax).order_by(col(PageRow.number)))
    kept = (row.said or row.classified for row in found)
    return tuple(from_json(ClassifiedPage, one) for one in kept if one is not None)


def save_documents(session: Session, fax: Digest, documents: tuple[Document, ...], assembly: int = 0) -> None:
    """Keep the documents of a fax that an assembly made (0: as classified); again, it changes nothing."""
    if any(document.fax != fax for document in documents):
        raise ValueError("a document of another fax")
    for document in documents:
        row = _document_row(document)
        row.assembly = assembly
        if insert_once(session, row):
            _save_page_links(session, document)


def replace_document(session: Session, document: Document) -> None:
    """Keep a document as a person says it is, in the place of what was assembled."""
    key = (document.fax, document.number)
    row = _row(session, *key)
    new = _document_row(document)
    row.form, row.edition, row.record = new.form, new.edition, new.record
    of_it = (col(DocumentPageRow.fax) == key[0]) & (col(DocumentPageRow.document) == key[1])
    session.connection().execute(sa.delete(DocumentPageRow).where(of_it))
    _save_page_links(session, document)


def _document_row(document: Document) -> DocumentRow:
    return DocumentRow(
        fax=document.fax,
        number=document.number,
        form=document.form.form if document.form else None,
        edition=document.form.edition if document.form else None,
        record=as_json(document),
    )


def _save_page_links(session: Session, document: Document) -> None:
    for page in document.pages:
        link = DocumentPageRow(fax=document.fax, document=document.number, page=page.number)
        insert_once(session, link)


def documents(session: Session, fax: Digest) -> tuple[Document, ...]:
    """The documents of a fax that stand, in the order of their numbers."""
    standing = select(DocumentRow).where(DocumentRow.fax == fax, col(DocumentRow.superseded_by).is_(None))
    found = session.exec(standing.order_by(col(DocumentRow.number)))
    return tuple(from_json(Document, row.record) for row in found)


def document(session: Session, fax: Digest, number: int) -> Document:
    """One document, superseded or not; NoSuchThing when the fax has none with this number."""
    return from_json(Document, _row(session, fax, number).record)


def stands(session: Session, fax: Digest, number: int) -> bool:
    """Whether no assembly did away with a document; NoSuchThing when the fax has none with this number."""
    return _row(session, fax, number).superseded_by is None


def _row(session: Session, fax: Digest, number: int) -> DocumentRow:
    row = session.get(DocumentRow, (fax, number))
    if row is None:
        raise NoSuchThing("no such document")
    return row


def save_reading(session: Session, reading: FormReading, at: dt.datetime, revision: int = 0) -> None:
    """Keep a reading of a document under its revision; a reading that is there already is not replaced."""
    of = reading.document
    row = ReadingRow(
        fax=of.fax,
        document=of.number,
        revision=revision,
        form=of.form.form if of.form else None,
        subject=subject_of(reading),
        made_at=at,
        record=as_json(reading),
        gist=as_json(gist_of(reading)),
    )
    insert_once(session, row)


def reading(session: Session, fax: Digest, number: int, revision: int | None = None) -> FormReading | None:
    """The newest reading of a document, or the newest up to a revision; None when nothing was read."""
    row = reading_row(session, fax, number, revision)
    return None if row is None else from_json(FormReading, row.record)


def readings(session: Session, fax: Digest, number: int) -> tuple[FormReading, ...]:
    """Every reading of a document, oldest first."""
    query = select(ReadingRow).where(ReadingRow.fax == fax, ReadingRow.document == number)
    rows = session.exec(query.order_by(col(ReadingRow.revision)))
    return tuple(from_json(FormReading, row.record) for row in rows)


def first_readings(session: Session, since: dt.datetime) -> Iterator[FormReading]:
    """What the engines first read of each document from a time on, oldest first."""
    query = select(ReadingRow).where(ReadingRow.revision == 0, col(ReadingRow.made_at) >= since)
    for row in session.exec(query.order_by(col(ReadingRow.made_at), col(ReadingRow.fax))):
        yield from_json(FormReading, row.record)


def reading_row(session: Session, fax: Digest, number: int, revision: int | None = None) -> ReadingRow | None:
    """The row behind `reading`."""
    query = select(ReadingRow).where(ReadingRow.fax == fax, ReadingRow.document == number)
    if revision is not None:
        query = query.where(ReadingRow.revision <= revision)
    return session.exec(query.order_by(col(ReadingRow.revision).desc()).limit(1)).first()


def subject_of(reading: FormReading) -> str:
    """Whom a reading is about: the NPI of a participant, the birth date of a patient, empty when unread."""
    own = reading.value("npi") or reading.value("patient_birth_date")
    return own if re.fullmatch(r"[0-9-]{10}", own) else ""
