"""Letter paper to print on: text, rules, boxes, invisible fillable zones; points from the top left."""

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from operator import itemgetter

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from forms.comb import CELL

WIDTH, HEIGHT = 612.0, 792.0
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
HAIR, RULE = 0.6, 1.0
MODULE, THINNER = 4 * 72 / 204, 0.25
"""Width of a code's thinnest bar, four dots of a fax, and how much thinner it is printed: copies thicken."""
SHADE = 0.88
CELL_LINE, SEPARATOR_SIZE = 0.5, 11.0


def text_width(text: str, size: float, font: str = PLAIN) -> float:
    """Points a text takes."""
    return float(stringWidth(text, font, size))


def wrapped(text: str, size: float, width: float) -> list[str]:
    """A text broken into lines no wider than `width` points."""
    return [str(line) for line in simpleSplit(text, PLAIN, size, width)]


class Paper:
    """A PDF being printed; its bytes depend on nothing but what is printed."""

    def __init__(self, title: str, subject: str) -> None:
        self._stream = BytesIO()
        self._canvas = Canvas(self._stream, pagesize=(WIDTH, HEIGHT), pageCompression=0, invariant=1)
        self._canvas.setTitle(title)
        self._canvas.setSubject(subject)
        self._canvas.setAuthor("KYNAMRO REMS Coordinating Center")

    def text(self, x: float, y: float, text: str, size: float, font: str = PLAIN) -> None:
        """Print a line of text with its baseline at `y`."""
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, HEIGHT - y, text)

    def text_ending(self, x: float, y: float, text: str, size: float, font: str = PLAIN) -> None:
        """Print a line of text that ends at `x`."""
        self.text(x - text_width(text, size, font), y, text, size, font)

    def text_centered(self, x: float, y: float, text: str, size: float, font: str = PLAIN) -> None:
        """Print a line of text around `x`."""
        self.text(x - text_width(text, size, font) / 2, y, text, size, font)

    def rule(self, left: float, right: float, y: float, weight: float = HAIR) -> None:
        """Print a line across."""
        self._canvas.setLineWidth(weight)
        self._canvas.line(left, HEIGHT - y, right, HEIGHT - y)

    def frame(self, left: float, top: float, right: float, bottom: float, *, weight: float = HAIR) -> None:
        """Print the outline of a rectangle."""
        self._canvas.setLineWidth(weight)
        self._canvas.rect(left, HEIGHT - bottom, right - left, bottom - top)

    def shade(self, left: float, top: float, right: float, bottom: float) -> None:
        """Print a light gray bar."""
        self._canvas.setFillGray(SHADE)
        self._canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def square(self, left: float, top: float, size: float) -> None:
        """Print a black square."""
        self._canvas.rect(left, HEIGHT - top - size, size, size, stroke=0, fill=1)

    def code(self, right: float, top: float, bottom: float, text: str) -> None:
        """Print a Code 128 that ends at `right`; it needs ten modules of white paper on both sides."""
        stripes = Code128(text)
        stripes.validate()
        stripes.encode()
        stripes.decompose()
        widths = [MODULE * (ord(stripe.upper()) - ord("A") + 1) for stripe in stripes.decomposed]
        x = right - sum(widths)
        for stripe, wide in zip(stripes.decomposed, widths, strict=True):
            if stripe.isupper():
                self._canvas.rect(
                    x + THINNER / 2, HEIGHT - bottom, wide - THINNER, bottom - top, stroke=0, fill=1
                )
            x += wide

    def matrix(self, box: tuple[float, float, float, float], modules: Sequence[Sequence[bool]]) -> None:
        """Print a code of dark (True) and light modules, as large as (left, top, right, bottom) allows.

        It stands in the middle of the box and needs one module of white paper on every side.
        """
        left, top, right, bottom = box
        size = min((right - left) / len(modules[0]), (bottom - top) / len(modules))
        x0 = (left + right - size * len(modules[0])) / 2
        y0 = (top + bottom - size * len(modules)) / 2
        for row, line in enumerate(modules):
            for dark, run in groupby(enumerate(line), key=itemgetter(1)):
                columns = [column for column, _ in run]
                if dark:
                    self._canvas.rect(
                        x0 + columns[0] * size,
                        HEIGHT - y0 - (row + 1) * size,
                        len(columns) * size,
                        size,
                        stroke=0,
                        fill=1,
                    )

    def comb(self, comb: str, left: float, top: float, right: float, bottom: float) -> None:
        """Print the cells of a comb, and its separators between them."""
        wide = (right - left) / len(comb)
        for place, printed in enumerate(comb):
            x = left + place * wide
            if printed == CELL:
                self.frame(x, top, x + wide, bottom, weight=CELL_LINE)
            else:
                self.text_centered(
                    x + wide / 2, (top + bottom) / 2 + SEPARATOR_SIZE * 0.36, printed, SEPARATOR_SIZE
                )

    def writing_zone(
        self, name: str, label: str, edges: tuple[float, float, float, float], places: int = 0
    ) -> None:
        """A fillable text field over (left, top, right, bottom); it shows nothing until it is filled.

        With `places` it is a comb of so many.
        """
        left, top, right, bottom = edges
        self._canvas.acroForm.textfield(
            name=name,
            tooltip=label,
            x=left,
            y=HEIGHT - bottom,
            width=right - left,
            height=bottom - top,
            fillColor=None,
            borderColor=None,
            borderWidth=0,
            maxlen=places or None,
            fieldFlags="comb" if places else "",
            fontName=PLAIN,
            fontSize=10,
        )

    def mark_box(self, name: str, label: str, place: tuple[float, float], size: float) -> None:
        """A printed square with a fillable checkbox exactly over it; `place` is its left and its bottom."""
        left, bottom = place
        self.frame(left, bottom - size, left + size, bottom, weight=0.8)
        self._canvas.acroForm.checkbox(
            name=name,
            tooltip=label,
            x=left,
            y=HEIGHT - bottom,
            size=size,
            buttonStyle="cross",
            fillColor=None,
            borderColor=None,
            borderWidth=0,
            fieldFlags="",
        )

    def next_page(self) -> None:
        """End the page and begin the next one."""
        self._canvas.showPage()

    def finished(self) -> bytes:
        """The PDF."""
        self._canvas.save()
        return self._stream.getvalue()
