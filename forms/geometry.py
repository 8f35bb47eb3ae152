"""The geometry of a form: the fillable fields of its blank.pdf, by name, page and place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from documents import BadFormFile, Box, Record

BLANK_FILE = "blank.pdf"
_LETTER = (612, 792)
_COMB_FLAG = 1 << 24


class Zone(Record):
    """One fillable field of a blank: a writing zone, or one box of a tick or choice (`field.option`).

    `cells` is the number of places of a comb, 0 for a zone that is none.
    """

    name: str
    page: int
    box: Box
    cells: int = 0


class Geometry(Record):
    """All zones of a blank, in the order of the file."""

    page_count: int
    zones: tuple[Zone, ...]


def read_geometry(folder: Path) -> Geometry:
    """The zones of a folder's blank.pdf; BadFormFile when it is no letter PDF or a zone leaves its page."""
    path = folder / BLANK_FILE
    try:
        with pdfplumber.open(path) as pdf:
            zones = tuple(
                zone for number, page in enumerate(pdf.pages, 1) for zone in _on_page(path, number, page)
            )
            return Geometry(page_count=len(pdf.pages), zones=zones)
    except (OSError, PdfminerException) as trouble:
        raise BadFormFile(f"{path}: cannot be read as a PDF") from trouble


# pdfplumber is untyped: Any ends here.
def _on_page(path: Path, number: int, page: Any) -> Iterator[Zone]:
    width, height = float(page.width), float(page.height)
    if (round(width), round(height)) != _LETTER:
        raise BadFormFile(f"{path}: page {number} is not letter size")
    for annotation in page.annots:
        name = _name(annotation["data"])
        if not name:
            continue
        left, right = annotation["x0"] / width, annotation["x1"] / width
        top, bottom = annotation["top"] / height, annotation["bottom"] / height
        if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
            raise BadFormFile(f"{path}: zone {name} lies off page {number}")
        box = Box(left=left, top=top, right=right, bottom=bottom)
        yield Zone(name=name, page=number, box=box, cells=_cells(annotation["data"]))


def _cells(annotation: Any) -> int:
    """The places of a comb: its greatest length, which PDF shares out evenly over the zone."""
    is_comb = int(_inherited(annotation, "Ff") or 0) & _COMB_FLAG
    return int(_inherited(annotation, "MaxLen") or 0) if is_comb else 0


def _inherited(annotation: Any, key: str) -> Any:
    here = annotation
    while here and key not in here:
        parent = here.get("Parent")
        here = parent.resolve() if parent is not None else None
    return here[key] if here else None


def _name(annotation: Any) -> str:
    """The full name of a fillable field, its parents' names first; empty for any other annotation."""
    words: list[str] = []
    here = annotation
    while here:
        if "T" in here:
            words.insert(0, here["T"].decode("latin-1"))
        parent = here.get("Parent")
        here = parent.resolve() if parent is not None else None
    return ".".join(words)
