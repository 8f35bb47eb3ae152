"""Earlier documents with a page image, the content or a signature of the one that is decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from pydantic_core import from_json
from sqlmodel import Session, col, select

from documents import Digest, EarlierDocument, FormReading
from documents.ink_print import SAME_INK, sameness
from registry.decision_tables import DispositionRow
from registry.fax_tables import DocumentPageRow, DocumentRow, PageRow, ReadingRow
from registry.names import folded
from registry.papers import subject_of

SAME_SHARE = 0.9
"""Two readings are of the same content when all they share agrees and they share at least this part."""

_SIGNED_ON = "_signature_date"

_Key = tuple[Digest, int]


@dataclass(frozen=True)
class _Paper:
    """What a document says: its form, empty for none, values by field, and the prints of its signatures."""

    form: str = ""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    inks: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def signed_on(self) -> dict[str, str]:
        return {name: value for name, value in self.values.items() if name.endswith(_SIGNED_ON)}


def earlier_documents(
    session: Session, reading: FormReading, pages: tuple[Digest, ...]
) -> tuple[EarlierDocument, ...]:
    """The other decided documents with one of these page images, or of the same person with the same content.

    So are those of the same person and form with the very ink of one of the signatures. What gave way to an
    assembly is left out.
    """
    pictured = _with_pages(session, pages)
    found = pictured | _same_subject(session, reading)
    found.discard((reading.document.fax, reading.document.number))
    faxes = {fax for fax, _ in found}
    outcomes, newest = _outcomes(session, faxes), _newest_readings(session, faxes)
    own = _paper(
        form_name(reading),
        (
            one.model_dump(include={"field": True, "value": True, "evidence": {"strokes"}})
            for one in reading.readings
        ),
    )
    earlier = []
    for key in sorted(found & outcomes.keys()):
        other = newest.get(key, _Paper())
        same_image, alike = key in pictured, key in newest and same_content(reading, other.form, other.values)
        copied = not alike and _signed_alike(own, other)
        if same_image or alike or copied:
            earlier.append(
                EarlierDocument(
                    fax=key[0],
                    document=key[1],
                    form=other.form,
                    same_image=same_image,
                    same_content=alike,
                    same_signature=copied,
                    same_dates=own.signed_on == other.signed_on,
                    outcome=outcomes[key],
                )
            )
    return tuple(earlier)


def _signed_alike(own: _Paper, other: _Paper) -> bool:
    """Whether a signature of one form is the same ink as that in its place on the other."""
    shared = own.inks.keys() & other.inks.keys() if own.form == other.form else ()
    return any(sameness(own.inks[name], other.inks[name]) >= SAME_INK for name in shared)


def _with_pages(session: Session, pages: tuple[Digest, ...]) -> set[_Key]:
    query = select(DocumentPageRow.fax, DocumentPageRow.document).join(
        PageRow, col(PageRow.fax) == DocumentPageRow.fax
    )
    same = query.where(col(PageRow.number) == DocumentPageRow.page, col(PageRow.digest).in_(pages))
    return set(session.exec(same).all())


def _same_subject(session: Session, reading: FormReading) -> set[_Key]:
    subject, form = subject_of(reading), form_name(reading)
    if not subject or not form:
        return set()
    query = select(ReadingRow.fax, ReadingRow.document)
    return set(session.exec(query.where(ReadingRow.subject == subject, ReadingRow.form == form)).all())


def _outcomes(session: Session, faxes: set[Digest]) -> dict[_Key, str]:
    """The newest outcome of each decided document of these faxes that stands."""
    row, of = DispositionRow, DocumentRow
    query = (
        select(row.fax, row.document, row.outcome)
        .join(of, (col(of.fax) == row.fax) & (col(of.number) == row.document))
        .where(col(row.fax).in_(faxes), col(of.superseded_by).is_(None))
    )
    found = session.exec(query.order_by(col(row.revision)))
    return {(fax, document): outcome for fax, document, outcome in found}


def _newest_readings(session: Session, faxes: set[Digest]) -> dict[_Key, _Paper]:
    """What the newest reading of each document of these faxes says."""
    row = ReadingRow
    record = sa.cast(col(row.record), sa.Text)
    query = select(row.fax, row.document, row.form, record).where(col(row.fax).in_(faxes))
    return {
        (fax, document): _paper(form or "", from_json(text)["readings"])
        for fax, document, form, text in session.exec(query.order_by(col(row.revision)))
    }


def _paper(form: str, readings: Iterable[Mapping[str, Any]]) -> _Paper:
    values, inks = {}, {}
    for one in readings:
        values[one["field"]] = one["value"]
        if strokes := one["evidence"].get("strokes"):
            inks[one["field"]] = strokes
    return _Paper(form, values, inks)


def same_content(reading: FormReading, form: str, values: Mapping[str, str]) -> bool:
    """Whether a reading is of this form, filled in with these values, dates and all."""
    own = {one.field: one.value for one in reading.readings if one.value}
    filled = {field for field, value in values.items() if value}
    shared, either = own.keys() & filled, own.keys() | filled
    if form_name(reading) != form or not shared or len(shared) < SAME_SHARE * len(either):
        return False
    return all(folded(own[field]) == folded(values[field]) for field in shared)


def form_name(reading: FormReading) -> str:
    """The form of a reading without its edition; empty for none."""
    form = reading.document.form
    return form.form if form is not None else ""
