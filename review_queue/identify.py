"""Identifying the pages of a document by how a person resolves its item."""

from sqlmodel import Session

from documents import NOT_OURS, Correction, Document, DocumentPage, PageKind, Placing
from registry import papers
from registry.assemblies import say_pages
from review_queue.assembly import as_classified


def identify_pages(session: Session, correction: Correction) -> bool:
    """Keep what a resolution says of unidentified pages of its document; whether there were any.

    They are pages of the form the document is set to; of one rejected or routed, they are none of ours.
    """
    document = papers.document(session, correction.fax, correction.document)
    of_it = {page.number: page for page in document.pages}
    said = tuple(
        as_classified(_placing(document, of_it[page.number]), page.text, correction.by)
        for page in papers.classified_pages(session, correction.fax)
        if page.is_unidentified and page.number in of_it
    )
    say_pages(session, correction.fax, said)
    return bool(said)


def _placing(document: Document, page: DocumentPage) -> Placing:
    if document.form is None or not page.form_page:
        return Placing(number=page.number, kind=PageKind.OTHER, topic=NOT_OURS, turn=page.turn)
    return Placing(
        number=page.number,
        kind=PageKind.FORM,
        form=document.form,
        form_page=page.form_page,
        document=document.number,
        turn=page.turn,
    )
