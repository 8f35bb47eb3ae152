"""Readers that read every document once and give the same reading afterwards."""

import datetime as dt

from documents import Digest, Document, PageSet, ReceivedFax
from pipeline.desk import Classification, DocumentRead, Opened
from pipeline.readers import Readers


class KeptReadings(Readers):
    """Keeps what other readers said; a reading is that of the first time."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._opened: dict[Digest, Opened] = {}
        self._classified: dict[Digest, Classification] = {}
        self._read: dict[Document, DocumentRead] = {}

    def open(self, fax: ReceivedFax) -> Opened:
        """The pages of a fax."""
        if fax.digest not in self._opened:
            self._opened[fax.digest] = self._readers.open(fax)
        return self._opened[fax.digest]

    def classify(self, pages: PageSet) -> Classification:
        """What each page is, and the documents."""
        if pages.fax not in self._classified:
            self._classified[pages.fax] = self._readers.classify(pages)
        return self._classified[pages.fax]

    def read(self, document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
        """The reading of a document."""
        if document not in self._read:
            self._read[document] = self._readers.read(document, pages, received_on)
        return self._read[document]
