"""The registry as tables for spreadsheets: who stands where, authorizations, letters, decisions, reports."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from documents import Disposition, KnownPatient, KnownPharmacy, KnownPrescriber, Letter, Record
from registry.as_of import Circle, View, circle_of, known_patients, known_pharmacies, known_prescribers
from registry.decision_tables import DispositionRow
from registry.letter_tables import LetterRow
from registry.participant_tables import AuthorizationRow
from registry.participants import ROWS
from registry.rows import Row as TableRow
from registry.rows import from_json
from registry.safety import every_report

Row = Sequence[object]
AT_ONCE, CIRCLE = 1000, 200
"""Rows that are fetched, and entries that are looked at, together."""


class Table(NamedTuple):
    """The headings of a table, and its rows as the registry holds them, seen from a day."""

    headings: tuple[str, ...]
    rows: Callable[[Session, View], Iterator[Row]]


def _standing(
    kind: str, record: type[Record], known: Callable[[Session, tuple[str, ...], Circle], Sequence[Record]]
) -> Table:
    """A table of entries as they stand on the day, with the columns that the registry imports."""
    headings = tuple(record.model_fields)
    (key,) = sa.inspect(ROWS[kind]).primary_key

    def rows(session: Session, view: View) -> Iterator[Row]:
        names = session.execute(sa.select(key).order_by(key)).scalars().all()
        for start in range(0, len(names), CIRCLE):
            some = tuple(names[start : start + CIRCLE])
            circle = circle_of(session, ((kind, name) for name in some), view)
            for found in known(session, some, circle):
                yield [_plain(getattr(found, heading)) for heading in headings]

    return Table(headings, rows)


def _plain(value: object) -> object:
    return ";".join(map(str, value)) if isinstance(value, tuple) else value


def _authorizations(session: Session, _view: View) -> Iterator[Row]:
    row = AuthorizationRow
    for one in _each(session, row, col(row.number)):
        until = (one.ends_on, one.voided_on, one.voided_by)
        yield (one.number, one.patient, one.prescriber_npi, one.authorized_on, *until)


def _letters(session: Session, _view: View) -> Iterator[Row]:
    row = LetterRow
    for one in _each(session, row, col(row.reference)):
        to = from_json(Letter, one.record).to
        about = (one.fax, one.document, one.revision, one.about, one.reminds_of)
        where = (one.state, one.state_at, to.role, to.npi, one.number, one.attempts)
        yield (one.reference, one.kind, *where, *about)


def _decisions(session: Session, _view: View) -> Iterator[Row]:
    row = DispositionRow
    order = (col(row.as_of), col(row.fax), col(row.document), col(row.revision))
    columns = (col(row.revision), col(row.granted), col(row.record))
    found = session.execute(sa.select(*columns).order_by(*order).execution_options(yield_per=AT_ONCE))
    for revision, granted, record in found:
        made = from_json(Disposition, record)
        form = (made.form.form, made.form.edition) if made.form else ("", "")
        said = (made.outcome, " ".join(made.reasons), granted, made.as_of, made.rule_set)
        yield (made.fax, made.document, revision, *form, *said)


def _reports(session: Session, _view: View) -> Iterator[Row]:
    for one in every_report(session):
        end = one.closing
        ended = (end.ending, end.at, end.by, end.handed_at, end.reference) if end else ("",) * 5
        yield (one.number, one.fax, one.document, one.received_at, one.opened_at, one.by, *ended)


def _each(session: Session, row: type[TableRow], key: Mapped[str]) -> Iterator[Any]:
    found = session.execute(sa.select(row).order_by(key).execution_options(yield_per=AT_ONCE))
    return iter(found.scalars())


TABLES: Mapping[str, Table] = {
    "prescribers": _standing("prescriber", KnownPrescriber, known_prescribers),
    "pharmacies": _standing("pharmacy", KnownPharmacy, known_pharmacies),
    "patients": _standing("patient", KnownPatient, known_patients),
    "authorizations": Table(
        ("number", "patient", "prescriber_npi", "authorized_on", "ends_on", "voided_on", "voided_by"),
        _authorizations,
    ),
    "letters": Table(
        (
            "reference", "kind", "state", "since", "to", "npi", "fax_number", "attempts",
            "fax", "document", "revision", "about", "reminds_of",
        ),
        _letters,
    ),
    "decisions": Table(
        (
            "fax", "document", "revision", "form", "edition",
            "outcome", "reasons", "granted", "decided", "rule_set",
        ),
        _decisions,
    ),
    "safety": Table(
        (
            "report", "fax", "document", "received", "opened", "by",
            "ended", "closed", "closed_by", "handed_over", "reference",
        ),
        _reports,
    ),
}  # fmt: skip
"""Every table by the name of its file."""
