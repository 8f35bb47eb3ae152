"""Copied signatures told from those written anew: `python -m tests.bench.copied_signatures --data STROKES`.

A copy is one sheet scanned and laid twice. What one hand writes anew are two samples of one word by one
real writer: nobody recorded the signatures of these writers, and a signature is more practised than a word.
"""

import argparse
import datetime as dt
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from documents.ink_print import SAME_INK, ink_print, sameness, unpacked
from extractors.align import align
from extractors.blanks import blank_page
from extractors.crop import WrittenPage
from forms.library import FormLibrary, load_forms
from ocr.credit import upper_bound
from samples.draw import draw_page
from samples.feeder import PAPER_DPI
from samples.paper import Preset, Resolution, pick_conditions, to_fax
from samples.scenario import AUTHORIZATION
from samples.scenarios import scenario
from samples.stage import Hands, stage
from samples.writers.casting import in_real_hands
from samples.writers.load import Company, load_company
from samples.writers.real_penman import RealPenman
from samples.writers.strokes import Piece
from tests.bench.document_section import rewritten
from tests.bench.options import lacking
from tests.bench.recognition_tables import percent, table

_COMMAND = "make bench-copies"
_ON = dt.date(2018, 3, 12)
_PRESETS: tuple[Preset, ...] = ("clean", "office", "copied", "worn")
_DPI: dict[Resolution, int] = {"fine": 196, "standard": 98}
_CAPITAL, _PEN, _EDGE = 40, 4, 20
"""A capital of 5 mm and a pen of half a millimetre, in pixels of 204 dpi."""
_LETTERS, _WORDS_EACH = 6, 12


def copies(company: Company, library: FormLibrary, seed: int) -> Iterator[float]:
    """The sameness of the signature of one sheet after another, scanned twice each."""
    form = library.get(AUTHORIZATION)
    blank = blank_page(library, form.ref, 1)
    signature = form.field("prescriber_signature")
    number = 0
    while True:
        rng = random.Random(f"{seed}:{number}")
        number += 1
        staged = stage(
            scenario(AUTHORIZATION, "complete"), library, Hands(mode="hand", fonts="tests"), _ON, rng
        )
        signed = in_real_hands(staged, company)
        penman = RealPenman(signed.filled, company)
        sheet = draw_page(signed.filled, form, library.blank_path(form.ref), 1, PAPER_DPI, penman)
        laid = [align(_scanned(sheet, rng), blank) for _ in range(2)]
        crops = [WrittenPage(one, blank, form.on_page(1)).crop(signature) for one in laid if one is not None]
        if len(crops) == len(laid):
            first, second = (unpacked(ink_print(crop.mask)) for crop in crops)
            yield sameness(first, second)


def _scanned(sheet: NDArray[np.uint8], rng: random.Random) -> NDArray[np.uint8]:
    resolution = rng.choice(tuple(_DPI))
    ink = to_fax(sheet, resolution, pick_conditions(rng.choice(_PRESETS), rng), rng, dpi=PAPER_DPI)
    grey = np.where(ink, 0, 255).astype(np.uint8)
    high, wide = grey.shape
    square = cv2.resize(grey, (wide, high * 204 // _DPI[resolution]), interpolation=cv2.INTER_NEAREST)
    return np.asarray(square, np.uint8)


def written_anew(company: Company, seed: int) -> Iterator[float]:
    """The sameness of two samples of a word by one writer, for some words of every writer."""
    for person in company.people:
        rng = random.Random(f"{seed}:{person.name}")
        twice = [label for label, pieces in sorted(person.words.items()) if len(pieces) > 1]
        words = [label for label in twice if len(label) >= _LETTERS]
        for label in rng.sample(words, min(_WORDS_EACH, len(words))):
            first, second = (
                unpacked(ink_print(_drawn(piece))) for piece in rng.sample(person.words[label], 2)
            )
            yield sameness(first, second)


def _drawn(piece: Piece) -> NDArray[np.bool_]:
    room = (round(piece.height * _CAPITAL) + 2 * _EDGE, round(piece.width * _CAPITAL) + 2 * _EDGE)
    paper = np.zeros(room, np.uint8)
    lines = [(line * _CAPITAL + _EDGE).round().astype(np.int32) for line in piece.lines]
    cv2.polylines(paper, lines, isClosed=False, color=1, thickness=_PEN)
    return paper > 0


def section(asked: argparse.Namespace, today: dt.date) -> str:
    """Compare; the section as Markdown."""
    company = load_company(asked.data, "test")
    same = list(islice(copies(company, load_forms(), asked.seed), asked.count))
    anew = list(written_anew(company, asked.seed))
    told = sum(one >= SAME_INK for one in same)
    taken = sum(one >= SAME_INK for one in anew)
    rows = [
        ["a sheet scanned twice", str(len(same)), percent(told / len(same)), f"{np.median(same):.2f}"],
        ["a word written twice", str(len(anew)), percent(taken / len(anew)), f"{np.median(anew):.2f}"],
    ]
    bound = percent(upper_bound(taken, len(anew), 0.95))
    command = f"{_COMMAND} DATA=STROKES COUNT={asked.count} SEED={asked.seed}"
    return "\n".join(
        [
            "## Copied signatures",
            "",
            f"Of {today.isoformat()}, test writers; a sameness of {SAME_INK} makes a copy.",
            f"Of words written twice at most {bound} % are taken for one (95 % sure).",
            "",
            f"`{command}`",
            "",
            *table(["pairs", "count", "taken for a copy %", "median sameness"], rows),
        ]
    )


def main(today: dt.date, words: Sequence[str] | None = None) -> int:
    """Print the section, and write it where it was asked for; 2 when the strokes are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of pen strokes")
    parser.add_argument("--count", type=int, default=200, help="sheets scanned twice")
    parser.add_argument("--seed", type=int, default=20261206)
    parser.add_argument("--docs", type=Path, help="Markdown file to write into")
    asked = parser.parse_args(words)
    if problem := lacking(asked.data, _COMMAND):
        print(problem, file=sys.stderr)
        return 2
    text = section(asked, today)
    print(text)
    if asked.docs:
        old = asked.docs.read_text(encoding="utf-8")
        asked.docs.write_text(rewritten(old, "copied signatures", _COMMAND, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(dt.datetime.now(dt.UTC).date()))  # noqa: TID251  # a bench says when it ran
