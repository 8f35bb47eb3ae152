"""What one reading process holds and does: forms, engines and blob store; opens, classifies, reads."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import model_validator

from documents import (
    ClassifiedPage,
    Document,
    FormReading,
    PageImage,
    PageSet,
    ReceivedFax,
    Record,
    Refusal,
    StoreFailed,
)
from extractors import assemble, classify_page, read_document
from extractors.chance import load_table, shipped_table
from extractors.read import requests_of
from extractors.text_reading import TextReader
from extractors.text_request import NamingLine, lines_to_read
from forms.library import FormLibrary, load_forms
from intake.decode import decode_fax
from intake.header import with_headers
from intake.limits import DecodeLimits
from ocr import open_engines
from ocr.engine import Pixels
from ocr.page_text import page_text
from ocr.raster import square
from registry.blobs import BlobStore


class DeskPlan(Record):
    """Where a reading process finds what it needs, and the limits it opens faxes under.

    `weights` is a folder with weights to read with instead of those that ship, `chances` a file of curves.
    """

    blobs: Path
    forms: Path
    limits: DecodeLimits
    weights: Path | None = None
    chances: Path | None = None


class Opened(Record):
    """A fax taken apart, or the reason why it cannot be."""

    pages: PageSet | None = None
    refusal: Refusal | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.pages is None) == (self.refusal is None):
            raise ValueError("a fax is either opened or refused")
        return self


class Classification(Record):
    """What each page of a fax is, and the documents its pages make up."""

    pages: tuple[ClassifiedPage, ...]
    documents: tuple[Document, ...]


class DocumentRead(NamedTuple):
    """The reading of a document, and the lines in which it names somebody as they were seen."""

    reading: FormReading
    naming: tuple[NamingLine, ...] = ()


class Desk:
    """The tools of one reading process, opened once."""

    def __init__(self, plan: DeskPlan) -> None:
        self._blobs = BlobStore(plan.blobs)
        self._library: FormLibrary = load_forms(plan.forms)
        self._engines = open_engines(weights=plan.weights)
        self._chances = load_table(plan.chances) if plan.chances else shipped_table()
        self._limits = plan.limits

    def open(self, fax: ReceivedFax) -> Opened:
        """The pages of a fax, header lines read; their pixels are in the blob store when this returns."""
        decoded = decode_fax(self._blobs.get(fax.digest), fax, self._limits)
        if isinstance(decoded, Refusal):
            return Opened(refusal=decoded)
        reader = TextReader(self._engines, fax.received_at.date())
        decoded = with_headers(decoded, reader.read_line)
        for page, png in zip(decoded.page_set.pages, decoded.pixels, strict=True):
            self._store(png, page.digest)
        return Opened(pages=decoded.page_set)

    def classify(self, pages: PageSet) -> Classification:
        """What each page is, and the documents the pages make up."""
        seen = tuple(
            classify_page(page, self._pixels(page), self._library, page_text) for page in pages.pages
        )
        return Classification(pages=seen, documents=assemble(pages, seen, self._library))

    def read(self, document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
        """The reading of a document of ours; its crops are in the blob store when this returns."""
        if document.form is None:
            raise ValueError("pages that are no form of ours are not read")
        form = self._library.get(document.form)
        reader = TextReader(self._engines, received_on, self._chances)
        found = read_document(document, pages, self._pixels, form, self._library, reader)
        for crop in found.crops:
            self._store(crop.png, crop.digest)
        return DocumentRead(found.reading, found.naming)

    def lines(self, document: Document, pages: PageSet, received_on: dt.date) -> dict[str, Pixels]:
        """The crops of a document's written fields of one line, as the engines are given them, by field."""
        if document.form is None:
            raise ValueError("pages that are no form of ours are not read")
        form = self._library.get(document.form)
        reader = TextReader(self._engines, received_on)
        asked = requests_of(document, pages, self._pixels, form, self._library, reader)
        lines = {request.field.name: lines_to_read(request) for request in asked}
        return {field: parts[0] for field, parts in lines.items() if len(parts) == 1}

    def _pixels(self, page: PageImage) -> Pixels:
        return square(self._blobs.get(page.digest), page)

    def _store(self, png: bytes, digest: str) -> None:
        if self._blobs.put(png) != digest:
            raise StoreFailed("pixels and their digest do not belong together")
