"""Pictures of letters for the desk, made from the paper that was handed over or would be."""

import io
import threading

import pypdfium2

from documents import NoSuchThing
from forms.library import FormLibrary
from letters.printed import printed
from registry.blobs import Blobs
from registry.outbox import LetterStatus

SCALE = 110 / 72
"""Dots for each point of the paper."""


class PrintedPictures:
    """The pages of letters as PNG; several threads may ask."""

    def __init__(self, blobs: Blobs, library: FormLibrary) -> None:
        self._blobs, self._library = blobs, library
        self._alone = threading.Lock()  # pdfium works for one thread at a time

    def count(self, status: LetterStatus) -> int:
        """How many pages a letter has."""
        paper = self._paper(status)
        with self._alone, pypdfium2.PdfDocument(paper) as pdf:
            return len(pdf)

    def page(self, status: LetterStatus, number: int) -> bytes:
        """A page, from 1, as PNG; NoSuchThing when the letter has none of this number."""
        paper = self._paper(status)
        with self._alone, pypdfium2.PdfDocument(paper) as pdf:
            if not 1 <= number <= len(pdf):
                raise NoSuchThing("the letter has no such page")
            picture = pdf[number - 1].render(scale=SCALE, grayscale=True, may_draw_forms=False).to_pil()
        written = io.BytesIO()
        picture.save(written, "PNG")
        return written.getvalue()

    def _paper(self, status: LetterStatus) -> bytes:
        if status.paper is not None:
            return self._blobs.get(status.paper)
        return printed(status.as_sent, self._library)
