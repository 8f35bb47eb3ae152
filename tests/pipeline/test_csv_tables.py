"""The registry as CSV: who stands where, what was decided, sent and reported; no formula in any cell."""

import csv
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import KnownPatient, Standing
from pipeline.cli import app
from pipeline.csv_tables import TABLES
from pipeline.settings import load_settings
from pipeline.station import open_station
from registry.csv_import import import_tables
from registry.database import reading, writing
from registry.lookup import show
from registry.participants import put_patient
from tests.letters.office import order
from tests.letters.outgoing import MOMENT, decide
from tests.registry.people import IMPORTED, digest_of

HARM = "200 mg under the skin once weekly, jaundice since March"
FORMULA = '=HYPERLINK("https://elsewhere.example";"Oak")'
OAK = KnownPatient(
    number="P-1",
    first_name="Minna",
    last_name=FORMULA,
    birth_date=MOMENT.date(),
    standing=Standing.ENROLLED,
    prescribers=("1234567893", "1987654328"),
)


@pytest.fixture
def exported(tmp_path: Path, sqlite_template: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of every table of an installation, as the command writes them."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(sqlite_template, data / "faxdesk.sqlite")
    with open_station(load_settings(data_folder=data)) as station:
        decide(station.engine, order())
        decide(station.engine, order(directions=HARM), name="two")
        with writing(station.engine) as session:
            put_patient(session, OAK, IMPORTED)
    said = CliRunner().invoke(app, ["export", "csv", str(tmp_path / "out"), "--data", str(data)])
    assert said.exit_code == 0, said.output
    return {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in (tmp_path / "out").iterdir()
    }


def test_every_table_is_a_file_with_what_the_registry_holds(
    exported: dict[str, list[dict[str, str]]],
) -> None:
    assert set(exported) == set(TABLES)
    decided = {row["fax"]: row for row in exported["decisions"]}
    assert decided[digest_of("one")]["outcome"] == "authorize"
    assert "AE_SUSPECTED" in decided[digest_of("two")]["reasons"].split()
    (given,) = exported["authorizations"]
    assert {row["about"] for row in exported["letters"]} == {given["number"]}
    assert [(row["fax"], row["closed"]) for row in exported["safety"]] == [(digest_of("two"), "")]


def test_what_might_be_a_formula_begins_with_an_apostrophe(
    exported: dict[str, list[dict[str, str]]],
) -> None:
    assert f"'{FORMULA}" in {row["last_name"] for row in exported["patients"]}


def test_tables_of_people_can_be_imported_elsewhere(
    exported: dict[str, list[dict[str, str]]], tmp_path: Path
) -> None:
    with open_station(load_settings(data_folder=tmp_path / "elsewhere")) as station:
        files = tuple(tmp_path / "out" / f"{name}.csv" for name in ("prescribers", "pharmacies"))
        import_tables(station.engine, files, station.moment(), station.enqueue_again)
        for row in exported["prescribers"]:
            with reading(station.engine) as session:
                found = show(session, row["npi"], station.moment().on).prescriber
            assert found is not None
            assert str(found.certified_on) == row["certified_on"]
