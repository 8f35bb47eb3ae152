"""The national list of NPIs as published: read by its columns, kept by NPI, news to what waited for it."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import BadRow, NationalNpi, NpiKind, Outcome, UnusableFile
from registry.database import reading
from registry.history import Moment
from registry.nppes import COLUMNS, ListImported, import_list, national_npis
from tests.registry.people import NOON, PREF, PRESCRIBER_VALUES, TODAY, decision_of, digest_of
from tests.registry.test_effects import arrive, decide
from tests.registry.test_person_changes import Queue

NOW = Moment(at=NOON, on=TODAY)
HEADER = ["NPI", "Entity Type Code", "Replacement NPI", *list(COLUMNS.values())[2:], "Is Sole Proprietor"]
ADA = ["1234567893", "1", "", "", "BRANDT", "ADA", "", "", "N"]
SHOP = ["1234567810", "2", "", "ELM STREET SPECIALTY LLC", "", "", "01/31/2015", "03/01/2015", ""]
GONE = ["1234567950", "", "", "", "", "", "10/25/2017", "", ""]


def extract(folder: Path, *rows: list[str]) -> Path:
    file = folder / "npidata_pfile.csv"
    file.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADER, *rows)))
    return file


def bring(engine: sa.Engine, file: Path, queue: Queue | None = None) -> ListImported:
    return import_list(engine, file, NOW, queue or Queue())


def test_names_kinds_and_status_are_kept_and_replaced_by_a_newer_list(
    registry_engine: sa.Engine, tmp_path: Path
) -> None:
    bring(registry_engine, extract(tmp_path, [*ADA[:4], "BRAND", *ADA[5:]]))
    assert bring(registry_engine, extract(tmp_path, ADA, SHOP, GONE)).npis == 3
    with reading(registry_engine) as session:
        found = {one.npi: one for one in national_npis(session, (ADA[0], SHOP[0], GONE[0], "1003000126"))}
    assert [found[npi] for npi in sorted(found)] == [
        NationalNpi(npi="1234567810", kind=NpiKind.ORGANIZATION, last_name="ELM STREET SPECIALTY LLC"),
        NationalNpi(npi="1234567893", kind=NpiKind.PERSON, first_name="ADA", last_name="BRANDT"),
        NationalNpi(npi="1234567950", kind=NpiKind.UNKNOWN, active=False),
    ]


def test_only_what_waited_for_a_listed_npi_is_decided_again(
    registry_engine: sa.Engine, tmp_path: Path
) -> None:
    arrive(registry_engine, "pef", PREF, PRESCRIBER_VALUES)
    decide(registry_engine, decision_of("pef", PREF, Outcome.REVIEW, PRESCRIBER_VALUES, "NPI_UNCONFIRMED"))
    queue = Queue()
    bring(registry_engine, extract(tmp_path, SHOP, GONE), queue)
    assert queue.woken == []
    bring(registry_engine, extract(tmp_path, ADA), queue)
    assert queue.woken == [(digest_of("pef"), 1, 1)]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["12345", *ADA[1:]], "NPI"),
        ([ADA[0], "3", *ADA[2:]], "Entity Type Code"),
        ([*ADA[:6], "2017-10-25", *ADA[7:]], "NPI Deactivation Date"),
    ],
)
def test_a_row_that_is_none_of_the_list_names_its_place(
    registry_engine: sa.Engine, tmp_path: Path, row: list[str], column: str
) -> None:
    with pytest.raises(BadRow) as refused:
        bring(registry_engine, extract(tmp_path, SHOP, row))
    assert (refused.value.line, refused.value.column) == (3, column)
    assert "BRANDT" not in str(refused.value)


def test_a_file_that_is_no_list_is_unusable(registry_engine: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("npi,name\n")
    with pytest.raises(BadRow, match="the column is missing"):
        bring(registry_engine, tmp_path / "list.csv")
    with pytest.raises(UnusableFile):
        bring(registry_engine, tmp_path / "absent.csv")
