"""Whole faxes through faxdesk, with the same crops put to the peers in the same run.

The page is opened, laid over its blank and cut once. Each written field then goes through all engines,
through untouched PP-OCRv6 alone and through Tesseract alone, with the same grammars, check digits and rules.
"""

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from documents import Document, PageSet, ReadState, ReceivedFax, SampleTruth
from extractors.chance import ChanceTable
from extractors.read import read_document
from extractors.text_reading import TextReader, TextReading, TextRequest
from extractors.text_request import NamingLine, TextsRead
from forms.definition import FieldDefinition
from forms.library import FormLibrary
from ocr import Engines
from pipeline.desk import Classification, Desk, DeskPlan, DocumentRead, Opened
from pipeline.files import look_at_file
from pipeline.readers import Readers
from pipeline.replay import truth_of
from pipeline.result import DocumentReport, FaxReport, FieldReport, report
from pipeline.scores import FieldScore, score_sample
from pipeline.station import Station
from tests.bench.recognition_offers import offers_noted, with_offered
from tests.bench.recognition_runs import (
    FAXDESK,
    PADDLE,
    PEERS,
    TESSERACT,
    UNLISTED,
    FieldRun,
    PeerReading,
    SampleRun,
    resolution_of,
)

T = TypeVar("T")


@dataclass
class Notes:
    """What the readers of one process said of a fax, by document and field; seconds of each; the peers."""

    peers: tuple[str, ...] = PEERS
    said: dict[tuple[tuple[int, ...], str], dict[str, TextReading]] = field(default_factory=dict)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    pages: tuple[int, ...] = ()
    naming: tuple[NamingLine, ...] = ()
    offered: dict[tuple[tuple[int, ...], str], str] = field(default_factory=dict)

    def timed(self, what: str, work: Callable[[], T]) -> T:
        """The result of `work`, its processor seconds noted."""
        start = time.process_time()
        try:
            return work()
        finally:
            self.seconds[what] += time.process_time() - start

    def clear(self) -> None:
        """Forget the fax."""
        self.said.clear()
        self.offered.clear()
        self.seconds.clear()


class SeveralReaders(TextReader):
    """Reads as faxdesk does, and has the peers read the same crops."""

    def __init__(self, engines: Engines, received_on: dt.date, chances: ChanceTable, notes: Notes) -> None:
        super().__init__(engines, received_on, chances)
        self._notes = notes
        self._alone = {PADDLE: TextReader(Engines(engines.first), received_on)}
        if engines.second is not None:
            self._alone[TESSERACT] = TextReader(Engines(engines.second), received_on)

    def read(self, requests: Sequence[TextRequest]) -> TextsRead:
        """What faxdesk reads; the peers' readings go to the notes."""
        read = super().read
        found = self._notes.timed(FAXDESK, lambda: read(requests))
        if not self._notes.peers:
            return found
        said = {UNLISTED: tuple(map(self._unlisted, requests, found.readings))}
        for name, reader in self._alone.items():
            said[name] = self._notes.timed(name, lambda reader=reader: reader.read(requests).readings)  # type: ignore[misc]
        for place, request in enumerate(requests):
            key = (self._notes.pages, request.field.name)
            self._notes.said[key] = {name: readings[place] for name, readings in said.items()}
        return found

    def _unlisted(self, request: TextRequest, found: TextReading) -> TextReading:
        """The value that the first sight alone means, before any grammar, check digit or list."""
        value = self.normal_form(request.field, found.seen)
        state = ReadState.READ if value else ReadState.ILLEGIBLE
        return found.model_copy(update={"value": value or "", "state": state})


class SeveralDesk(Desk):
    """A desk whose documents go through all readers."""

    def __init__(self, plan: DeskPlan, notes: Notes) -> None:
        super().__init__(plan)
        self._notes = notes

    def read(self, document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
        """The reading of a document of ours; its crops are not kept."""
        if document.form is None:
            raise ValueError("pages that are no form of ours are not read")
        self._notes.pages = tuple(page.number for page in document.pages)
        reader = SeveralReaders(self._engines, received_on, self._chances, self._notes)
        form = self._library.get(document.form)
        found = read_document(document, pages, self._pixels, form, self._library, reader)
        self._notes.naming = found.naming
        return DocumentRead(found.reading, found.naming)


class ReadersHere(Readers):
    """The readers' work done in this process, so that what they say and take can be noted."""

    def __init__(self, plan: DeskPlan, notes: Notes) -> None:
        super().__init__(plan, 1, 1)
        self._here = SeveralDesk(plan, notes)
        self._notes = notes

    def open(self, fax: ReceivedFax) -> Opened:
        """The pages of a fax."""
        return self._notes.timed("opening", lambda: self._here.open(fax))

    def classify(self, pages: PageSet) -> Classification:
        """What each page is, and the documents."""
        return self._notes.timed("classifying", lambda: self._here.classify(pages))

    def read(self, document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
        """The reading of one document."""
        return self._notes.timed("documents", lambda: self._here.read(document, pages, received_on))


def noted(station: Station, plan: DeskPlan, *, alone: bool = False) -> tuple[Station, Notes]:
    """The station with all readers in this process, and their notes; without the peers when `alone`."""
    notes = Notes(peers=() if alone else PEERS)
    tools = replace(
        station.tools, readers=ReadersHere(plan, notes), people=offers_noted(station.tools.people, notes)
    )
    return replace(station, tools=tools), notes


def run_sample(station: Station, notes: Notes, sample: Path) -> SampleRun:
    """One sample through everything."""
    notes.clear()
    truth = truth_of(sample)
    result = look_at_file(station, sample / truth.file, dt.datetime.fromisoformat(truth.received_on))
    library = station.library
    printed = report(truth.sample, result, library, station.tools.bench.limits)
    scores = score_sample(truth, printed, library)
    peers = {
        name: score_sample(truth, _said_by(name, printed, notes), library).fields for name in notes.peers
    }
    offered = score_sample(truth, with_offered(printed, notes.offered), library).fields
    known = {(d, one.name): one for d, doc in enumerate(truth.documents, start=1) for one in doc.fields}
    return SampleRun(
        fields=tuple(
            FieldRun(
                batch=sample.parent.name,
                score=score,
                writer=known[score.document, score.field].writer,
                resolution=resolution_of(truth),
                critical=_definition(score, truth, library).critical,
                peers={name: PeerReading.of(peers[name][place]) for name in notes.peers},
                offered=PeerReading.of(offered[place]) if offered[place].read != score.read else None,
            )
            for place, score in enumerate(scores.fields)
        ),
        documents=scores.documents,
        pages=scores.pages,
        seconds=dict(notes.seconds),
        asked=len(notes.said),
        of_pages=len(printed.pages),
    )


def _definition(score: FieldScore, truth: SampleTruth, library: FormLibrary) -> FieldDefinition:
    return library.get(truth.documents[score.document - 1].form).field(score.field)


def _said_by(name: str, printed: FaxReport, notes: Notes) -> FaxReport:
    """The report with every written value as the peer read it."""
    return printed.model_copy(
        update={"documents": tuple(_document(name, one, notes) for one in printed.documents)}
    )


def _document(name: str, document: DocumentReport, notes: Notes) -> DocumentReport:
    fields: dict[str, FieldReport] = {}
    for label, found in document.fields.items():
        said = notes.said.get((document.pages, label), {}).get(name)
        fields[label] = found if said is None else _field(found, said)
    return document.model_copy(update={"fields": fields})


def _field(found: FieldReport, said: TextReading) -> FieldReport:
    read = said.state is ReadState.READ
    state = ReadState.READ if read else ReadState.ILLEGIBLE
    value = said.value if read else ""
    return found.model_copy(update={"state": state, "value": value, "confidence": said.confidence})
