"""Reading of writers nobody trained on, after real fax calls, beside untouched PP-OCRv6 and Tesseract.

`python -m tests.bench.recognition --data STROKES` prints the tables; with `--docs docs/benchmarks.md` it
writes them and the curves into the documents.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from documents import FaxdeskError
from extractors.chance import load_table, shipped_table
from samples.writers.split import Part
from tests.bench.document_section import rewritten
from tests.bench.options import command_told, lacking, parser_for
from tests.bench.recognition_batches import CAPTURE, Terms, batch_there, counted, part_of, runs_of
from tests.bench.recognition_lines import LineRead, read_lines
from tests.bench.recognition_offers import offer_rows
from tests.bench.recognition_runs import FieldRun, SampleRun
from tests.bench.recognition_speed import speed_rows
from tests.bench.recognition_tables import (
    condition_table,
    edition_of,
    hand_table,
    line_sums,
    line_table,
    page_of,
)
from tests.bench.recognition_unseen import (
    calibration_rows,
    document_rows,
    draw_all,
    family_of,
    tally_rows,
    used_table,
)

_COMMAND = "make bench-recognition"
_QUICK_SAMPLES, _QUICK_LINES = 6, 24


class Found(NamedTuple):
    """Everything that was read, and whose hands it is."""

    part: Part
    batches: str
    runs: dict[str, SampleRun]
    lines: tuple[LineRead, ...]

    @property
    def fields(self) -> tuple[FieldRun, ...]:
        """The fields of all samples."""
        return tuple(field for run in self.runs.values() for field in run.fields)


def find(asked: argparse.Namespace) -> Found:
    """Make what is missing and read everything."""
    batches = [batch_there(folder, asked.data, asked.count, asked.seed) for folder in asked.batch]
    part = part_of(batches)
    terms = Terms(asked.ledger, asked.chances)
    most = _QUICK_SAMPLES if asked.quick else asked.samples
    runs = {
        f"{batch.name}/{name}": run
        for batch in batches
        for name, run in runs_of(batch, asked.work, terms, asked.processes, most)
    }
    strips = _QUICK_LINES if asked.quick else asked.strips
    lines = tuple(read_lines(asked.data, part, asked.lines, strips, asked.seed)) if strips != 0 else ()
    return Found(part, counted(batches), runs, lines)


def section(found: Found, asked: argparse.Namespace, today: dt.date, pictures: Path) -> str:
    """The whole section as Markdown; the curves are drawn into `pictures`."""
    everything = found.fields
    fields = tuple(field for field in everything if edition_of(field) != CAPTURE)
    captured = tuple(field for field in everything if edition_of(field) == CAPTURE)
    writers = {field.writer for field in everything if field.writer} | {line.writer for line in found.lines}
    parts = [
        ["## Reading of real writers"],
        [_intro(found, len(writers), today), "", "```", _command(asked), "```"],
        ["### Handwriting on forms", "", _HOW],
        hand_table(fields),
        ["Exact % by how the page came, faxdesk / paddle / tesseract (fields):"],
        condition_table(fields, page_of, "hand"),
        ["Type, in fonts kept for tests when the writers are those of the test part:"],
        condition_table(fields, page_of, "typed"),
        *(_captured(everything, captured) if captured else ()),
        ["### Words and lines as they were written", "", _NATURAL],
        line_sums(found.lines) if found.lines else ["Not read in this run."],
        ["Each engine alone, exact % / CER %:"] if found.lines else [],
        line_table(found.lines) if found.lines else [],
        ["### Used without a person", "", _terms(asked)],
        used_table(fields, lambda field: "all"),
        used_table([field for field in fields if field.score.filled], family_of),
        used_table([field for field in fields if field.score.hand == "hand"], lambda field: field.score.kind),
        calibration_rows(found.runs, load_table(asked.chances) if asked.chances else shipped_table()),
        draw_all(fields, pictures),
        ["### Values of the registry", "", _OFFERS],
        offer_rows(everything),
        ["### Documents, boxes and signatures"],
        document_rows(found.runs),
        tally_rows(found.runs),
        ["### Speed"],
        speed_rows(found.runs.values(), found.lines),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _captured(everything: Sequence[FieldRun], captured: Sequence[FieldRun]) -> list[list[str]]:
    """The capture edition beside the others."""
    return [
        [f"### The capture edition {CAPTURE}", "", "Handwriting, the same stories and seeds:"],
        hand_table(captured),
        ["Exact % by edition, faxdesk / paddle / tesseract (fields):"],
        condition_table(everything, edition_of, "hand"),
        ["Used without a person:"],
        used_table([field for field in captured if field.score.filled], family_of),
    ]


_HOW = (
    "`exact` and `CER` are in percent, with 95 % intervals over writers in brackets; columns with a slash "
    "are exact / CER. Words are compared without regard to case; exact also without spaces and "
    "punctuation. *Without lists* is what faxdesk's first reader sees before any grammar, check digit or "
    "word list. *paddle* is untouched PP-OCRv6 small and *tesseract* Tesseract, each alone on the same "
    "crops with the same grammars and rules. The last column is faxdesk's CER by paddle's. Fields where a "
    "person would have to ask are left out."
)
_OFFERS = (
    "Handwritten fields of people and pharmacies, some of them on file as their stories tell: how often the "
    "value on file was put before a value misread, how often another was, and how often one was put beside a "
    "value read right. An offer changes nothing until a person takes it."
)
_NATURAL = (
    "No composing of ours: words and lines with their writers' own spacing on a ruled line, twelve on a "
    "page, sent through real calls at 204 x 196 (fine) and 204 x 98 (standard); each third page comes over a "
    "noisy line without error correction (damaged). Case and signs count. Labels of the collection were "
    "never checked one by one. *With lists* both readers let listed words take the place of unlisted ones: "
    "names, places, words of practices and everyday English."
)


def _intro(found: Found, writers: int, today: dt.date) -> str:
    samples = len(found.runs)
    return (
        f"Of {today.isoformat()}: {samples} faxes and {len(found.lines)} strips by {writers} {found.part} "
        "writers, through real calls. "
        f"Batches: {found.batches}."
    )


def _command(asked: argparse.Namespace) -> str:
    more = {
        "LINES": asked.lines,
        "STRIPS": asked.strips,
        "CAPTURE": 1 if asked.capture else None,
        "QUICK": 1 if asked.quick else None,
    }
    return command_told(_COMMAND, asked, more)


def _terms(asked: argparse.Namespace) -> str:
    curves = (
        "a table of chances of its own" if asked.chances else f"{len(shipped_table().curves)} shipped curves"
    )
    ledger = f"the ledger `{asked.ledger.name}`" if asked.ledger else "no ledger"
    return (
        f"With {ledger} and {curves}. `bound` is the highest share of wrong ones that the count does not "
        "rule out at 95 % confidence (Clopper-Pearson), as if fields were independent; those of one writer "
        "are not quite."
    )


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    parser = parser_for(__doc__)
    parser.add_argument("--capture", action="store_true", help=f"make the same on edition {CAPTURE} as well")
    parser.add_argument(
        "--lines", type=int, default=10, help="natural words, and lines, of each writer at most"
    )
    parser.add_argument("--strips", type=int, help="natural words and lines in all at most; 0 for none")
    parser.add_argument("--quick", action="store_true", help="a handful of each")
    asked = parser.parse_args(words)
    made = f"build/recognition-{asked.seed}-{asked.count}"
    usual = [Path(made), *([Path(f"{made}-{CAPTURE}")] if asked.capture else [])]
    asked.named = bool(asked.batch)
    asked.batch = asked.batch or usual
    return asked


def main(today: dt.date) -> int:
    """Print the section, and write it where it was asked for; 2 when something needed is missing."""
    asked = arguments()
    if problem := lacking(asked.data, _COMMAND):
        print(problem, file=sys.stderr)
        return 2
    try:
        found = find(asked)
    except FaxdeskError as failed:
        print(failed, file=sys.stderr)
        return 2
    text = section(found, asked, today, asked.docs.parent if asked.docs else asked.work)
    print(text)
    if asked.docs:
        old = asked.docs.read_text(encoding="utf-8") if asked.docs.exists() else ""
        asked.docs.write_text(rewritten(old, "recognition", _COMMAND, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(dt.datetime.now(dt.UTC).date()))  # noqa: TID251  # a bench says when it ran
