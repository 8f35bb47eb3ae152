"""What a born-digital PDF page says of itself: its words with their places, and its form values."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pdfplumber
import pikepdf
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from documents import Box, FormValue, Word

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

MOST_WORDS = 20_000
MOST_VALUES = 2_000
LONGEST_TEXT = 2_000
DEEPEST_FIELD = 12
_UNREADABLE = (
    PDFException,
    PSException,
    PdfminerException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
)


class PageText:
    """The words of each page by pdfplumber."""

    def __init__(self, content: bytes) -> None:
        self._pdf: PDF | None
        try:
            self._pdf = pdfplumber.open(io.BytesIO(content))
            self._count = len(self._pdf.pages)
        except _UNREADABLE:
            self._pdf = None
            self._count = 0

    def words(self, index: int) -> tuple[Word, ...] | None:
        """The words of a page in reading order, in page fractions as shown; None when they cannot be read."""
        if self._pdf is None or index >= self._count:
            return None
        try:
            page = self._pdf.pages[index]
            left, top = float(page.bbox[0]), float(page.bbox[1])
            size = (float(page.width), float(page.height))
            found = page.extract_words()[:MOST_WORDS]
            page.close()
            return tuple(_words(found, (left, top), size))
        except _UNREADABLE:
            return None


def _words(
    found: list[dict[str, object]], start: tuple[float, float], size: tuple[float, float]
) -> Iterator[Word]:
    for word in found:
        x0, x1 = (_within((float(str(word[key])) - start[0]) / size[0]) for key in ("x0", "x1"))
        y0, y1 = (_within((float(str(word[key])) - start[1]) / size[1]) for key in ("top", "bottom"))
        text = clean(str(word["text"]))
        if text and x0 < x1 and y0 < y1:
            yield Word(text=text, box=Box(left=x0, top=y0, right=x1, bottom=y1))


def _within(fraction: float) -> float:
    return min(max(fraction, 0.0), 1.0)


def clean(text: str) -> str:
    """Text of a stranger on one line, without control characters, of bounded length."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[:LONGEST_TEXT])
    return shown.strip()


def form_values(page: pikepdf.Page) -> tuple[FormValue, ...]:
    """The values of the fillable fields on a page by full name; a box gives its set state or nothing."""
    values: dict[str, str] = {}
    for widget in _widgets(page):
        lineage = list(_lineage(widget))
        name = ".".join(reversed([clean(str(field.T)) for field in lineage if "/T" in field]))
        value = clean(_value(widget, lineage))
        if name and (name not in values or value):
            values[name] = value
        if len(values) >= MOST_VALUES:
            break
    return tuple(FormValue(name=name, value=value) for name, value in values.items())


def _widgets(page: pikepdf.Page) -> Iterator[pikepdf.Dictionary]:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    for number in range(min(len(annotations), MOST_VALUES)):
        annotation = annotations[number]
        if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == pikepdf.Name.Widget:
            yield annotation


def _lineage(widget: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """The field and its parents, nearest first."""
    field: object = widget
    for _ in range(DEEPEST_FIELD):
        if not isinstance(field, pikepdf.Dictionary):
            return
        yield field
        field = field.get("/Parent")


def _value(widget: pikepdf.Dictionary, lineage: list[pikepdf.Dictionary]) -> str:
    kind = next((field.get("/FT") for field in lineage if "/FT" in field), None)
    if kind == pikepdf.Name.Btn:
        state = str(widget.get("/AS", _inherited(lineage))).removeprefix("/")
        return "" if state == "Off" else state
    if kind == pikepdf.Name.Sig:
        return "signed" if any("/V" in field for field in lineage) else ""
    value = _inherited(lineage)
    if isinstance(value, pikepdf.Array):
        return ", ".join(str(value[number]) for number in range(min(len(value), 100)))
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes()[: 4 * LONGEST_TEXT].decode("latin-1")
    return str(value)


def _inherited(lineage: list[pikepdf.Dictionary]) -> object:
    return next((field.get("/V") for field in lineage if "/V" in field), "")
