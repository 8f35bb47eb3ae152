"""The history of the details on file of somebody: names, numbers, addresses, representatives, prescribers."""

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum

import sqlalchemy as sa
from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import Record
from documents.facts import Known
from registry.decisions import is_paper
from registry.history import Cause, Entry
from registry.participant_tables import DetailChangeRow

FROM_THE_START = dt.date(1900, 1, 1)
"""The day of what holds for as long as nothing with a day of its own is told."""


class Detail(StrEnum):
    """What is on file of an entry; a patient has any number of prescribers, of all else there is one."""

    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    NCPDP = "ncpdp"
    REPRESENTATIVE = "representative"
    REPRESENTATIVE_TITLE = "representative_title"
    REPRESENTATIVE_PHONE = "representative_phone"
    REPRESENTATIVE_FAX = "representative_fax"
    REPRESENTATIVE_EMAIL = "representative_email"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    ADDRESS = "address"
    PRESCRIBER = "prescriber"


class DetailChange(Record):
    """One change of a detail: true from `effective_on`, known since `recorded_at`.

    None: recorded before times were kept, so known at all times. Dates are ISO.
    """

    detail: Detail
    value: str = Field(repr=False)
    effective_on: dt.date
    recorded_at: AwareDatetime | None
    evidence: str
    by: str = ""
    reason: str = Field(default="", repr=False)

    @property
    def weight(self) -> tuple[dt.date, bool, bool, float, str]:
        """What decides between two: the later day, a person's word, a paper's, what was told later.

        Two papers of one day weigh the same whichever came first.
        """
        paper = is_paper(self.evidence)
        known = self.recorded_at.timestamp() if self.recorded_at and not paper else 0
        return self.effective_on, bool(self.by), paper, known, self.value if paper else ""


def held(changes: Iterable[DetailChange], on: dt.date | None = None) -> dict[Detail, DetailChange]:
    """For each detail the change that holds on a day, in whatever order they became known; None: after all.

    Give the changes of a paper in the order in which they became known: its last word is the one that counts,
    since earlier ones were read wrongly. Before the first day of a detail the first holds.
    """
    found: dict[Detail, DetailChange] = {}
    for change in sorted(_last_words(changes), key=lambda each: each.weight):
        if change.detail not in found or on is None or change.effective_on <= on:
            found[change.detail] = change
    return found


def _last_words(changes: Iterable[DetailChange]) -> list[DetailChange]:
    said: dict[tuple[object, ...], DetailChange] = {}
    for number, change in enumerate(changes):
        if change.detail is not Detail.PRESCRIBER:
            paper = is_paper(change.evidence)
            said[(change.detail, change.evidence) if paper else (number,)] = change
    return list(said.values())


def columns(changes: Mapping[Detail, DetailChange], known: type[Known]) -> dict[str, object]:
    """What holds, as the fields of that record; what the record has no field for is left out."""
    return {
        detail.value: dt.date.fromisoformat(change.value) if detail is Detail.BIRTH_DATE else change.value
        for detail, change in changes.items()
        if detail.value in known.model_fields
    }


def stated(known: Known) -> dict[Detail, str]:
    """The details a record states; what it leaves empty it says nothing of."""
    there = (detail for detail in Detail if detail.value in type(known).model_fields)
    return {detail: value for detail in there if (value := str(getattr(known, detail.value)))}


def details_of(
    session: Session, entries: Iterable[Entry], known_at: dt.datetime | None = None
) -> tuple[tuple[Entry, DetailChange], ...]:
    """The changes of these entries in the order in which they became known; with `known_at` those by then."""
    row, wanted = DetailChangeRow, set(entries)
    query = select(row).where(col(row.subject).in_({key for _, key in wanted}))
    if known_at is not None:
        query = query.where(sa.or_(col(row.recorded_at).is_(None), col(row.recorded_at) <= known_at))
    told = (((one.subject_kind, one.subject), one) for one in session.exec(query.order_by(col(row.id))))
    return tuple(
        (entry, DetailChange.model_validate(one.model_dump(include=set(DetailChange.model_fields))))
        for entry, one in told
        if entry in wanted
    )


def note_details(session: Session, entry: Entry, said: Mapping[Detail, str], cause: Cause) -> None:
    """Keep what a cause says from its day on, unless it said the same before."""
    for detail, value in said.items():
        _note(session, entry, detail, value, cause)


def note_prescriber(session: Session, patient: Entry, npi: str, cause: Cause) -> bool:
    """Keep that a patient is linked with a prescriber; whether there was no such link."""
    row = DetailChangeRow
    links = select(row.evidence).where(
        row.subject_kind == patient[0],
        row.subject == patient[1],
        row.detail == Detail.PRESCRIBER,
        row.value == npi,
    )
    known = session.exec(links).all()
    if cause.evidence not in known:
        _add(session, patient, Detail.PRESCRIBER, npi, cause)
    return not known


def _note(session: Session, entry: Entry, detail: Detail, value: str, cause: Cause) -> None:
    row, (kind, key) = DetailChangeRow, entry
    said = select(row).where(
        row.subject_kind == kind, row.subject == key, row.detail == detail, row.evidence == cause.evidence
    )
    last = session.exec(said.order_by(col(row.id).desc()).limit(1)).first()
    same_day = last is not None and (last.effective_on == cause.from_day or not is_paper(cause.evidence))
    if cause.by or last is None or last.value != value or not same_day:
        _add(session, entry, detail, value, cause)


def _add(session: Session, entry: Entry, detail: Detail, value: str, cause: Cause) -> None:
    row = DetailChangeRow(
        subject_kind=entry[0],
        subject=entry[1],
        detail=detail,
        value=value,
        effective_on=cause.from_day,
        evidence=cause.evidence,
        recorded_at=cause.at,
        by=cause.by,
        reason=cause.reason,
    )
    session.add(row)
    session.flush()
