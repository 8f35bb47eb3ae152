"""The line a sending machine prints at the top of each page: when, from whom, which page of how many."""

import datetime as dt
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from documents import Record

HeaderStyle = Literal["toshiba", "spandsp", "hylafax", "brother", "xerox"]
HeaderPlace = Literal["outside", "inside", "none"]
Pixels = NDArray[np.bool_]

_ROWS = {98: 16, 196: 32, 391: 64}
_TALL = {98: 1, 196: 2, 391: 4}
_INDENT = 48
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


class HeaderLine(Record):
    """What the machine is set to print; `sent_at` is its own clock, which may be wrong.

    `outside` adds rows above the page and pushes it down, `inside` overwrites the top of the page.
    """

    style: HeaderStyle
    place: HeaderPlace
    station: str
    phone: str
    sent_at: dt.datetime

    def text(self, number: int, count: int) -> str:
        """The line on page `number` of `count`."""
        return _WORDING[self.style](self, number, count)


def _dashed(phone: str) -> str:
    return f"{phone[:3]}-{phone[3:6]}-{phone[6:]}"


def _toshiba(line: HeaderLine, number: int, count: int) -> str:
    clock = line.sent_at.strftime("%m-%d-%Y %H:%M")
    station = line.station.upper()[:28]
    job = int(line.phone[-3:])
    sender = f"FROM: {station} +1-{_dashed(line.phone)}"
    return f"{clock}  {sender}  T-{job:03d}  P.{number:03d}/{count:03d}  F-{job:03d}"


def _spandsp(line: HeaderLine, number: int, _count: int) -> str:
    month = _MONTHS[line.sent_at.month - 1]
    clock = f"{line.sent_at.day:02d}-{month}-{line.sent_at.strftime('%Y  %H:%M')}"
    return f"{clock}    {line.station[:36]:<36}    1{line.phone}    p.{number}"


def _hylafax(line: HeaderLine, number: int, count: int) -> str:
    day, month = _DAYS[line.sent_at.weekday()], _MONTHS[line.sent_at.month - 1]
    clock = f"{day} {month} {line.sent_at.strftime('%d %H:%M:%S %Y')}"
    return f"From +1.{line.phone} {line.station[:28]} | {clock} | Page {number} of {count}"


def _brother(line: HeaderLine, number: int, count: int) -> str:
    month = _MONTHS[line.sent_at.month - 1]
    clock = f"{month}/{line.sent_at.strftime('%d/%Y %I:%M:%S %p')}"
    return f"{clock}    {line.station[:30]} {_dashed(line.phone)}    {number}/{count}"


def _xerox(line: HeaderLine, number: int, count: int) -> str:
    clock = line.sent_at.strftime("%m/%d/%Y %H:%M")
    return f"{clock}   {line.phone}      {line.station.upper()[:32]:<32}      PAGE  {number:02d}/{count:02d}"


_WORDING = {
    "toshiba": _toshiba,
    "spandsp": _spandsp,
    "hylafax": _hylafax,
    "brother": _brother,
    "xerox": _xerox,
}


def with_header(page: Pixels, line: HeaderLine, number: int, count: int, y_dpi: int) -> Pixels:
    """The page with its header line of 16, 32 or 64 rows (98, 196, 391 dpi); bool rows x 1728, True: ink."""
    if line.place == "none":
        return page
    band = _band(line.text(number, count), page.shape[1], y_dpi)
    if line.place == "inside":
        page = page[len(band) :]
    return np.concatenate([band, page])


def _band(text: str, width: int, y_dpi: int) -> Pixels:
    """The text in the 6 x 11 dot characters of a fax machine, twice as wide, as high as `y_dpi` asks."""
    canvas = Image.new("1", (width // 2, _ROWS[98]))
    ImageDraw.Draw(canvas).text((_INDENT // 2, 2), text, font=ImageFont.load_default_imagefont(), fill=1)
    dots = np.repeat(np.asarray(canvas, dtype=np.bool_), 2, axis=1)
    return np.repeat(dots, _TALL[y_dpi], axis=0)
