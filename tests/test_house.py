"""The tree speaks of faxdesk alone: no place on somebody's machine, no index, no note to ourselves."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BINARY = {".pdf", ".png", ".tif", ".woff", ".jpg", ".gz", ".onnx"}
AS_PUBLISHED = ("samples/fonts/", "review_queue/web/static/htmx-")
"""Files of others, kept byte for byte."""
NAMES_OF_PEOPLE = "samples/tables/"
"""Lists of given names and streets, which may be anything."""


def either(*patterns: str) -> str:
    """One pattern of many; a tilde is left out, so that this file does not hold what it looks for."""
    return f"(?:{'|'.join(pattern.replace('~', '') for pattern in patterns)})"


PATTERNS = {
    "a folder of somebody's machine": either(
        r"(?<![\w.:/-])/(?:work|home|Users|root|mnt)~/\w", r"(?<![\w.:/-])/t~mp/\w"
    ),
    "a package index": either(
        r"pyp~i\.org", r"python~hosted\.org", "arti~factory", "(?<!no-emit-)index~-url", r"npm~js\.org"
    ),
    "an issue tracker": either(
        r"\b[Ii]ssue ~#?\d", r"\b[Cc]loses ~#\d", r"\b[Ff]ixes ~#\d", "[Pp]ull req~uest", "[Mm]ile~stone"
    ),
    "how the code came about": r"(?i)\b"
    + either("chat~gpt", "co~pilot", "clau~de", "anth~ropic", "open~ai", "ll~ms?", "(?:ai|coding) ag~ents?")
    + r"\b",
    "a note to ourselves": r"\b" + either("TO~DO", "FIX~ME", "XX~X", "HA~CK", "WI~P") + r"\b",
    "an unfinished merge": "^" + either("<<<~<<<< ", ">>>~>>>> "),
    "a secret": either("-----BEGIN [A-Z ]*PRIVATE~ KEY-----", "AK~IA[0-9A-Z]{16}"),
}


def tracked() -> list[Path]:
    """Every text file of the tree that is, or is about to be, kept in the repository."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    paths = (ROOT / name for name in names if name)
    return sorted(path for path in paths if path.is_file() and path.suffix not in BINARY)


TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in tracked()}


@pytest.mark.parametrize("what", PATTERNS)
def test_nothing_in_the_tree_tells_of(what: str) -> None:
    pattern = re.compile(PATTERNS[what], re.MULTILINE)
    texts = {name: text for name, text in TEXTS.items() if not name.startswith(NAMES_OF_PEOPLE)}
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in texts.items()
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_every_text_ends_with_one_newline_and_no_line_with_a_space() -> None:
    texts = {name: text for name, text in TEXTS.items() if not name.startswith(AS_PUBLISHED)}
    assert [
        name for name, text in texts.items() if text and (not text.endswith("\n") or text.endswith("\n\n"))
    ] == []
    assert [name for name, text in texts.items() if re.search(r"[ \t]$", text, re.MULTILINE)] == []


def test_nothing_large_is_kept() -> None:
    assert [name for name, text in TEXTS.items() if len(text) > 400_000] == []
