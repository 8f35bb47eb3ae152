"""A drawn sample of mutmut's mutants of the rules and of the decision, and what the tests left of it.

`make bench-mutants` has mutmut test what was drawn; results stay in `mutants/`, so that a run goes on where
it stopped. Remove that folder after a change of the tests.
"""

import argparse
import json
import random
import sys
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from ocr.credit.bounds import upper_bound
from tests.bench.document_section import rewritten

ARGUED = Path(__file__).with_name("mutants_argued.toml")
_SURVIVED = frozenset({0, 33})
_CONFIDENCE = 0.95


Codes = Mapping[str, int | None]
"""How the tests of each mutant ended, by its name; None for one not tested."""


class Tally(NamedTuple):
    """Mutants of one module: all made, those drawn and tested, and the names of those no test failed for."""

    module: str
    made: int
    tested: int
    survivors: tuple[str, ...]


def results(folder: Path) -> Mapping[str, Codes]:
    """What mutmut's result files under a folder say, by module; modules without mutants are left out."""
    found = {
        path.relative_to(folder).as_posix().removesuffix(".py.meta").replace("/", "."): _codes(path)
        for path in sorted(folder.rglob("*.py.meta"))
    }
    return {module: codes for module, codes in found.items() if codes}


def drawn(found: Mapping[str, Codes], size: int | None, seed: int) -> tuple[str, ...]:
    """About `size` mutants, of each module its share and at least one; all of them where size is None."""
    made = sum(len(codes) for codes in found.values())
    chance, names = random.Random(seed), list[str]()
    for codes in found.values():
        share = len(codes) if size is None else min(len(codes), max(1, round(size * len(codes) / made)))
        names += chance.sample(sorted(codes), share)
    return tuple(names)


def tallies(found: Mapping[str, Codes], names: tuple[str, ...]) -> list[Tally]:
    """What became of the named mutants, one tally a module."""
    return [_tally(module, codes, frozenset(names)) for module, codes in found.items()]


def argued(path: Path = ARGUED) -> Mapping[str, str]:
    """The patterns of survivors that are no gap, each with its reason."""
    told: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return told


def section(found: list[Tally], reasons: Mapping[str, str], seed: int) -> str:
    """The section as Markdown; a survivor that no pattern covers is listed as not argued."""
    tested, survived = sum(one.tested for one in found), sum(len(one.survivors) for one in found)
    killed = 1 - upper_bound(survived, tested, _CONFIDENCE)
    lines = [
        "## Mutants",
        "",
        f"Drawn from each module with seed {seed}. At {_CONFIDENCE:.0%} confidence (Clopper-Pearson, "
        f"one-sided) the tests kill at least {killed:.1%} of all mutants.",
        "",
        "| module | made | tested | killed | survived |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(tally.module, [tally]) for tally in found] + [_row("all", found), ""]
    for name in (name for tally in found for name in tally.survivors):
        lines.append(f"- `{name}`: {_reason(name, reasons) or 'not argued'}")
    return "\n".join(lines)


def _codes(path: Path) -> Codes:
    codes: dict[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return codes


def _tally(module: str, codes: Codes, names: frozenset[str]) -> Tally:
    tested = {name: code for name, code in codes.items() if name in names and code is not None}
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
    """Print the drawn mutants not yet tested, or write the section; 1 if one is untested or not argued."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=Path, default=Path("mutants"))
    parser.add_argument("--sample", type=lambda said: None if said == "all" else int(said), required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--docs", type=Path)
    options = parser.parse_args()
    found, reasons = results(options.mutants), argued()
    names = drawn(found, options.sample, options.seed)
    codes = {name: code for module in found.values() for name, code in module.items()}
    untested = [name for name in names if codes[name] is None]
    if options.docs is None:
        sys.stdout.writelines(f"{name}\n" for name in untested)
        return 0
    if untested:
        sys.stderr.write(f"{len(untested)} of {len(names)} drawn mutants are not tested yet: no figure\n")
        return 1
    counted = tallies(found, names)
    text = options.docs.read_text(encoding="utf-8")
    written = rewritten(text, "mutants", "make bench-mutants", section(counted, reasons, options.seed))
    options.docs.write_text(written, encoding="utf-8")
    return int(any(not _reason(name, reasons) for tally in counted for name in tally.survivors))


if __name__ == "__main__":
    sys.exit(main())
