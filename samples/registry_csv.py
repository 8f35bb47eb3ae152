"""The registry facts that samples rest on, as the CSV files the registry imports."""

import csv
import datetime as dt
import io
from pathlib import Path

from documents import (
    KnowledgeResult,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    OpenAuthorization,
    Record,
    Standing,
)
from samples.cast import Prescriber

LIST_SEPARATOR = ";"


def known_as(
    who: Prescriber, standing: Standing, certified: dt.date | None = None, decertified: dt.date | None = None
) -> KnownPrescriber:
    """A prescriber with a standing, certified and decertified on these days."""
    return KnownPrescriber(
        npi=who.npi,
        first_name=who.first_name,
        last_name=who.last_name,
        standing=standing,
        certified_on=certified,
        decertified_on=decertified,
        fax=who.fax,
    )


class OnFile(Record):
    """What the registry must hold before a fax arrives."""

    prescribers: tuple[KnownPrescriber, ...] = ()
    pharmacies: tuple[KnownPharmacy, ...] = ()
    patients: tuple[KnownPatient, ...] = ()
    knowledge: tuple[KnowledgeResult, ...] = ()
    authorizations: tuple[OpenAuthorization, ...] = ()

    def __add__(self, other: "OnFile") -> "OnFile":
        """Both together, each row once."""
        return OnFile(
            prescribers=tuple(dict.fromkeys(self.prescribers + other.prescribers)),
            pharmacies=tuple(dict.fromkeys(self.pharmacies + other.pharmacies)),
            patients=tuple(dict.fromkeys(self.patients + other.patients)),
            knowledge=tuple(dict.fromkeys(self.knowledge + other.knowledge)),
            authorizations=tuple(dict.fromkeys(self.authorizations + other.authorizations)),
        )


_RECORDS: dict[str, type[Record]] = {
    "prescribers": KnownPrescriber,
    "pharmacies": KnownPharmacy,
    "patients": KnownPatient,
    "knowledge": KnowledgeResult,
    "authorizations": OpenAuthorization,
}
"""One file for each, columns named as the fields of the record."""


def write_registry(on_file: OnFile, folder: Path) -> None:
    """Write prescribers, pharmacies, patients, knowledge and authorizations as CSV files, headings included.

    Dates are ISO, an empty cell is no value, several values of one cell are joined by `;`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, record in _RECORDS.items():
        rows: tuple[Record, ...] = getattr(on_file, name)
        (folder / f"{name}.csv").write_text(_table(record, rows), encoding="utf-8", newline="")


def _table(record: type[Record], rows: tuple[Record, ...]) -> str:
    columns = tuple(record.model_fields)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(getattr(row, column)) for column in columns] for row in rows)
    return written.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(str(part) for part in value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
