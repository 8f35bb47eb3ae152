"""Crops of single fields as they come off a fax, with their truth, and how well they are read.

`python -m samples.bench_crops --count 6` prints what was right and what was right or not auto.
"""

import argparse
import datetime as dt
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from documents import FieldTruth, ReadState
from extractors.lexicon import letters_alone
from extractors.text_reading import TextReader, TextReading, TextRequest
from forms import load_forms
from forms.definition import MARKED_KINDS, FieldDefinition, FieldKind, FormDefinition
from ocr import Pixels, open_engines
from ocr.raster import DPI
from samples.fill import fill_form
from samples.filled import FilledForm
from samples.fonts import FontUse
from samples.ink import PaperSheet
from samples.lines import Handwriter, Typist, Writer, write_line
from samples.paper import Preset, Resolution, pick_conditions, to_fax
from samples.people import make_cast
from samples.story import Occasion
from samples.style import Mode, pick_style
from validators.limits import Limits

RECEIVED = dt.date(2018, 3, 12)
_DRAWN_DPI = 300
_UNREAD = frozenset({*MARKED_KINDS, FieldKind.SIGNATURE})
_IDEAL = {"skew_degrees": 0.0, "scale_x": 1.0, "scale_y": 1.0, "shift_x": 0.0, "shift_y": 0.0, "edge": 0}
QUALITIES: tuple[tuple[Preset, Resolution], ...] = (
    ("clean", "fine"),
    ("clean", "standard"),
    ("office", "fine"),
    ("office", "standard"),
    ("copied", "fine"),
    ("worn", "standard"),
)
_WORDS = frozenset({FieldKind.NAME, FieldKind.TEXT, FieldKind.ADDRESS, FieldKind.CITY, FieldKind.INITIAL})


@dataclass(frozen=True)
class SampleCrop:
    """One written field: its crop at 204 dpi without any printed form, and the truth."""

    field: FieldDefinition
    truth: FieldTruth
    crop: Pixels
    quality: str


def sample_crops(
    seed: int, mode: Mode, quality: tuple[Preset, Resolution], use: FontUse
) -> Iterator[tuple[SampleCrop, ...]]:
    """The written fields of each form filled in once; the geometry is ideal, dirt and thresholds are not."""
    rng = random.Random(seed)
    for form in load_forms():
        occasion = Occasion(signed_on=RECEIVED)
        filled = fill_form(form, make_cast(rng, RECEIVED), occasion, pick_style(mode, rng, use), rng)
        pages = range(1, form.page_count + 1)
        yield tuple(crop for page in pages for crop in _page_crops(form, filled, page, quality, rng))


def _page_crops(
    form: FormDefinition,
    filled: FilledForm,
    page: int,
    quality: tuple[Preset, Resolution],
    rng: random.Random,
) -> Iterator[SampleCrop]:
    preset, resolution = quality
    sheet = PaperSheet(np.full((11 * _DRAWN_DPI, 17 * _DRAWN_DPI // 2), 255, np.uint8), _DRAWN_DPI)
    written = [
        (field, content)
        for field, content in zip(form.fields, filled.fields, strict=True)
        if field.page == page and field.kind not in _UNREAD and content.written
    ]
    for field, content in written:
        writer: Writer = Typist(filled.style, filled.seed) if content.typed else Handwriter(filled.style)
        left, top, right, bottom = field.box.pixels(sheet.pixels.shape[1], sheet.pixels.shape[0])
        write_line(sheet, (left, top, right, bottom), content.written, writer, rng)
    conditions = pick_conditions(preset, rng).model_copy(update=_IDEAL)
    ink = to_fax(sheet.pixels, resolution, conditions, rng)
    size = (17 * DPI // 2, 11 * DPI)
    upright = cv2.resize(np.where(ink, 0, 255).astype(np.uint8), size, interpolation=cv2.INTER_CUBIC)
    for field, content in written:
        left, top, right, bottom = field.box.grown(0.004, 0.004).pixels(*size)
        crop = np.asarray(upright[top:bottom, left:right], np.uint8)
        yield SampleCrop(field, content.truth, crop, f"{preset}/{resolution}")


def is_right(reading: TextReading, sample: SampleCrop) -> bool:
    """Whether the value is the truth; words are compared without case and punctuation."""
    if sample.field.kind in _WORDS:
        return letters_alone(reading.value) == letters_alone(sample.truth.value)
    return reading.value == sample.truth.value


def _is_auto(reading: TextReading, sample: SampleCrop) -> bool:
    limits = Limits()
    least = limits.threshold(sample.field.kind, reading.writing, critical=sample.field.critical)
    return reading.state is ReadState.READ and not reading.doubts and reading.confidence >= least


def main(count: int, seed: int, mode: Mode, use: FontUse) -> None:
    """Read `count` rounds of all forms and print what was right, by kind and by quality."""
    reader = TextReader(open_engines(), RECEIVED)
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    seconds = 0.0
    for number in range(count):
        for samples in sample_crops(seed + number, mode, QUALITIES[number % len(QUALITIES)], use):
            start = time.process_time()
            readings = reader.read([TextRequest(one.field, one.crop, 0.1) for one in samples]).readings
            seconds += time.process_time() - start
            for sample, reading in zip(samples, readings, strict=True):
                right, auto = is_right(reading, sample), _is_auto(reading, sample)
                marks = {"all": 1, "right": right, "auto": auto, "wrong_auto": auto and not right}
                for row in ("total", sample.field.kind.value, sample.quality):
                    tallies[row].update(marks)
                tallies["total"]["writing"] += reading.writing.value.startswith(sample.truth.hand)
    for row, tally in tallies.items():
        sys.stdout.write(f"{row:18} {dict(tally)}\n")
    sys.stdout.write(f"{1000 * seconds / tallies['total']['all']:.1f} ms of one core a field\n")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=6)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--mode", choices=("typed", "hand", "mixed"), default="typed")
    asked.add_argument("--fonts", choices=("maker", "tests"), default="tests")
    given = asked.parse_args()
    main(given.count, given.seed, given.mode, given.fonts)
