"""Read and decide the documents that a person's assembly of a fax made."""

from sqlmodel import Session

from documents import ClassifiedPage, Digest, Document, PageSet, ReceivedFax, Record
from pipeline.journal import Journal
from pipeline.process import Ended, Paper, Tools, finish, in_deciding_order, take_document
from registry import assemblies, faxes, papers


class Reassembled(Record):
    """Which assembly of a fax is to be read."""

    fax: Digest
    assembly: int

    @property
    def key(self) -> str:
        """The key under which this is done once."""
        return f"{self.fax}/assembly/{self.assembly}"


class Stack(Record):
    """The fax as received, all its pages, and the documents that the assembly made of them."""

    fax: ReceivedFax
    pages: PageSet
    classified: tuple[ClassifiedPage, ...]
    documents: tuple[Document, ...]


def read_anew(order: Reassembled, tools: Tools, journal: Journal) -> Ended:
    """Take the new documents to their dispositions; called again after a crash, it goes on where it was.

    Raises:
        WorldFailed: a step failed every time it was tried; nothing of it was recorded.
    """
    stack = journal.transact("look up", Stack, lambda session: _stack(session, order))
    for document in in_deciding_order(stack.documents):
        take_document(Paper(stack.fax, stack.pages, stack.classified, document), tools, journal)
    return journal.transact("finish", Ended, lambda session: finish(session, order.fax, tools.clock()))


def _stack(session: Session, order: Reassembled) -> Stack:
    return Stack(
        fax=faxes.received(session, order.fax),
        pages=papers.pages(session, order.fax),
        classified=papers.classified_pages(session, order.fax),
        documents=assemblies.documents_of(session, order.fax, order.assembly),
    )
