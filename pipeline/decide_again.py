"""Decide a document again: a person corrected it, an audit found an error, or evidence it waited for came."""

from sqlmodel import Session

from documents import Digest, Disposition, Document, FormReading, PageSet, ReceivedFax, Record
from pipeline.journal import Journal
from pipeline.judge import Matter, judge
from pipeline.process import MaybeRead, Tools, finish, read_document
from registry import faxes, papers
from registry.audits import standing_errors
from registry.database import lock_for_writing
from registry.decisions import decision
from registry.review_items import correction, corrections


class Again(Record):
    """Which document is to be decided for the n-th time."""

    fax: Digest
    document: int
    revision: int

    @property
    def key(self) -> str:
        """The key under which this is done once."""
        return f"{self.fax}/{self.document}/{self.revision}"


class Standing(Record):
    """A document as it stands: its newest reading, or None when it is to be read as another form.

    `seen_by_person` says that a person has looked at this reading, now or before an earlier decision.
    """

    fax: ReceivedFax
    document: Document
    pages: PageSet
    reading: FormReading | None
    seen_by_person: bool


def decide_again(again: Again, tools: Tools, journal: Journal) -> Disposition:
    """Decide a document from its corrected reading and the registry as it is now.

    A document that a person set to another form is read again first. One that gave way to an assembly is left
    as it was last decided.
    """
    standing = journal.transact("look up", Standing, lambda session: _standing(session, again))
    read = MaybeRead()
    if standing.reading is None:
        read = journal.step(
            "read again",
            MaybeRead,
            lambda: read_document(standing.document, standing.pages, standing.fax, tools),
        )
    return journal.transact("judge again", Disposition, lambda session: _judge(session, again, read, tools))


def _standing(session: Session, again: Again) -> Standing:
    document = papers.document(session, again.fax, again.document)
    reading = papers.reading(session, again.fax, again.document)
    is_of_this_form = reading is not None and reading.document.form == document.form
    return Standing(
        fax=faxes.received(session, again.fax),
        document=document,
        pages=papers.pages(session, again.fax),
        reading=reading if is_of_this_form else None,
        seen_by_person=is_of_this_form and bool(corrections(session, again.fax, again.document)),
    )


def _judge(session: Session, again: Again, read: MaybeRead, tools: Tools) -> Disposition:
    lock_for_writing(session)
    if not papers.stands(session, again.fax, again.document):
        return decision(session, again.fax, again.document).disposition
    now, standing = tools.clock(), _standing(session, again)
    reading = standing.reading or read.reading
    if reading is not None:
        papers.save_reading(session, reading, now, again.revision)
    matter = Matter(
        fax=standing.fax,
        document=standing.document,
        reading=reading,
        pages=standing.pages,
        classified=papers.classified_pages(session, again.fax),
        revision=again.revision,
        correction=correction(session, again.fax, again.document, again.revision),
        seen_by_person=standing.seen_by_person,
        audit_errors=standing_errors(session, again.fax, again.document),
    )
    disposition = judge(session, matter, tools.bench, now, tools.wake)
    finish(session, again.fax, now)
    return disposition
