"""Pages in, a received fax out: the files around one call."""

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from documents import Record
from samples.calls.call import CallReport, CallSetting, place_call
from samples.calls.received import (
    BAD_LINES,
    CONSECUTIVE_BAD_LINES,
    IMAGE_LENGTH,
    SOFTWARE,
    TiffPage,
    at_time,
    read_pages,
)

WIDTH = 1728
"""Pixels across a fax page of letter or A4 paper."""


@dataclass(frozen=True)
class SentPage:
    """A page as the sender's machine scanned it: bool rows x 1728, True is ink, `y_dpi` rows an inch."""

    pixels: NDArray[np.bool_]
    y_dpi: Literal[98, 196, 391]


class PageDamage(Record):
    """What the call did to a page: `bad_rows` as its tags say, `rows_missing` against the page sent."""

    rows: int
    bad_rows: int
    worst_run: int
    rows_missing: int


@dataclass(frozen=True)
class ReceivedCall:
    """A call with the TIFF it left: `content` is empty when no page arrived."""

    report: CallReport
    content: bytes
    damage: tuple[PageDamage, ...]
    software: str


def send(pages: tuple[SentPage, ...], setting: CallSetting, received_at: dt.datetime) -> ReceivedCall:
    """Place the call; the same pages, setting and time give the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        outgoing, incoming = Path(folder, "sent.tif"), Path(folder, "received.tif")
        _write(pages, outgoing)
        report = place_call(outgoing, incoming, setting)
        if not incoming.exists():
            return ReceivedCall(report=report, content=b"", damage=(), software="")
        received = read_pages(incoming)
    return ReceivedCall(
        report=report,
        content=at_time(received, received_at, round(report.line_seconds / len(received))),
        damage=tuple(_damage(got, sent) for got, sent in zip(received, pages, strict=False)),
        software=received[0].text(SOFTWARE),
    )


def _write(pages: tuple[SentPage, ...], tiff: Path) -> None:
    images = []
    for page in pages:
        image = Image.fromarray(~page.pixels)
        image.encoderinfo = {"dpi": (204.0, float(page.y_dpi)), "compression": "group4"}
        images.append(image)
    first = images[0]
    first.save(tiff, save_all=True, append_images=images[1:], **first.encoderinfo)


def _damage(got: TiffPage, sent: SentPage) -> PageDamage:
    rows = got.number(IMAGE_LENGTH)
    return PageDamage(
        rows=rows,
        bad_rows=got.number(BAD_LINES),
        worst_run=got.number(CONSECUTIVE_BAD_LINES),
        rows_missing=max(len(sent.pixels) - rows, 0),
    )
