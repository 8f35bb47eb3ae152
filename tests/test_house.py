"""The tree speaks of faxdesk alone: no place on somebody's machine, no index, no word about how it was made."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BINARY = {".pdf", ".png", ".tif", ".woff", ".jpg", ".gz", ".onnx"}
PATTERNS = {
    "a folder of somebody's machine": r"(?<![\w.:/-])/(?:{})/\w".format("|".join(["wor" + "k", "hom" + "e", "User" + "s", "roo" + "t", "mn" + "t"])),
    "a temporary folder of somebody's": r"(?<![\w.:/-])/t" + r"mp/\w",
    "a package index": "|".join(["pyp" + r"i\.org", "python" + r"hosted\.org", "arti" + "factory", "index" + "-url", r"npm" + r"js\.org", r"conda" + r"\.anaconda"]),
    "an issue tracker": r"(?i)\b(?:{})\b".format("|".join([r"issue #?\d", r"closes #\d", r"fixes #\d", "tick" + r"et #?\d", "pull req" + "uest", r"mile" + "stone"])),
    "how the code came about": r"(?i)\b(?:{})\b".format("|".join(["chat" + "gpt", "co" + "pilot", "clau" + "de", "anth" + "ropic", "open" + "ai", r"ll" + "ms?", "sub" + "agents?", "pro" + "mpts?", r"as an a" + "i", "the integ" + "rator", "agent " + "sess"])),
    "a note to ourselves": r"\b(?:{})\b".format("|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "WI" + "P"])),
    "a mark of an unfinished merge": "^" + "<" * 7 + " |^" + ">" * 7 + " ",
    "a secret": r"-----BEGIN [A-Z ]*PRIVATE " + "KEY-----|AK" + r"IA[0-9A-Z]{16}",
}  # fmt: skip


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
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in TEXTS.items()
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_every_text_ends_with_one_newline_and_no_line_with_a_space() -> None:
    texts = {name: text for name, text in TEXTS.items() if not name.startswith("samples/fonts/")}
    assert [
        name for name, text in texts.items() if text and (not text.endswith("\n") or text.endswith("\n\n"))
    ] == []
    assert [name for name, text in texts.items() if re.search(r"[ \t]$", text, re.MULTILINE)] == []


def test_nothing_large_is_kept() -> None:
    assert [name for name, text in TEXTS.items() if len(text) > 400_000] == []
