"""Log lines: one JSON object a line, identifiers only."""

import json
import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.log import JsonLines, log_to_stderr


@pytest.fixture
def put_back() -> Iterator[None]:
    """The logging of this process, put back after the test."""
    names = (None, "dbos", "alembic", "pikepdf")
    loggers = [logging.getLogger(name) for name in names]
    before = [(one, one.level, list(one.handlers), one.propagate) for one in loggers]
    yield
    for one, level, handlers, propagate in before:
        one.setLevel(level)
        one.handlers[:] = handlers
        one.propagate = propagate


def line(message: str, *args: object, **extra: object) -> dict[str, object]:
    record = logging.getLogger("pipeline.test").makeRecord(
        "pipeline.test", logging.WARNING, "file.py", 1, message, args, None, extra=extra
    )
    parsed: dict[str, object] = json.loads(JsonLines().format(record))
    return parsed


def test_a_line_has_time_level_source_sentence_and_keys() -> None:
    said = line("step finished", fax="ab12", ms=12)
    assert set(said) == {"time", "level", "from", "message", "fax", "ms"}
    assert (said["level"], said["from"], said["message"]) == ("warning", "pipeline.test", "step finished")
    assert (said["fax"], said["ms"]) == ("ab12", 12)


def test_the_time_of_a_line_is_utc_wherever_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()
        text = JsonLines().format(logging.makeLogRecord({"msg": "tick", "created": 0.0}))
    time.tzset()
    assert json.loads(text)["time"] == "1970-01-01T00:00:00"


def test_what_json_does_not_know_is_written_as_text() -> None:
    assert line("step finished", where=Path("a/b"))["where"] == "a/b"


def test_of_an_exception_only_its_type_is_told() -> None:
    try:
        raise ValueError("what somebody wrote")
    except ValueError:
        record = logging.makeLogRecord({"msg": "it failed", "exc_info": sys.exc_info()})
    text = JsonLines().format(record)
    assert json.loads(text)["exception"] == "ValueError"
    assert "what somebody wrote" not in text


@pytest.mark.parametrize("name", ["pipeline.test", "dbos"])
def test_every_line_on_standard_error_is_json(
    name: str, put_back: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger(name).propagate = name != "dbos"
    log_to_stderr()
    logging.getLogger(name).error("it failed", exc_info=ValueError("what somebody wrote"))
    (said,) = capsys.readouterr().err.splitlines()
    assert json.loads(said)["exception"] == "ValueError"
    assert "what somebody wrote" not in said


def test_chatty_libraries_say_only_what_is_worth_it(
    put_back: None, capsys: pytest.CaptureFixture[str]
) -> None:
    log_to_stderr()
    logging.getLogger("alembic.runtime.migration").info("running")
    logging.getLogger("pipeline.test").info("it runs")
    assert [json.loads(said)["message"] for said in capsys.readouterr().err.splitlines()] == ["it runs"]
