"""A fax line in miniature: scripted readers, work kept in a list and done when asked."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    ClassifiedPage,
    Digest,
    Disposition,
    Document,
    FaxState,
    FormRef,
    PageGuess,
    PageImage,
    PageKind,
    PageOrigin,
    PageSet,
    Placing,
    ReceivedFax,
)
from extractors import assemble as assemble_classified
from intake.limits import DecodeLimits
from pipeline.decide_again import Again, decide_again
from pipeline.desk import Classification, DeskPlan, DocumentRead, Opened
from pipeline.journal import Journal, PlainJournal
from pipeline.judge import Bench
from pipeline.process import Tools, process_fax
from pipeline.read_anew import Reassembled, read_anew
from pipeline.readers import Readers
from registry import faxes, papers
from registry.assemblies import assemblies
from registry.blobs import BlobStore
from registry.database import reading, writing
from registry.decisions import decisions
from registry.review_items import open_items
from review_queue.reassemble import Said, Ways, assemble, standing_placings
from tests.registry.people import arrival_of, digest_of, fax_of
from tests.validators.builders import PHARMACY_ENROLLMENT, illegible, library, perfect
from validators import Limits

MOMENT = dt.datetime(2018, 3, 12, 15, tzinfo=dt.UTC)
UNKNOWN, COVER = (PageGuess(kind=kind, score=1) for kind in (PageKind.UNKNOWN, PageKind.COVER))
CERTIFIED = ("certify", ())
LACKING = ("deficient", ("PAGES_MISSING",))
HELD = ("review", ("PAGE_AWAITED",))
LOOSE = ("route", ("NOT_A_FORM",))
UNIDENTIFIED = ("review", ("PAGE_UNIDENTIFIED",))


def page_of(form_page: int, form: FormRef = PHARMACY_ENROLLMENT) -> PageGuess:
    """A page of a form, as it is classified."""
    return PageGuess(kind=PageKind.FORM, form=form, form_page=form_page, score=1)


def of_form(number: int, form_page: int, document: int = 1, **more: object) -> Placing:
    """A page of the pharmacy form, as a person places it."""
    return Placing.model_validate(
        {
            "number": number,
            "kind": PageKind.FORM,
            "form": PHARMACY_ENROLLMENT,
            "form_page": form_page,
            "document": document,
            **more,
        }
    )


def loose(number: int, kind: PageKind, topic: str = "") -> Placing:
    """A page that is no form of ours, as a person places it."""
    return Placing(number=number, kind=kind, topic=topic)


class ScriptedReaders(Readers):
    """Readers that find the given kinds of pages in a fax, and a perfect reading of every document."""

    def __init__(self, folder: Path) -> None:
        super().__init__(DeskPlan(blobs=folder, forms=folder, limits=DecodeLimits()), 1, 1)
        self.pages: dict[Digest, tuple[PageGuess, ...]] = {}
        self.read_documents: list[tuple[Digest, int]] = []

    def open(self, fax: ReceivedFax) -> Opened:
        return Opened(
            pages=PageSet(
                fax=fax.digest,
                pages=tuple(_image(fax.digest, number) for number in self._numbers(fax.digest)),
                whole=True,
            )
        )

    def classify(self, pages: PageSet) -> Classification:
        found = tuple(
            ClassifiedPage(number=number, turn=0, best=guess)
            for number, guess in enumerate(self.pages[pages.fax], start=1)
        )
        return Classification(pages=found, documents=assemble_classified(pages, found, library()))

    def read(self, document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
        del pages, received_on
        self.read_documents.append((document.fax, document.number))
        if document.form is None:
            raise ValueError("pages that are no form of ours are not read")
        whole, form = perfect(document.form).reading, library().get(document.form)
        there = {page.form_page for page in document.pages}
        readings = tuple(one for one in whole.readings if form.field(one.field).page in there)
        return DocumentRead(whole.model_copy(update={"document": document, "readings": readings}))

    def _numbers(self, fax: Digest) -> range:
        return range(1, len(self.pages[fax]) + 1)


class HalfBlindReaders(ScriptedReaders):
    """Readers that cannot read one field of one form."""

    def __init__(self, folder: Path, form: FormRef, field: str) -> None:
        super().__init__(folder)
        self.form, self.field = form, field

    def read(self, document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
        found = super().read(document, pages, received_on)
        if document.form != self.form:
            return found
        blurred = illegible(perfect(self.form), self.field).reading.readings
        return DocumentRead(found.reading.model_copy(update={"readings": blurred}))


def _image(fax: Digest, number: int) -> PageImage:
    return PageImage(
        fax=fax,
        number=number,
        digest=digest_of(f"{fax} {number}"),
        width=1728,
        height=2200,
        x_dpi=204,
        y_dpi=196,
        origin=PageOrigin.NATIVE,
    )


class Line:
    """Takes faxes in and to their end; what people and faxes set off waits in `work` until it is done."""

    def __init__(self, engine: sa.Engine, folder: Path, readers: ScriptedReaders | None = None) -> None:
        self.engine = engine
        self.readers = readers or ScriptedReaders(folder)
        self.work: list[Again | Reassembled] = []
        self.journal: Journal = PlainJournal(engine)
        self.tools = Tools(
            blobs=BlobStore(folder),
            readers=self.readers,
            bench=Bench(library=library(), limits=Limits(), zone=ZoneInfo("America/New_York")),
            clock=lambda: MOMENT,
            wake=self._again,
            people=lambda read, view: (),
        )

    def _again(self, _session: Session, fax: Digest, document: int, revision: int) -> None:
        self.work.append(Again(fax=fax, document=document, revision=revision))

    def _anew(self, _session: Session, fax: Digest, assembly: int) -> None:
        self.work.append(Reassembled(fax=fax, assembly=assembly))

    @property
    def ways(self) -> Ways:
        """Where what follows from a person's word is put."""
        return Ways(self._anew, self._again)

    def take(self, name: str, *pages: PageGuess, caller: str = "") -> Digest:
        """A fax with these pages, taken to its dispositions, with what it sets off."""
        fax = fax_of(name).model_copy(update={"caller": caller, "received_at": MOMENT})
        self.readers.pages[fax.digest] = pages
        faxes.FaxSink(self.engine, lambda session, digest: None).accept(fax, arrival_of(name))
        process_fax(fax, self.tools, self.journal)
        self.do_work()
        return fax.digest

    def do_work(self) -> None:
        """Do what waits, and what that sets off."""
        while self.work:
            order = self.work[0]
            if isinstance(order, Again):
                decide_again(order, self.tools, self.journal)
            else:
                read_anew(order, self.tools, self.journal)
            self.work.pop(0)

    def say(self, fax: Digest, *placings: Placing, by: str = "clerk") -> None:
        """Have a person put the pages of a fax together, and do what follows."""
        self.say_only(fax, *placings, by=by)
        self.do_work()

    def say_only(self, fax: Digest, *placings: Placing, by: str = "clerk") -> None:
        """Have a person put the pages of a fax together; pages not named stay as they are."""
        with writing(self.engine) as session:
            now = {one.number: one for one in standing_placings(session, fax)}
            said = tuple({**now, **{one.number: one for one in placings}}.values())
            number = len(assemblies(session, fax)) + 1
            order = Said(fax=fax, number=number, placings=said, by=by, reason="looked", at=MOMENT)
            assemble(session, order, library(), self.ways)

    def dispositions(self, fax: Digest) -> dict[int, Disposition]:
        """The newest decision on each document of a fax that stands."""
        with reading(self.engine) as session:
            found = decisions(session, fax)
        return {one.disposition.document: one.disposition for one in found}

    def outcomes(self, fax: Digest) -> dict[int, tuple[str, tuple[str, ...]]]:
        """The outcome and reasons of each document of a fax that stands."""
        return {number: (one.outcome, one.reasons) for number, one in self.dispositions(fax).items()}

    def documents(self, fax: Digest) -> dict[int, list[int]]:
        """The pages of each document of a fax that stands."""
        with reading(self.engine) as session:
            return {one.number: [page.number for page in one.pages] for one in papers.documents(session, fax)}

    def state(self, fax: Digest) -> FaxState:
        """Where a fax is; its books are sound."""
        with reading(self.engine) as session:
            assert faxes.reconcile(session).sound
            return faxes.status(session, fax).state

    def items(self) -> list[tuple[Digest, int]]:
        """The documents that wait for a person."""
        with reading(self.engine) as session:
            return [(item.fax, item.document) for item in open_items(session)]
