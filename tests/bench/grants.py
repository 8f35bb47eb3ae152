"""Documents of writers nobody trained on, granted or not: `python -m tests.bench.grants --data STROKES`.

Counts documents that reach certify, enroll or authorize with a critical field read wrong, and what share
of wrong ones that count does not rule out. Nothing is read twice: a run that broke off goes on.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from documents import FaxdeskError
from extractors.chance import load_table, shipped_table
from tests.bench.document_section import rewritten
from tests.bench.options import command_told, lacking, parser_for
from tests.bench.recognition_batches import Terms, batch_there, counted, part_of, runs_of
from tests.bench.recognition_runs import SampleRun
from tests.bench.recognition_unseen import calibration_rows, document_rows, family_of, tally_rows, used_table

_COMMAND = "make bench-grants"


def section(asked: argparse.Namespace, today: dt.date) -> str:
    """Read what is missing; the section as Markdown."""
    batches = [batch_there(folder, asked.data, asked.count, asked.seed) for folder in asked.batch]
    part = part_of(batches)
    terms = Terms(asked.ledger, asked.chances, alone=True)
    runs = {
        f"{batch.name}/{name}": run
        for batch in batches
        for name, run in runs_of(batch, asked.work, terms, asked.processes, asked.samples)
    }
    told = f"Of {today.isoformat()}: {len(runs)} faxes of {part} writers. Batches: {counted(batches)}."
    chances = load_table(asked.chances) if asked.chances else shipped_table()
    tables = [*_tables(runs), calibration_rows(runs, chances)]
    parts = [["## Grants"], ["```", command_told(_COMMAND, asked, {}), "```"], [told], *tables]
    return "\n\n".join("\n".join(part) for part in parts)


def _tables(runs: Mapping[str, SampleRun]) -> list[list[str]]:
    written = [field for run in runs.values() for field in run.fields if field.score.filled]
    return [document_rows(runs), tally_rows(runs), used_table(written, family_of)]


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    asked = parser_for(__doc__).parse_args(words)
    asked.named = bool(asked.batch)
    asked.batch = asked.batch or [Path(f"build/grants-{asked.seed}-{asked.count}")]
    return asked


def main(today: dt.date) -> int:
    """Print the section, and write it where it was asked for; 2 when something needed is missing."""
    asked = arguments()
    if problem := lacking(asked.data, _COMMAND):
        print(problem, file=sys.stderr)
        return 2
    try:
        text = section(asked, today)
    except FaxdeskError as failed:
        print(failed, file=sys.stderr)
        return 2
    print(text)
    if asked.docs:
        old = asked.docs.read_text(encoding="utf-8")
        asked.docs.write_text(rewritten(old, "grants", _COMMAND, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(dt.datetime.now(dt.UTC).date()))  # noqa: TID251  # a bench says when it ran
