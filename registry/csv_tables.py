"""Reads the CSV tables from which the registry is filled: every cell accepted, or the file refused."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from documents import (
    BadRow,
    KnowledgeResult,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    OpenAuthorization,
    Record,
    Standing,
    UnusableFile,
)

ImportedRecord = KnownPrescriber | KnownPharmacy | KnownPatient | KnowledgeResult | OpenAuthorization

TABLES: Mapping[str, type[ImportedRecord]] = {
    "prescribers": KnownPrescriber,
    "pharmacies": KnownPharmacy,
    "patients": KnownPatient,
    "knowledge": KnowledgeResult,
    "authorizations": OpenAuthorization,
}
"""File name without `.csv`, in the order in which tables are imported."""

KEYS: Mapping[type[ImportedRecord], tuple[str, ...]] = {
    KnownPrescriber: ("npi",),
    KnownPharmacy: ("npi",),
    KnownPatient: ("number",),
    KnowledgeResult: ("npi", "source", "attempt"),
    OpenAuthorization: ("number",),
}

_PARTICIPANT = {
    Standing.PENDING: "",
    Standing.CERTIFIED: "certified_on",
    Standing.DEACTIVATED: "decertified_on",
    Standing.DECERTIFIED: "decertified_on",
}
STANDINGS: Mapping[str, Mapping[Standing, str]] = {
    "prescriber": _PARTICIPANT,
    "pharmacy": _PARTICIPANT,
    "patient": {
        Standing.PENDING: "",
        Standing.ENROLLED: "enrolled_on",
        Standing.DISCONTINUED: "discontinued_on",
    },
}
"""Which standings a kind of entry may have, and the date each one needs."""

_KINDS: Mapping[type[ImportedRecord], str] = {
    KnownPrescriber: "prescriber",
    KnownPharmacy: "pharmacy",
    KnownPatient: "patient",
}

STANDING_DAYS = ("certified_on", "decertified_on", "enrolled_on", "discontinued_on")
"""The columns with days of a standing."""

NPI = re.compile(r"[12][0-9]{9}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAY_COLUMNS = re.compile(r".*_on|birth_date")


@dataclass(frozen=True)
class Table:
    """The accepted rows of one file, each with its line."""

    name: str
    kind: type[ImportedRecord]
    rows: tuple[tuple[int, ImportedRecord], ...]


def table_files(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The CSV files meant: files as given, folders by the table names; in the order of import.

    UnusableFile for a file that is none of the tables, or a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        inside = [path / f"{name}.csv" for name in TABLES] if path.is_dir() else [path]
        there = [file for file in inside if file.is_file()]
        if not there:
            raise UnusableFile(f"{path.name}: no such table file or folder of table files")
        found += there
    for file in found:
        if file.stem not in TABLES or file.suffix != ".csv":
            raise UnusableFile(
                f"{file.name}: a table is one of {', '.join(f'{name}.csv' for name in TABLES)}"
            )
    order = list(TABLES)
    return tuple(sorted(found, key=lambda file: order.index(file.stem)))


def read_table(path: Path) -> Table:
    """The table in a CSV file; BadRow names the first cell that is wrong, and then nothing of it is used."""
    kind = TABLES[path.stem]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows = tuple(_rows(path.name, kind, ((reader.line_num, cells) for cells in reader)))
    except UnicodeDecodeError:
        raise UnusableFile(f"{path.name}: not UTF-8 text") from None
    except csv.Error:
        raise UnusableFile(f"{path.name}: not a CSV table") from None
    except OSError as failure:
        raise UnusableFile(f"{path.name}: cannot be read") from failure
    _refuse_twins(path.name, kind, rows)
    return Table(name=path.name, kind=kind, rows=rows)


def _rows(
    file: str, kind: type[ImportedRecord], lines: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, ImportedRecord]]:
    header = [name.strip() for name in next(lines, (1, []))[1]]
    _check_header(file, kind, header)
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise BadRow(file, line, header[min(len(cells), len(header)) - 1], "the row has another length")
        yield line, _accept(file, line, kind, dict(zip(header, map(str.strip, cells), strict=True)))


def _check_header(file: str, kind: type[ImportedRecord], header: list[str]) -> None:
    for name in header:
        if name not in kind.model_fields or header.count(name) > 1:
            raise BadRow(file, 1, name or "(empty)", "not a column of this table, or there twice")
    for name, field in kind.model_fields.items():
        if field.is_required() and name not in header:
            raise BadRow(file, 1, name, "the column is missing")


def _accept(file: str, line: int, kind: type[ImportedRecord], cells: dict[str, str]) -> ImportedRecord:
    """The row as a record; BadRow for the first cell that is wrong."""
    filled: dict[str, object] = {name: cell for name, cell in cells.items() if cell}
    for name, cell in cells.items():
        if cell and DAY_COLUMNS.fullmatch(name) and not DAY.fullmatch(cell):
            raise BadRow(file, line, name, "not a date like 2017-10-25")
        if cell and name.endswith("npi") and not NPI.fullmatch(cell):
            raise BadRow(file, line, name, "not an NPI of ten digits")
    if "prescribers" in filled:
        npis = tuple(cells["prescribers"].replace(";", " ").split())
        if not all(NPI.fullmatch(npi) for npi in npis):
            raise BadRow(file, line, "prescribers", "not NPIs of ten digits")
        filled["prescribers"] = npis
    try:
        record = kind.model_validate(filled)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False, include_context=False)[0]
        raise BadRow(file, line, str(first["loc"][0]), first["msg"].lower()) from None
    _check_standing(file, line, record)
    return record


def _check_standing(file: str, line: int, record: ImportedRecord) -> None:
    if not isinstance(record, KnownPrescriber | KnownPharmacy | KnownPatient):
        return
    allowed = STANDINGS[_KINDS[type(record)]]
    if record.standing not in allowed:
        raise BadRow(file, line, "standing", f"one of {', '.join(allowed)}")
    needed = allowed[record.standing]
    if needed and getattr(record, needed) is None:
        raise BadRow(file, line, needed, f"needed for the standing {record.standing}")


def _refuse_twins(file: str, kind: type[ImportedRecord], rows: tuple[tuple[int, Record], ...]) -> None:
    seen: set[tuple[object, ...]] = set()
    for line, record in rows:
        key = tuple(getattr(record, name) for name in KEYS[kind])
        if key in seen:
            raise BadRow(file, line, KEYS[kind][0], "listed twice")
        seen.add(key)
