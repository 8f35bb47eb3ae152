"""Pages of our forms drawn for tests, blank or filled in, as a fax shows them."""

import random
from functools import cache

import cv2
import numpy as np

from documents import (
    Box,
    DigitalContent,
    FormRef,
    PageImage,
    PageOrigin,
)
from forms.library import load_forms
from ocr import Pixels
from samples.ink import PaperSheet, Pen, draw_signature

LIBRARY = load_forms()
AUTHORIZATION = FormRef(form="prescription_authorization", edition="2017-10")
FORM = LIBRARY.get(AUTHORIZATION)


def image(pixels: Pixels, bad_rows: int = 0, digital: DigitalContent | None = None) -> PageImage:
    return PageImage(
        fax="0" * 64,
        number=1,
        digest="0" * 64,
        width=pixels.shape[1],
        height=pixels.shape[0],
        x_dpi=204,
        y_dpi=204,
        origin=PageOrigin.NATIVE if digital is None else PageOrigin.DIGITAL,
        bad_rows=bad_rows,
        digital=digital,
    )


def faxed(blank: Pixels, lost: tuple[tuple[int, int], ...] = (), scale: float = 1.0) -> Pixels:
    """The page as a fax: black and white, narrower by `scale`, 20 columns to the right, rows lost."""
    matrix = np.array([[scale, 0.0, 20.0], [0.0, 1.0, 6.0]])
    moved = cv2.warpAffine(blank, matrix, (1728, 2244), borderValue=255)
    kept = np.ones(len(moved), np.bool_)
    for start, count in lost:
        kept[start : start + count] = False
    return np.where(moved[kept] < 140, 0, 255).astype(np.uint8)


@cache
def filled() -> Pixels:
    """The authorization with an X in the first box, a name, and a joined winding signature."""
    page = LIBRARY.blank(AUTHORIZATION, 1).copy()

    def pixels(box: Box) -> tuple[int, int, int, int]:
        return box.pixels(page.shape[1], page.shape[0])

    left, top, right, bottom = pixels(FORM.field("attest_hofh").options[0].box)
    cv2.line(page, (left + 3, top + 3), (right - 3, bottom - 3), 0, 4)
    cv2.line(page, (right - 3, top + 3), (left + 3, bottom - 3), 0, 4)
    left, top, right, bottom = pixels(FORM.field("patient_first_name").box)
    cv2.putText(page, "DELIA", (left + 10, bottom - 12), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 3)
    left, top, right, bottom = pixels(FORM.field("prescriber_signature").box)
    sheet = PaperSheet(np.asarray(page, np.uint8), 204)
    draw_signature(sheet, (left, top + 6, right, bottom - 6), Pen(3.2, 0), 4, random.Random(1))
    return sheet.pixels
