"""The words of the glossary: every row is whole, and no name uses a word it replaces."""

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
MODULES = sorted(
    path
    for folder in ROOT.iterdir()
    if (folder / "__init__.py").exists() and folder.name not in ("tests", "samples")
    for path in folder.rglob("*.py")
)

FORBIDDEN: Mapping[str, str] = {
    "bbox": "box",
    "rect": "box",
    "roi": "crop or zone",
    "bounding_box": "box",
    "snippet": "crop",
    "provenance": "evidence",
    "ground_truth": "truth",
    "gold": "truth",
    "fixture": "sample",
    "ticket": "case or review item",
    "dead_letter": "quarantine",
    "marker": "anchor",
    "notification": "letter",
    "registration": "enrollment or certification",
    "rejection": "deficiency or refusal",
    "template": "form",
    "warning": "finding",
    "issue": "finding",
    "upload": "fax",
    "submission": "fax",
    "quiz": "knowledge assessment",
    "prediction": "reading",
    "manager": "say what it does",
    "handler": "say what it does",
    "helper": "say what it does",
    "processor": "say what it does",
    "utils": "say what it holds",
    "common": "say what it holds",
    "base": "say what it holds",
}
"""Words of the glossary's last column (and empty words) that mean nothing else here, and what to say."""


def rows(text: str) -> list[list[str]]:
    """The cells of every table row of a Markdown text."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|--")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_row_of_the_glossary_has_word_meaning_and_what_not_to_say() -> None:
    heading, *words = rows(GLOSSARY)
    assert heading == ["word", "meaning here", "not"]
    for line in GLOSSARY.splitlines():
        if line.startswith("| **"):
            assert re.fullmatch(r"\| \*\*[^|]+ \| [^|]+ \| [^|]*\|", line), line
    names = [name for row in words for name in re.findall(r"\*\*(.+?)\*\*", row[0])]
    assert len(names) == len(set(names)) >= len(words)


def names_of(module: Path) -> Iterator[str]:
    """Public names a module makes: its own, its classes, functions and their arguments."""
    yield module.stem
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        if isinstance(node, ast.arg):
            yield node.arg
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def words_of(name: str) -> set[str]:
    """The words of a name, and each pair of neighbors, in small letters."""
    words = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)
    lower = [word.lower() for word in words]
    return {*lower, *map("_".join, pairwise(lower))}


def test_no_name_uses_a_word_the_glossary_replaces() -> None:
    used = sorted(
        f"{module.relative_to(ROOT)}: {name} (say: {FORBIDDEN[word]})"
        for module in MODULES
        for name in {name for name in names_of(module) if not name.startswith("_")}
        for word in words_of(name) & set(FORBIDDEN)
    )
    assert used == []


def test_the_forbidden_words_are_those_of_the_glossary_and_of_the_style() -> None:
    instead = " ".join(row[2] for row in rows(GLOSSARY) if len(row) == 3).lower()
    of_the_style = {"manager", "handler", "helper", "processor", "utils", "common", "base", "prediction"}
    assert [
        word for word in FORBIDDEN if word not in of_the_style and word.replace("_", " ") not in instead
    ] == []
