"""Words that training texts are made of: its own lists and those of the extractors."""

import gzip
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

_HERE = Path(__file__).parent
_TABLES = _HERE.parent / "tables"


@cache
def wording(name: str) -> tuple[str, ...]:
    """A list of wording.toml; KeyError names one it does not hold."""
    lists = tomllib.loads((_HERE / "wording.toml").read_text(encoding="utf-8"))
    return tuple(lists[name])


@cache
def listed(name: str) -> tuple[str, ...]:
    """A word list of the extractors, in capitals, without the names the samples use: those stay unseen."""
    raw = files("extractors").joinpath("words", name).read_bytes()
    words = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("ascii").split()
    samples = {word.upper() for table in ("first_names.txt", "last_names.txt") for word in _table(table)}
    return tuple(word for word in words if word not in samples)


def _table(name: str) -> list[str]:
    return (_TABLES / name).read_text(encoding="utf-8").split()
