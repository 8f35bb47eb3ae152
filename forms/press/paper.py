"""Letter paper to print on: text, rules, boxes, invisible fillable zones; points from the top left."""

from io import BytesIO

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 612.0, 792.0
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
BOX_SIZE = 9.5
HAIR, RULE = 0.6, 1.0
SHADE = 0.88


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

    def writing_zone(self, name: str, label: str, edges: tuple[float, float, float, float]) -> None:
        """A fillable text field over (left, top, right, bottom); it shows nothing until it is filled."""
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
            maxlen=None,
            fontName=PLAIN,
            fontSize=10,
        )

    def mark_box(self, name: str, label: str, left: float, bottom: float) -> None:
        """A printed square with a fillable checkbox exactly over it."""
        self.frame(left, bottom - BOX_SIZE, left + BOX_SIZE, bottom, weight=0.8)
        self._canvas.acroForm.checkbox(
            name=name,
            tooltip=label,
            x=left,
            y=HEIGHT - bottom,
            size=BOX_SIZE,
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
