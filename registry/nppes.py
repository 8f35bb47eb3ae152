"""The national list of NPIs: a local extract of what NPPES publishes, asked for name, kind and status."""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from documents import BadRow, NationalNpi, NpiKind, Record, UnusableFile
from registry.awaited import of_name
from registry.csv_tables import NPI
from registry.database import writing
from registry.decision_tables import WaitingRow
from registry.history import Moment
from registry.participant_tables import NationalNpiRow
from registry.rows import row_table
from registry.waiting import Wake, wake_all

COLUMNS: Mapping[str, str] = {
    "npi": "NPI",
    "kind": "Entity Type Code",
    "organization": "Provider Organization Name (Legal Business Name)",
    "last_name": "Provider Last Name (Legal Name)",
    "first_name": "Provider First Name",
    "deactivated_on": "NPI Deactivation Date",
    "reactivated_on": "NPI Reactivation Date",
}
"""The columns used of the published file, by the names it gives them."""

_KINDS = {"1": NpiKind.PERSON, "2": NpiKind.ORGANIZATION, "": NpiKind.UNKNOWN}
_AT_ONCE = 2_000


class ListImported(Record):
    """How many NPIs an extract had."""

    npis: int


def import_list(engine: sa.Engine, path: Path, now: Moment, wake: Wake) -> ListImported:
    """Keep every NPI of an extract in the place of what was kept of it, and wake what waited for one of them.

    A few thousand rows at a time: after a BadRow those before it are kept; importing again is harmless.
    UnusableFile when it is no extract.
    """
    npis = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = _rows(path.name, csv.DictReader(file, strict=True))
            while found := list(islice(rows, _AT_ONCE)):
                npis += len(found)
                with writing(engine) as session:
                    _keep(session, found)
                    wake_all(session, _awaited(session, {row.npi for row in found}), now.on, wake)
    except UnicodeDecodeError:
        raise UnusableFile(f"{path.name}: not UTF-8 text") from None
    except csv.Error:
        raise UnusableFile(f"{path.name}: not a CSV table") from None
    except OSError as failure:
        raise UnusableFile(f"{path.name}: cannot be read") from failure
    return ListImported(npis=npis)


def national_npis(session: Session, npis: tuple[str, ...]) -> tuple[NationalNpi, ...]:
    """What the extract says of these NPIs, of those that it has."""
    found = session.exec(select(NationalNpiRow).where(col(NationalNpiRow.npi).in_(npis)))
    return tuple(NationalNpi.model_validate(row.model_dump()) for row in found)


def _rows(file: str, table: "csv.DictReader[str]") -> Iterator[NationalNpi]:
    for column in COLUMNS.values():
        if column not in (table.fieldnames or ()):
            raise BadRow(file, 1, column, "the column is missing")
    for cells in table:
        yield _row(
            file, table.line_num, {name: (cells[column] or "").strip() for name, column in COLUMNS.items()}
        )


def _row(file: str, line: int, cells: Mapping[str, str]) -> NationalNpi:
    if not NPI.fullmatch(cells["npi"]):
        raise BadRow(file, line, COLUMNS["npi"], "not an NPI of ten digits")
    if cells["kind"] not in _KINDS:
        raise BadRow(file, line, COLUMNS["kind"], "neither 1 nor 2")
    ended, back = (_day(file, line, name, cells[name]) for name in ("deactivated_on", "reactivated_on"))
    return NationalNpi(
        npi=cells["npi"],
        kind=_KINDS[cells["kind"]],
        first_name=cells["first_name"],
        last_name=cells["last_name"] or cells["organization"],
        active=ended is None or (back is not None and back >= ended),
    )


def _day(file: str, line: int, name: str, cell: str) -> dt.date | None:
    if not cell:
        return None
    month, _, rest = cell.partition("/")
    day, _, year = rest.partition("/")
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise BadRow(file, line, COLUMNS[name], "not a date like 10/25/2017") from None


def _keep(session: Session, found: list[NationalNpi]) -> None:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    once = {row.npi: row.model_dump(mode="json") for row in found}
    statement = insert(row_table(NationalNpiRow)).values(list(once.values()))
    new = {name: statement.excluded[name] for name in NationalNpi.model_fields if name != "npi"}
    session.connection().execute(statement.on_conflict_do_update(index_elements=["npi"], set_=new))


def _awaited(session: Session, npis: set[str]) -> tuple[str, ...]:
    """What is waited for, of all that these NPIs are news of."""
    query = select(WaitingRow.awaits).where(col(WaitingRow.awaits).startswith(of_name("")))
    waited_for = set(session.exec(query.distinct()).all())
    return tuple(waited_for & {of_name(npi) for npi in npis})
