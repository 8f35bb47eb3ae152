"""The registry on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import BadRow, NoSuchThing, NotAllowed
from pipeline.cli import app
from tests.registry.test_csv_import import AUTHORIZATIONS, KNOWLEDGE, PATIENTS, PRESCRIBERS


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    contents = {
        "prescribers": PRESCRIBERS,
        "patients": PATIENTS,
        "knowledge": KNOWLEDGE,
        "authorizations": AUTHORIZATIONS,
    }
    for name, text in contents.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def run(tmp_path: Path, *arguments: str) -> str:
    data = ["--data", str(tmp_path / "data")]
    return CliRunner().invoke(app, ["registry", *arguments, *data], catch_exceptions=False).output


def test_import_show_search_and_explain_speak_to_machines(tmp_path: Path, tables: Path) -> None:
    imported = json.loads(run(tmp_path, "import", str(tables), "--json"))
    again = json.loads(run(tmp_path, "import", str(tables), "--json"))
    assert [done["added"] for done in imported] == [2, 1, 2, 1]
    assert [done["unchanged"] for done in again] == [2, 1, 2, 1]
    shown = json.loads(run(tmp_path, "show", "P-1", "--json"))
    assert shown["patient"]["prescribers"] == ["1234567810", "1234567893"]
    (found,) = json.loads(run(tmp_path, "search", "alvarez jose", "--json"))
    assert (found["key"], found["kind"]) == ("1234567810", "prescriber")
    (why,) = json.loads(run(tmp_path, "explain", "1234567893", "--json"))
    assert why["in_force"]


def test_import_show_search_and_explain_speak_to_people(tmp_path: Path, tables: Path) -> None:
    assert "knowledge.csv" in run(tmp_path, "import", str(tables))
    assert "Oakes" in run(tmp_path, "show", "P-1")
    assert "Oakes" in run(tmp_path, "search", "Minna Oaks")
    assert "Nobody" in run(tmp_path, "search", "Zebulon")
    assert "missing: a complete enrollment form" in run(tmp_path, "explain", "1234567810")


def test_a_bad_row_or_a_stranger_is_an_error_for_the_command_line(tmp_path: Path, tables: Path) -> None:
    (tables / "knowledge.csv").write_text(KNOWLEDGE.replace("5,6", "6,0"))
    with pytest.raises(BadRow, match=r"knowledge.csv line 2, column questions"):
        run(tmp_path, "import", str(tables))
    with pytest.raises(NoSuchThing):
        run(tmp_path, "show", "1234567893")


def test_a_named_person_changes_a_standing_and_it_can_be_asked_for_then_and_now(
    tmp_path: Path, tables: Path
) -> None:
    run(tmp_path, "import", str(tables))
    said = ("--by", "ada", "--reason", "left the program")
    changed = run(tmp_path, "change", "1234567893", "deactivated", *said, "--since", "2018-02-01")
    assert changed == "prescriber 1234567893 is deactivated now\n"
    now = run(tmp_path, "explain", "1234567893")
    assert "deactivated since 2018-02-01" in now
    assert "ada, left the program" in now
    assert "is certified since 2016-05-01" in run(tmp_path, "explain", "1234567893", "--at", "2018-01-31")
    with pytest.raises(NoSuchThing):
        run(tmp_path, "explain", "1234567893", "--known", "2018-01-31T12:00")
    with pytest.raises(NotAllowed):
        run(tmp_path, "explain", "1234567893", "--at", "last week")


def test_a_named_person_puts_a_number_on_file_and_the_one_before_is_told_too(
    tmp_path: Path, tables: Path
) -> None:
    run(tmp_path, "import", str(tables))
    said = ("--by", "ada", "--reason", "called back")
    for number, day in (("2125550166", "2018-02-01"), ("2125550177", "2018-03-01")):
        put = run(tmp_path, "put", "1234567893", f"fax={number}", *said, "--since", day)
        assert put == "prescriber 1234567893 has another fax on file\n"
    told = run(tmp_path, "explain", "1234567893", "--at", "2018-03-01")
    assert "2018-02-01  no longer: fax 2125550166" in told
    assert "2018-03-01  on file: fax 2125550177  (person: ada, called back)" in told
    with pytest.raises(NotAllowed):
        run(tmp_path, "put", "1234567893", "fax=911", *said)


def test_entries_are_merged_and_taken_apart_by_a_named_person(tmp_path: Path, tables: Path) -> None:
    other = PATIENTS.splitlines()[1].replace("P-1", "P-2")
    (tables / "patients.csv").write_text(f"{PATIENTS}{other}\n")
    run(tmp_path, "import", str(tables))
    said = ("--by", "ada", "--reason", "asked the office")
    assert run(tmp_path, "merge", "P-1", "P-2", *said) == "patient P-1 counts for P-2, too\n"
    assert "counts as P-1" in run(tmp_path, "explain", "P-2")
    assert run(tmp_path, "unmerge", "P-2", *said) == "patient P-2 counts for itself again\n"
