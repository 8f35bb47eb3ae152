"""Tables are imported whole or not at all, and never undo what is newer."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from documents import BadRow, NoSuchThing, Standing, UnusableFile
from registry.authorizations import open_authorizations
from registry.csv_import import Imported, import_tables
from registry.database import reading
from registry.explain import explain
from registry.history import Moment
from registry.lookup import search, show
from tests.registry.people import NOON, TODAY, VIEW
from tests.validators.builders import library

PRESCRIBERS = """npi,first_name,last_name,standing,certified_on,decertified_on,fax
1234567893,Ada,Brandt,certified,2016-05-01,,2125550101
1234567810,José,Álvarez,pending,,,
"""
PATIENTS = """number,first_name,last_name,birth_date,standing,enrolled_on,prescribers
P-1,Minna,Oakes,1971-03-04,enrolled,2017-11-01,1234567893; 1234567810
"""
KNOWLEDGE = """npi,taken_on,correct,questions,attempt
1234567810,2017-11-02,5,6,1
1234567810,2017-11-03,6,6,2
"""
AUTHORIZATIONS = """number,patient,prescriber_npi,authorized_on,ends_on
A-1,P-1,1234567893,2017-11-02,2018-02-01
"""
NOW = Moment(at=NOON, on=TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "prescribers.csv").write_text(PRESCRIBERS, encoding="utf-8")
    (tables / "patients.csv").write_text(PATIENTS)
    (tables / "knowledge.csv").write_text(KNOWLEDGE)
    (tables / "authorizations.csv").write_text(AUTHORIZATIONS)
    return tables


def nothing_waits(_session: Session, _fax: str, _document: int, _revision: int) -> None:
    raise AssertionError


def bring(engine: sa.Engine, *paths: Path) -> tuple[Imported, ...]:
    return import_tables(engine, paths, NOW, nothing_waits)


def test_a_folder_is_imported_in_order_and_importing_again_changes_nothing(
    registry_engine: sa.Engine, folder: Path
) -> None:
    first = bring(registry_engine, folder)
    assert [(done.table, done.added) for done in first] == [
        ("prescribers.csv", 2),
        ("patients.csv", 1),
        ("knowledge.csv", 2),
        ("authorizations.csv", 1),
    ]
    with reading(registry_engine) as session:
        before = [show(session, key, TODAY) for key in ("1234567893", "1234567810", "P-1")]
    again = bring(registry_engine, folder)
    assert all(done.unchanged == done.rows for done in again)
    assert [done.news for done in again] == [("name 1234567893", "name 1234567810"), (), (), ()]
    with reading(registry_engine) as session:
        assert [show(session, key, TODAY) for key in ("1234567893", "1234567810", "P-1")] == before
        assert len(explain(session, "1234567893", VIEW, library())[0].evidence) == 1


def test_an_old_table_does_not_undo_a_decertification_that_voids_authorizations(
    registry_engine: sa.Engine, folder: Path
) -> None:
    bring(registry_engine, folder)
    new = folder / "new"
    new.mkdir()
    gone = "npi,first_name,last_name,standing,decertified_on\n1234567893,Ada,Brandt,decertified,2017-11-10\n"
    (new / "prescribers.csv").write_text(gone)
    assert bring(registry_engine, new)[0].changed == 1
    assert bring(registry_engine, folder)[0].kept == 1
    with reading(registry_engine) as session:
        ada = show(session, "1234567893", TODAY).prescriber
        assert ada is not None
        assert (ada.standing, ada.certified_on, ada.fax) == (
            Standing.DECERTIFIED,
            dt.date(2016, 5, 1),
            "2125550101",
        )
        assert len(open_authorizations(session, "P-1", dt.date(2017, 11, 9))) == 1
        assert open_authorizations(session, "P-1", dt.date(2017, 11, 10)) == ()


@pytest.mark.parametrize(
    ("table", "text", "line", "column"),
    [
        ("prescribers", "npi,first_name\n", 1, "last_name"),
        ("prescribers", "npi,first_name,last_name,standing,shoe_size\n", 1, "shoe_size"),
        ("prescribers", PRESCRIBERS + "123,Ed,Ash,pending,,,\n", 4, "npi"),
        ("prescribers", PRESCRIBERS + "1234567950,Ed,Ash,enrolled,,,\n", 4, "standing"),
        ("prescribers", PRESCRIBERS + "1234567950,Ed,Ash,certified,,,\n", 4, "certified_on"),
        ("prescribers", PRESCRIBERS + "1234567950,Ed,Ash,certified,05/01/2016,,\n", 4, "certified_on"),
        ("prescribers", PRESCRIBERS + "1234567950,Ed,Ash,certified,2016-02-30,,\n", 4, "certified_on"),
        ("prescribers", PRESCRIBERS + "1234567893,Ed,Ash,pending,,,\n", 4, "npi"),
        ("prescribers", PRESCRIBERS + "1234567950,Ed,Ash,pending\n", 4, "standing"),
        ("patients", PATIENTS.replace("1971-03-04", ""), 2, "birth_date"),
        ("patients", PATIENTS.replace("; 1234567810", ";12345"), 2, "prescribers"),
        ("knowledge", KNOWLEDGE.replace("5,6,1", "five,6,1"), 2, "correct"),
        ("authorizations", AUTHORIZATIONS.replace("P-1", "P-2"), 2, "patient"),
    ],
)
def test_a_bad_row_names_its_place_and_nothing_is_imported(
    registry_engine: sa.Engine, folder: Path, table: str, text: str, line: int, column: str
) -> None:
    (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadRow) as refused:
        bring(registry_engine, folder)
    assert (refused.value.file, refused.value.line, refused.value.column) == (f"{table}.csv", line, column)
    for written in ("five", "05/01", "shoe shop", "Ash"):
        assert written not in str(refused.value)
    with reading(registry_engine) as session, pytest.raises(NoSuchThing):
        show(session, "1234567893", TODAY)


@pytest.mark.parametrize("content", [b"\xff\xfe", b'npi,"first'])
def test_a_file_that_is_no_table_is_unusable(
    registry_engine: sa.Engine, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "patients.csv").write_bytes(content)
    with pytest.raises(UnusableFile):
        bring(registry_engine, tmp_path)


def test_a_file_of_another_name_is_unusable(registry_engine: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PRESCRIBERS, encoding="utf-8")
    for path in (tmp_path / "people.csv", tmp_path, tmp_path / "absent.csv"):
        with pytest.raises(UnusableFile):
            bring(registry_engine, path)


def test_people_are_found_by_number_npi_and_near_name(registry_engine: sa.Engine, folder: Path) -> None:
    bring(registry_engine, folder)
    with reading(registry_engine) as session:
        found = [
            search(session, wanted, TODAY)
            for wanted in ("p-1", "1234567893", "Alvarez Jose", "Mina Oaks", "Zz")
        ]
    assert [[f.key for f in each] for each in found] == [
        ["P-1"],
        ["1234567893"],
        ["1234567810"],
        ["P-1"],
        [],
    ]


def test_explain_says_what_is_there_and_what_is_missing(registry_engine: sa.Engine, folder: Path) -> None:
    bring(registry_engine, folder)
    with reading(registry_engine) as session:
        (ada,) = explain(session, "1234567893", VIEW, library())
        (jose,) = explain(session, "1234567810", VIEW, library())
        (minna,) = explain(session, "P-1", VIEW, library())
    assert ada.in_force
    assert ada.because == "prescriber 1234567893 is certified since 2016-05-01"
    assert not jose.in_force
    assert jose.missing == ("a complete enrollment form",)
    assert [line.says for line in jose.evidence][-2:] == [
        "knowledge assessment 6 of 6, attempt 2",
        "pending",
    ]
    assert [line.says for line in minna.evidence] == [
        "enrolled",
        "authorization A-1 open, by prescriber 1234567893",
    ]


def test_a_day_to_come_is_refused(registry_engine: sa.Engine, folder: Path) -> None:
    (folder / "prescribers.csv").write_text(PRESCRIBERS.replace("2016-05-01", "2017-11-21"), encoding="utf-8")
    with pytest.raises(BadRow, match=r"line 2, column certified_on: a day to come"):
        bring(registry_engine, folder)


def test_an_authorization_is_void_from_a_decertification_whichever_is_imported_first(
    registry_engine: sa.Engine, folder: Path
) -> None:
    (folder / "prescribers.csv").write_text(
        "npi,first_name,last_name,standing,decertified_on\n1234567893,Ada,Brandt,decertified,2017-11-10\n"
    )
    bring(registry_engine, folder)
    with reading(registry_engine) as session:
        assert len(open_authorizations(session, "P-1", dt.date(2017, 11, 9))) == 1
        assert open_authorizations(session, "P-1", dt.date(2017, 11, 10)) == ()


def test_an_older_table_makes_the_history_longer(registry_engine: sa.Engine, folder: Path) -> None:
    (folder / "prescribers.csv").write_text(PRESCRIBERS.replace("2016-05-01", "2017-05-01"), encoding="utf-8")
    bring(registry_engine, folder)
    (folder / "prescribers.csv").write_text(PRESCRIBERS.replace("Ada", "Adah"), encoding="utf-8")
    assert bring(registry_engine, folder)[0].changed == 1
    with reading(registry_engine) as session:
        ada = show(session, "1234567893", TODAY).prescriber
    assert ada is not None
    assert (ada.certified_on, ada.first_name) == (dt.date(2016, 5, 1), "Ada")
