"""What mutmut left of its mutants of the rules and of the decision, as a section of the benchmarks.

`make bench-mutants` runs mutmut first, which keeps its results in `mutants/` and goes on where it stopped.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from tests.bench.document_section import rewritten

ARGUED = Path(__file__).with_name("mutants_argued.toml")
_SURVIVED = frozenset({0, 33})


class Tally(NamedTuple):
    """Mutants of one module: all made, those tested, and the names of those no test failed for."""

    module: str
    made: int
    tested: int
    survivors: tuple[str, ...]


def tallies(folder: Path) -> list[Tally]:
    """What mutmut's result files under a folder say, one tally a module, by name."""
    return [
        _tally(path.relative_to(folder).as_posix().removesuffix(".py.meta").replace("/", "."), path)
        for path in sorted(folder.rglob("*.py.meta"))
    ]


def argued(path: Path = ARGUED) -> Mapping[str, str]:
    """The patterns of survivors that are no gap, each with its reason."""
    told: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return told


def section(found: list[Tally], reasons: Mapping[str, str]) -> str:
    """The section as Markdown; a survivor that no pattern covers is listed as not argued."""
    lines = ["## Mutants", "", "| module | made | tested | killed | survived |", "|---|---|---|---|---|"]
    counted = [tally for tally in found if tally.made]
    lines += [_row(tally.module, [tally]) for tally in counted] + [_row("all", counted), ""]
    for tally in counted:
        for name in tally.survivors:
            lines.append(f"- `{name}`: {_reason(name, reasons) or 'not argued'}")
    return "\n".join(lines)


def _tally(module: str, path: Path) -> Tally:
    codes: dict[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    tested = {name: code for name, code in codes.items() if code is not None}
    survivors = tuple(name for name, code in tested.items() if code in _SURVIVED)
    return Tally(module, len(codes), len(tested), survivors)


def _row(name: str, group: list[Tally]) -> str:
    made, tested = sum(one.made for one in group), sum(one.tested for one in group)
    survived = sum(len(one.survivors) for one in group)
    share = f" ({(tested - survived) / tested:.1%})" if tested else ""
    return f"| {name} | {made} | {tested} | {tested - survived}{share} | {survived} |"


def _reason(name: str, reasons: Mapping[str, str]) -> str:
    return next((why for pattern, why in reasons.items() if fnmatchcase(name, pattern)), "")


def main() -> int:
    """Write the section; 1 when a survivor is not argued."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=Path, default=Path("mutants"))
    parser.add_argument("--docs", type=Path, required=True)
    options = parser.parse_args()
    found, reasons = tallies(options.mutants), argued()
    text = options.docs.read_text(encoding="utf-8")
    written = rewritten(text, "mutants", "make bench-mutants", section(found, reasons))
    options.docs.write_text(written, encoding="utf-8")
    return int(any(not _reason(name, reasons) for tally in found for name in tally.survivors))


if __name__ == "__main__":
    sys.exit(main())
