"""The sheets of a fax as they lie in the feeder, and what lies before, behind and between the forms."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from documents import FormRef, PageKind, Turn
from samples.covers import cover_sheet
from samples.ink import PaperSheet, Pen, draw_signature
from samples.odd_pages import ODD_PAGES
from samples.plan import Oddity
from samples.sender import Sender
from samples.sheet import rendered

Grey = NDArray[np.uint8]
PAPER_DPI = 300


@dataclass(frozen=True)
class Paper:
    """One sheet, grey at 300 dpi as it lies in the feeder; `document` counts the fax's documents from 0."""

    pixels: Grey
    kind: PageKind
    form: FormRef | None = None
    form_page: int | None = None
    document: int | None = None
    turn: Turn = 0


def other_page(topic: str, sender: Sender, rng: random.Random) -> Paper:
    """A sheet that is no form of ours, signed where its kind is."""
    sheet = ODD_PAGES[topic](sender, rng)
    pixels = rendered(sheet.pdf(), dpi=PAPER_DPI)
    if sheet.signature is not None:
        left, line = sheet.signature
        _sign(pixels, left, sheet.height - line, rng)
    return Paper(pixels=pixels, kind=PageKind.OTHER)


def _sign(pixels: Grey, left: float, line: float, rng: random.Random) -> None:
    """A wet signature over a line of the sheet, given in points from the top left."""
    dots = PAPER_DPI / 72
    place = (left * dots, (line - 24) * dots, (left + 150) * dots, (line + 2) * dots)
    draw_signature(PaperSheet(pixels, PAPER_DPI), place, Pen(width=5, grey=40), rng.getrandbits(32), rng)


def cover(papers: tuple[Paper, ...], sender: Sender, rng: random.Random) -> Paper:
    """A cover sheet for these sheets and itself."""
    return Paper(
        pixels=rendered(cover_sheet(sender, len(papers) + 1, rng).pdf(), dpi=PAPER_DPI), kind=PageKind.COVER
    )


def _cover_first(papers: tuple[Paper, ...], sender: Sender, rng: random.Random) -> tuple[Paper, ...]:
    return (cover(papers, sender, rng), *papers)


def _cover_last(papers: tuple[Paper, ...], sender: Sender, rng: random.Random) -> tuple[Paper, ...]:
    return (*papers, cover(papers, sender, rng))


def _lab_report_last(papers: tuple[Paper, ...], sender: Sender, rng: random.Random) -> tuple[Paper, ...]:
    return (*papers, other_page("lab_report", sender, rng))


def _reversed(papers: tuple[Paper, ...], _sender: Sender, _rng: random.Random) -> tuple[Paper, ...]:
    return papers[::-1]


def _upside_down(papers: tuple[Paper, ...], _sender: Sender, rng: random.Random) -> tuple[Paper, ...]:
    """All sheets, or one of them, fed with the bottom first."""
    turned = range(len(papers)) if rng.random() < 0.5 else (rng.randrange(len(papers)),)
    return tuple(
        replace(paper, pixels=np.rot90(paper.pixels, 2), turn=180) if index in turned else paper
        for index, paper in enumerate(papers)
    )


def _reversed_upside_down(
    papers: tuple[Paper, ...], _sender: Sender, _rng: random.Random
) -> tuple[Paper, ...]:
    return tuple(replace(paper, pixels=np.rot90(paper.pixels, 2), turn=180) for paper in papers[::-1])


def _blank_back(papers: tuple[Paper, ...], _sender: Sender, _rng: random.Random) -> tuple[Paper, ...]:
    empty = Paper(pixels=np.full_like(papers[0].pixels, 255), kind=PageKind.BLANK)
    return (papers[0], empty, *papers[1:])


REARRANGED: Mapping[Oddity, Callable[[tuple[Paper, ...], Sender, random.Random], tuple[Paper, ...]]] = {
    Oddity.COVER: _cover_first,
    Oddity.COVER_LAST: _cover_last,
    Oddity.LAB_REPORT: _lab_report_last,
    Oddity.REVERSED: _reversed,
    Oddity.UPSIDE_DOWN: _upside_down,
    Oddity.BLANK_PAGE: _blank_back,
    Oddity.REVERSED_UPSIDE_DOWN: _reversed_upside_down,
}
"""What becomes of the sheets of a fax by its oddity."""
