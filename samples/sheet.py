"""A letter-size sheet drawn line by line, for pages that are no form of ours."""

import io
import textwrap

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

MARGIN = 54


class Sheet:
    """One page in points, written from the top down; the same calls give the same bytes."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=letter, invariant=1)
        self.width, self.height = letter
        self.y = self.height - MARGIN
        self.signature: tuple[float, float] | None = None

    def down(self, points: float) -> None:
        """Leave room."""
        self.y -= points

    def line(self, text: str, size: float = 10, font: str = "Helvetica", indent: float = 0) -> None:
        """One line of text."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(MARGIN + indent, self.y - size, text)
        self.y -= size * 1.35

    def centered(self, text: str, size: float = 10, font: str = "Helvetica") -> None:
        """One line of text in the middle."""
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(self.width / 2, self.y - size, text)
        self.y -= size * 1.35

    def paragraph(self, text: str, size: float = 10, font: str = "Helvetica") -> None:
        """Text broken into lines that fit between the margins."""
        columns = int((self.width - 2 * MARGIN) / (size * (0.6 if font.startswith("Courier") else 0.5)))
        for line in textwrap.wrap(text, columns):
            self.line(line, size, font)
        self.down(size * 0.5)

    def labelled(self, label: str, value: str, size: float = 11, at: float = 90) -> None:
        """A label, and a value on a ruled line beside it."""
        self.canvas.setFont("Helvetica-Bold", size)
        self.canvas.drawString(MARGIN, self.y - size, label)
        self.canvas.setFont("Helvetica", size)
        self.canvas.drawString(MARGIN + at, self.y - size, value)
        self.canvas.line(MARGIN + at, self.y - size - 3, self.width - MARGIN, self.y - size - 3)
        self.y -= size * 2.1

    def rule(self, weight: float = 1) -> None:
        """A line from margin to margin."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(MARGIN, self.y - 4, self.width - MARGIN, self.y - 4)
        self.canvas.setLineWidth(1)
        self.y -= 10 + weight

    def banner(self, text: str, size: float = 12) -> None:
        """White text on a black bar."""
        self.canvas.rect(MARGIN, self.y - size * 1.7, self.width - 2 * MARGIN, size * 1.7, fill=1)
        self.canvas.setFillGray(1)
        self.canvas.setFont("Helvetica-Bold", size)
        self.canvas.drawString(MARGIN + 6, self.y - size * 1.25, text)
        self.canvas.setFillGray(0)
        self.y -= size * 2.2

    def row(self, cells: tuple[str, ...], columns: tuple[float, ...], font: str = "Helvetica") -> None:
        """Cells at offsets in points from the left margin."""
        self.canvas.setFont(font, 9.5)
        for text, offset in zip(cells, columns, strict=True):
            self.canvas.drawString(MARGIN + offset, self.y - 9.5, text)
        self.y -= 15

    def sign_here(self, indent: float, below: float = 0) -> None:
        """Somebody signs so far from the left margin and so far down; `signature` is where, in points."""
        self.signature = (MARGIN + indent, self.y - below)

    def pdf(self) -> bytes:
        """The finished page."""
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()


def rendered(pdf: bytes, page: int = 1, dpi: int = 300) -> NDArray[np.uint8]:
    """A page of a PDF as grey pixels, 255 paper; form fields are drawn with their appearance."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    image = document[page - 1].render(scale=dpi / 72, grayscale=True).to_numpy()
    pixels: NDArray[np.uint8] = np.array(image, dtype=np.uint8).reshape(image.shape[0], image.shape[1])
    document.close()
    return pixels
