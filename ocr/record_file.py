"""A record of ours kept in a JSON file: a wrong file stops whoever needs it, and is named with its key."""

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from documents import BadSetting, Record

T = TypeVar("T", bound=Record)


def read_record(path: Path, into: type[T]) -> T:
    """The record in a file; BadSetting names the file and the key that is wrong."""
    try:
        return into.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as failed:
        raise BadSetting(f"{path}: {failed.strerror}") from failed
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        key = ".".join(map(str, first["loc"])) or "file"
        raise BadSetting(f"{path}: {key}: {first['msg']}") from wrong
