"""Safety reports on the command line."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import BadInput, NotAllowed
from pipeline.cli import app
from pipeline.settings import load_settings
from pipeline.station import open_station
from tests.letters.office import order
from tests.letters.outgoing import decide
from tests.registry.people import digest_of


@pytest.fixture
def data(tmp_path: Path, sqlite_template: Path) -> Path:
    """An installation with one report."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "faxdesk.sqlite")
    with open_station(load_settings(data_folder=folder)) as station:
        decide(station.engine, order(directions="once weekly; jaundice"))
    return folder


def run(data: Path, *arguments: str) -> str:
    return CliRunner().invoke(app, [*arguments, "--data", str(data)], catch_exceptions=False).output


def waiting(data: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(data, "safety", "list", "--json"))
    return found


def test_what_waits_is_listed_counted_and_closed_with_its_reference(data: Path) -> None:
    assert "not configured" in run(data, "safety", "list")
    assert [report["fax"] for report in waiting(data)] == [digest_of("one")]
    counted = json.loads(run(data, "status", "--json"))["safety"]
    assert (counted["open"], counted["overdue"]) == (1, None)
    run(data, "safety", "close", "1", "--by", "Ada", "--reference", "S-1", "--handed", "2018-03-13T09:00")
    assert waiting(data) == []
    assert "Nothing waits for safety." in run(data, "safety", "list")


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        (("--by", "Ada"), BadInput),
        (("--by", "Ada", "--reference", "S-1", "--reason", "nothing"), BadInput),
        (("--by", " ", "--reason", "nothing"), BadInput),
        (("--by", "Ada", "--reference", "S-1", "--handed", "2018-03-11"), NotAllowed),
        (("--by", "Ada", "--reference", "S-1", "--handed", "lately"), NotAllowed),
    ],
)
def test_a_report_is_closed_in_one_way_with_what_belongs_to_it(
    data: Path, options: tuple[str, ...], wrong: type[Exception]
) -> None:
    with pytest.raises(wrong):
        run(data, "safety", "close", "1", *options)
    assert len(waiting(data)) == 1
