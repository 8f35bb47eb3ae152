"""Naturally written words and lines through each engine alone, with what each takes.

Nothing of the sample maker's composing is in them, so that learning it does not pass for reading.
"""

import random
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractors.lexicon import everyday_words, unknown_words
from extractors.near_words import with_listed_words
from extractors.two_readers import Line, read_together
from forms import load_forms
from forms.definition import FieldDefinition, FieldKind
from ocr import Engines, Pixels, open_engines
from ocr.ctc import Posteriors
from ocr.line_engine import LineEngine
from samples.writers.load import load_company
from samples.writers.natural import NaturalLine, natural_lines
from samples.writers.split import Part
from tests.bench.recognition_strips import Strip, strips

HAND, COMPACT, LISTED, PADDLE, TESSERACT = "hand", "compact", "both with lists", "paddle", "tesseract"
ENGINES = (HAND, COMPACT, LISTED, PADDLE, TESSERACT)
GROUPS = ("cursive words", "other words of letters", "words with digits or signs", "lines of text")
_JOINED = 0.6
"""A word of at most 1 + 0.6 x letters strokes counts as cursive."""


@dataclass(frozen=True)
class LineRead:
    """One strip: what stands there, what each engine read, and processor seconds by engine.

    `listed` says whether the lists hold every word that stands there.
    """

    group: str
    writer: str
    truth: str
    resolution: str
    damage: str
    listed: bool
    texts: Mapping[str, str]
    seconds: Mapping[str, float]


def group_of(line: NaturalLine) -> str:
    """Which of the groups a line belongs to."""
    if line.whole_line:
        return GROUPS[3]
    if not re.fullmatch("[A-Za-z]+", line.text):
        return GROUPS[2]
    return GROUPS[0] if len(line.strokes) <= 1 + _JOINED * len(line.text) else GROUPS[1]


def read_lines(data: Path, part: Part, each: int, most: int | None, seed: int) -> Iterator[LineRead]:
    """Up to `each` words and lines of every writer of the part, `most` in all, at both resolutions."""
    company = load_company(data, part)
    found = list(natural_lines(company, each, random.Random(seed)))
    if most is not None:
        found = random.Random(seed).sample(found, min(most, len(found)))
    engines, field = open_engines(), _free_text()
    for strip in strips(found, company, seed):
        yield _read(strip, engines, field)


def _free_text() -> FieldDefinition:
    """A field of free text, whose lists are the widest."""
    return next(
        field
        for form in load_forms()
        for field in form.fields
        if field.kind is FieldKind.TEXT and not field.critical
    )


class _Watch:
    """Processor seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, name: str) -> "_Watch":
        self._name, self._start = name, time.process_time()
        return self

    def __enter__(self) -> None:
        """Start."""

    def __exit__(self, *_: object) -> None:
        self.seconds[self._name] = time.process_time() - self._start


def _read(strip: Strip, engines: Engines, field: FieldDefinition) -> LineRead:
    watch, texts = _Watch(), {}
    with watch(PADDLE):
        texts[PADDLE] = engines.first.read(strip.crop).seen
    if engines.second is not None:
        with watch(TESSERACT):
            texts[TESSERACT] = engines.second.read(strip.crop).seen
    with watch(HAND):
        first = _posteriors(engines.hand, strip.crop)
    with watch(COMPACT):
        other = _posteriors(engines.compact, strip.crop)
    with watch(LISTED):
        texts |= _together(None if first is None or other is None else Line(first, other), field)
    return LineRead(
        group=group_of(strip.line),
        writer=strip.line.writer,
        truth=strip.line.text,
        resolution=strip.resolution,
        damage=strip.damage,
        listed=everyday_words(field).issuperset(unknown_words(field, strip.line.text)),
        texts=texts,
        seconds=watch.seconds,
    )


def _posteriors(engine: LineEngine | None, crop: Pixels) -> Posteriors | None:
    return engine.posteriors((crop,)).get(0) if engine is not None else None


def _together(line: Line | None, field: FieldDefinition) -> dict[str, str]:
    """What the two readers of handwriting see, each alone, and with listed words."""
    if line is None:
        return {HAND: "", COMPACT: "", LISTED: ""}
    both = read_together(line, None)
    repaired = with_listed_words(both.first.seen, line, field) if both.first.seen else ""
    return {HAND: both.first.seen, COMPACT: both.other.seen, LISTED: repaired}
