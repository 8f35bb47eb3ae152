"""Take one fax to its dispositions, each step recorded once."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from documents import (
    ClassifiedPage,
    Digest,
    Disposition,
    Document,
    FaxState,
    FormReading,
    Outcome,
    PageSet,
    ReceivedFax,
    Record,
)
from documents.facts import Known
from extractors.known_people import with_offers
from pipeline.desk import Classification, Opened
from pipeline.journal import Journal
from pipeline.judge import Bench, Matter, judge, local_day
from pipeline.readers import Readers
from registry import faxes, papers
from registry.as_of import View
from registry.blobs import BlobStore
from registry.database import lock_for_writing
from registry.decisions import decisions
from registry.unidentified import affected
from registry.waiting import Wake

log = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]
DECIDING_ORDER = (
    "knowledge_assessment",
    "prescriber_enrollment",
    "pharmacy_enrollment",
    "representative_change",
    "change_of_information",
    "patient_acknowledgment",
    "patient_discontinuation",
    "prescription_authorization",
)
"""Within one fax, so that a prescription finds the patient enrolled whose acknowledgment lies beside it, and
discontinued whose notice does."""


@dataclass(frozen=True)
class Tools:
    """What the pipeline works with; `clock` gives the time in UTC, `wake` has documents decided again.

    `people` gives those of the registry whom a reading may name, misread as it may be, by a view.
    """

    blobs: BlobStore
    readers: Readers
    bench: Bench
    clock: Clock
    wake: Wake
    people: Callable[[FormReading, View], Sequence[Known]]


class MaybeRead(Record):
    """The reading of a document; none for pages that are no form of ours."""

    reading: FormReading | None = None


class Ended(Record):
    """Where a fax ended."""

    fax: Digest
    state: FaxState
    dispositions: tuple[Disposition, ...] = ()


def read_document(document: Document, pages: PageSet, fax: ReceivedFax, tools: Tools) -> MaybeRead:
    """Read a document's fields, the registry's values offered; nothing where it is no form of ours."""
    if document.form is None:
        return MaybeRead()
    received_on = local_day(fax.received_at, tools.bench.zone)
    found = tools.readers.read(document, pages, received_on)
    people = tools.people(found.reading, tools.bench.view(tools.clock())) if found.naming else ()
    return MaybeRead(reading=with_offers(found.reading, found.naming, people))


def process_fax(fax: ReceivedFax, tools: Tools, journal: Journal) -> Ended:
    """Take one fax to its dispositions; called again after a crash, it goes on where it was.

    Raises:
        WorldFailed: a step failed every time it was tried; nothing of it was recorded.
    """
    opened = journal.step("decode", Opened, lambda: tools.readers.open(fax))
    if opened.pages is None:
        return journal.transact("quarantine", Ended, lambda session: _quarantine(session, fax, opened, tools))
    pages = opened.pages
    found = journal.step("classify", Classification, lambda: tools.readers.classify(pages))
    journal.transact("file", Classification, lambda session: _file(session, pages, found, tools))
    for document in in_deciding_order(found.documents):
        take_document(Paper(fax, pages, found.pages, document), tools, journal)
    return journal.transact("finish", Ended, lambda session: finish(session, fax.digest, tools.clock()))


@dataclass(frozen=True)
class Paper:
    """One document of a fax, with the fax and all its pages."""

    fax: ReceivedFax
    pages: PageSet
    classified: tuple[ClassifiedPage, ...]
    document: Document


def take_document(paper: Paper, tools: Tools, journal: Journal) -> Disposition:
    """Read one document and decide it, each once."""
    document = paper.document
    read = journal.step(
        f"read {document.number}",
        MaybeRead,
        lambda: read_document(document, paper.pages, paper.fax, tools),
    )
    matter = Matter(paper.fax, document, read.reading, paper.pages, paper.classified)
    return journal.transact(
        f"judge {document.number}", Disposition, lambda session: _judge(session, matter, tools)
    )


def in_deciding_order(documents: tuple[Document, ...]) -> list[Document]:
    """The documents of one fax, enrollments before what depends on them."""
    return sorted(documents, key=lambda document: (_rank(document), document.number))


def finish(session: Session, fax: Digest, now: dt.datetime) -> Ended:
    """Set the state of a fax from the newest decisions on its documents.

    While one of them is undecided, because the fax was put together anew, its state stays as it is.
    """
    lock_for_writing(session)
    dispositions = tuple(recorded.disposition for recorded in decisions(session, fax))
    if len(dispositions) < len(papers.documents(session, fax)):
        state = faxes.status(session, fax).state
    else:
        state = end_state([disposition.outcome for disposition in dispositions])
        faxes.set_state(session, fax, state, now)
    return Ended(fax=fax, state=state, dispositions=dispositions)


def end_state(outcomes: list[Outcome]) -> FaxState:
    """A fax waits for review while any document does; it is routed when none of its documents is ours."""
    if not outcomes or Outcome.REVIEW in outcomes:
        return FaxState.REVIEW
    if set(outcomes) == {Outcome.ROUTE}:
        return FaxState.ROUTED
    return FaxState.DECIDED


def hand_over(session: Session, fax: Digest, now: dt.datetime) -> Ended:
    """Give a fax whose processing failed every time to a person."""
    lock_for_writing(session)
    faxes.set_state(session, fax, FaxState.FAILED, now, "processing failed every time it was tried")
    log.error("fax handed over to a person", extra={"fax": fax})
    return Ended(fax=fax, state=FaxState.FAILED)


def _rank(document: Document) -> int:
    form = document.form.form if document.form else ""
    return DECIDING_ORDER.index(form) if form in DECIDING_ORDER else len(DECIDING_ORDER)


def _quarantine(session: Session, fax: ReceivedFax, opened: Opened, tools: Tools) -> Ended:
    lock_for_writing(session)
    if opened.refusal is None:
        raise ValueError("only a refused fax is quarantined")
    faxes.quarantine(session, opened.refusal, tools.clock())
    return Ended(fax=fax.digest, state=FaxState.QUARANTINED)


def _file(session: Session, pages: PageSet, found: Classification, tools: Tools) -> Classification:
    lock_for_writing(session)
    faxes.set_state(session, pages.fax, FaxState.WORKING, tools.clock())
    papers.save_pages(session, pages)
    papers.save_classified(session, pages.fax, found.pages)
    papers.save_documents(session, pages.fax, found.documents)
    if any(page.is_unidentified for page in found.pages):
        for waiting in affected(session, pages.fax, tools.clock()):
            tools.wake(session, waiting.fax, waiting.document, waiting.revision)
    return found


def _judge(session: Session, matter: Matter, tools: Tools) -> Disposition:
    lock_for_writing(session)
    return judge(session, matter, tools.bench, tools.clock(), tools.wake)
