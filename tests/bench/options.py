"""What the benches that read writers' batches are asked with, and how their command is told."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from samples.writers.strokes import STROKE_FILES


def parser_for(told: str | None) -> argparse.ArgumentParser:
    """The options that all of them share, the folder where readings are kept among them."""
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--data", type=Path, help="folder of pen strokes")
    parser.add_argument(
        "--batch", type=Path, nargs="+", help="batch folders; made of test writers where missing"
    )
    parser.add_argument("--count", type=int, default=500, help="faxes of a batch that is made")
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--samples", type=int, help="read only so many of each batch")
    parser.add_argument("--ledger", type=Path, help="ledger of credit")
    parser.add_argument("--chances", type=Path, help="table of chances instead of the shipped one")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--work", type=Path, default=Path("build/recognition"), help="what was read before")
    parser.add_argument("--docs", type=Path, help="Markdown file to write into; pictures go beside it")
    return parser


def command_told(command: str, asked: argparse.Namespace, more: Mapping[str, object]) -> str:
    """The command that makes a section again, without anybody's folders; what is None is left out."""
    batches = " ".join(folder.name for folder in asked.batch)
    given = {
        "COUNT": asked.count,
        "SEED": asked.seed,
        "BATCHES": f'"{batches}"' if asked.named else None,
        "LEDGER": asked.ledger.name if asked.ledger else None,
        "CHANCES": asked.chances.name if asked.chances else None,
        "SAMPLES": asked.samples,
        **more,
    }
    words = (f"{name}={value}" for name, value in given.items() if value is not None)
    return " ".join((command, "DATA=STROKES", *words))


def lacking(data: Path | None, command: str) -> str:
    """The sentence that says what to do when the strokes are not there; empty when they are."""
    if (
        data is not None
        and str(data) not in ("", ".")
        and all((data / name).is_file() for name in STROKE_FILES)
    ):
        return ""
    return (
        f"say where the pen strokes of real writers are, as in `{command} DATA=FOLDER`: a folder "
        f"with {', '.join(STROKE_FILES)} (docs/samples.md, Real writers)"
    )
