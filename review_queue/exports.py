"""What supervisors take out of the desk as tables: the open items, and what people corrected."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

from sqlmodel import Session

from documents import Correction, ReviewItem
from registry.review_items import corrections_since, open_items

Row = Sequence[object]

QUEUE = ("due", "form", "edition", "fax", "document", "revision", "reasons", "opened", "claimed_by")
CORRECTIONS = (
    "fax", "document", "revision", "made", "resolution", "by", "second", "set_aside", "reason",
    "field", "said_by", "said", "state", "value", "old_state", "old_value", "blind", "withdrawn", "seconds",
)  # fmt: skip
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet might compute instead of showing it."""


def queue_table(session: Session) -> list[Row]:
    """The open items in their order, a row each; holds nothing that anybody wrote on a form. Times in UTC."""
    return [_item(item) for item in open_items(session)]


def corrections_table(session: Session, since: dt.datetime) -> list[Row]:
    """What people said of documents in corrections made since a time, a row for each field they spoke of.

    Holds what stands on forms. A correction that speaks of no field has one row. Times in UTC.
    """
    return [row for made in corrections_since(session, since) for row in _correction(made)]


def as_csv(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The table as CSV in UTF-8, every cell quoted; what might be a formula begins with an apostrophe."""
    written = io.StringIO()
    write_csv(written, headings, rows)
    return written.getvalue().encode()


def write_csv(to: TextIO, headings: Sequence[str], rows: Iterable[Row]) -> int:
    """Write the same as text, opened without translation of line ends; how many rows."""
    table, count = csv.writer(to, quoting=csv.QUOTE_ALL), 0
    table.writerow(headings)
    for row in rows:
        table.writerow([_cell(value) for value in row])
        count += 1
    return count


def _cell(value: object) -> str:
    moment = value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else None
    text = f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else "" if value is None else str(value)
    risky = text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS)
    return f"'{text}" if risky else text


def _item(item: ReviewItem) -> Row:
    form, edition = (item.form.form, item.form.edition) if item.form else ("", "")
    holder = item.claim.owner if item.claim else ""
    named = (item.due_at, form, edition, item.fax, item.document, item.revision)
    return (*named, " ".join(item.reasons), item.opened_at, holder)


def _correction(made: Correction) -> list[Row]:
    which = (made.fax, made.document, made.revision, made.made_at, made.resolution, made.by, made.second)
    about = (*which, " ".join(made.overrides), made.reason)
    keyed = [
        (
            one.field, one.by, one.at, one.state, one.value, one.old_state or "", one.old,
            one.blind, one.withdrawn, f"{one.seconds:.1f}",
        )
        for one in made.keyings
    ]  # fmt: skip
    at_the_desk = {one.field for one in made.keyings}
    others = [
        (one.field, one.author, made.made_at, one.state, one.value, *("",) * 5)
        for one in made.readings
        if one.field not in at_the_desk
    ]
    return [(*about, *said) for said in (*keyed, *others)] or [(*about, *("",) * 10)]
