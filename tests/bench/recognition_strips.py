"""Words and lines as their writers wrote them, on strips of paper, scanned and sent through real calls."""

import datetime as dt
import io
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image

from documents import FormRef
from extractors.blanks import BlankPage
from extractors.features import Features
from extractors.printed import written_on
from ocr import Pixels
from ocr.raster import DPI
from samples.calls import CallSetting, LineQuality, ReceivedCall, SentPage, send
from samples.paper import FAX_WIDTH, Preset, Resolution, pick_conditions, to_fax
from samples.writers.load import Company
from samples.writers.natural import NaturalLine, draw_natural

RESOLUTIONS: tuple[Resolution, ...] = ("fine", "standard")
CLEAN, DAMAGED = "clean", "damaged"
_PAPER_DPI = 300
_MARGIN_MM, _RULE_MM, _STRIP_MM = 6.0, 8.5, 10.0
_WIDEST_MM = 200
_ON_A_PAGE = 12
_IDEAL = {"skew_degrees": 0.0, "scale_x": 1.0, "scale_y": 1.0, "shift_x": 0.0, "shift_y": 0.0, "edge": 0}
_PRESETS: tuple[Preset, ...] = ("clean", "office", "office", "copied")
_NOISY_SHARE = 3
_NOISE_DB = (24.0, 23.5, 23.0, 22.5, 22.0, 21.5, 21.0)
_CALLED_AT = dt.datetime(2018, 3, 12, 15, tzinfo=dt.UTC)
_SLACK, _OFF_MM, _REACH = 2, 2.0, 14


class Strip(NamedTuple):
    """One line as received: the crop an engine gets, 204 dpi, the ruled line taken off.

    `damage` says whether the call spoilt rows of its page.
    """

    line: NaturalLine
    resolution: Resolution
    damage: str
    crop: Pixels


Drawn = Sequence[tuple[NaturalLine, Pixels]]


def strips(lines: Sequence[NaturalLine], company: Company, seed: int) -> Iterator[Strip]:
    """Every line at both resolutions, twelve on a page, each page sent through a real call.

    Each third page has no error correction and a line that grows noisier until rows are spoilt. Lines longer
    than a page are left out.
    """
    drawn = [
        (line, sheet)
        for number, line in enumerate(lines)
        if (sheet := draw_natural(line, company, seed + number, _PAPER_DPI)).shape[1] <= _paper(_WIDEST_MM)
    ]
    for resolution in RESOLUTIONS:
        for number, start in enumerate(range(0, len(drawn), _ON_A_PAGE)):
            group = drawn[start : start + _ON_A_PAGE]
            rng = random.Random(f"{seed}:{resolution}:{number}")
            page = _scanned(group, resolution, rng)
            call = _called(page, rng.getrandbits(31), noisy=number % _NOISY_SHARE == 0)
            yield from _cut(group, resolution, page, call)


def _scanned(group: Drawn, resolution: Resolution, rng: random.Random) -> SentPage:
    """A page with one strip below the other, in the middle, as the sender's machine scans it."""
    height, width = _paper(_STRIP_MM + 2 * _MARGIN_MM), round(8.5 * _PAPER_DPI)
    paper = np.full((height * len(group), width), 255, np.uint8)
    for place, (_, sheet) in enumerate(group):
        top, left = place * height + _paper(_MARGIN_MM), (width - sheet.shape[1]) // 2
        paper[top : top + sheet.shape[0], left : left + sheet.shape[1]] = sheet
    conditions = pick_conditions(rng.choice(_PRESETS), rng).model_copy(update=_IDEAL)
    ink = to_fax(paper, resolution, conditions, rng, dpi=_PAPER_DPI)
    return SentPage(ink, 196 if resolution == "fine" else 98)


def _called(page: SentPage, seed: int, *, noisy: bool) -> ReceivedCall:
    """The page as received; of noisy calls the first with spoilt rows, a clean one where none has any."""
    for noise in _NOISE_DB if noisy else ():
        setting = CallSetting(ecm=False, compression="2d", forward=LineQuality(snr_db=noise), seed=seed)
        call = send((page,), setting, _CALLED_AT)
        if any(damage.bad_rows for damage in call.damage):
            return call
    return send((page,), CallSetting(seed=seed), _CALLED_AT)


def _cut(group: Drawn, resolution: Resolution, page: SentPage, call: ReceivedCall) -> Iterator[Strip]:
    """The strips of a received page, each where its ruled line is found."""
    with Image.open(io.BytesIO(call.content)) as tiff:
        received = np.asarray(tiff.convert("L"), np.uint8)
    damage, per_mm = call.damage[0], DPI / 25.4
    rows = max(round(received.shape[0] * DPI / page.y_dpi), 1)
    laid = np.asarray(cv2.resize(received, (FAX_WIDTH, rows), interpolation=cv2.INTER_CUBIC), np.uint8)
    lost = damage.rows_missing * DPI / page.y_dpi
    for place, (line, sheet) in enumerate(group):
        wanted = ((_STRIP_MM + 2 * _MARGIN_MM) * place + _MARGIN_MM + _RULE_MM) * per_mm
        half = round(sheet.shape[1] * DPI / _PAPER_DPI / 2)
        columns = slice(max(FAX_WIDTH // 2 - half, 0), FAX_WIDTH // 2 + half)
        rule = _rule(laid[:, columns], wanted - lost - _OFF_MM * per_mm, wanted + _OFF_MM * per_mm)
        top = max(rule - round((_MARGIN_MM + _RULE_MM) * per_mm), 0)
        window = laid[top : rule + round((_STRIP_MM - _RULE_MM + _MARGIN_MM) * per_mm)]
        spoilt = damage.bad_rows > 0 or damage.rows_missing > 0
        crop = _without_rule(window, _ruled(window, rule - top, columns))[:, _reached(columns)]
        yield Strip(line, resolution, DAMAGED if spoilt else CLEAN, crop)


def _reached(columns: slice) -> slice:
    """The columns of a zone and what is near it, as crops of forms have them."""
    return slice(max(columns.start - _REACH, 0), columns.stop + _REACH)


def _without_rule(window: Pixels, ruled: BlankPage) -> Pixels:
    """What is written and nothing else, as the crops of forms are."""
    written, clean = written_on(window, ruled, _SLACK)
    keep = cv2.dilate(written.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.where(keep, clean, 255).astype(np.uint8)


def _rule(columns: Pixels, first: float, last: float) -> int:
    """The row with most ink between two."""
    start = min(max(round(first), 0), len(columns) - 1)
    dark = (columns[start : max(round(last), start + 1)] < 128).mean(axis=1)
    return start + int(dark.argmax())


def _ruled(window: Pixels, rule: int, columns: slice) -> BlankPage:
    """A blank with nothing but the ruled line."""
    pixels = np.full(window.shape, 255, np.uint8)
    pixels[rule : rule + 2, columns] = 0
    nothing = Features(np.zeros((0, 2), np.float32), np.zeros((0, 32), np.uint8))
    return BlankPage(FormRef(form="strip", edition="2018-01"), 1, pixels, nothing)


def _paper(millimetres: float) -> int:
    return round(millimetres * _PAPER_DPI / 25.4)
