"""Figures of the desk: what waits and for how long, how long people take, what passes without them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from pydantic import AwareDatetime
from sqlmodel import Session, col, select

from documents import Claimed, FormReading, Outcome, Record, Writing
from registry.decision_tables import CorrectionRow, DispositionRow, ReviewItemRow
from registry.desk_events import events_of
from registry.fax_tables import DocumentRow, FaxRow, PageRow, ReadingRow
from registry.review_items import correction
from registry.rows import from_json


class Waits(Record):
    """Open items of one form or reason, and since when the fax of the oldest is here."""

    about: str
    count: int
    oldest: AwareDatetime


class Passed(Record):
    """One document at its first decision: when, on which form, and whether it passed without a person."""

    at: AwareDatetime
    form: str
    straight: bool


class Call(Record):
    """One fax: when it came, whether its call or file broke off, and its pages, all and damaged ones."""

    at: AwareDatetime
    partial: bool
    pages: int
    damaged: int


class Corrected(Record):
    """A field a person spoke of: how it was written, and whether the engines' reading was changed."""

    form: str
    edition: str
    field: str
    writing: Writing
    changed: bool


def waits(session: Session) -> tuple[tuple[Waits, ...], tuple[Waits, ...]]:
    """The open items by form, and by reason code, most first; an item counts for each of its reasons."""
    query = (
        sa.select(col(ReviewItemRow.form), col(ReviewItemRow.reasons), col(FaxRow.received_at))
        .join(FaxRow, col(FaxRow.digest) == col(ReviewItemRow.fax))
        .where(col(ReviewItemRow.resolved_at).is_(None))
    )
    forms: dict[str, list[dt.datetime]] = defaultdict(list)
    reasons: dict[str, list[dt.datetime]] = defaultdict(list)
    for form, codes, received in session.execute(query):
        forms[form].append(received)
        for code in codes.split():
            reasons[code].append(received)
    return _waits(forms), _waits(reasons)


def touch_times(session: Session, since: dt.datetime) -> tuple[dt.timedelta, ...]:
    """From a person's last claim of an item to their resolving it, for items resolved since, shortest first.

    Items that were resolved without a claim at the desk are left out.
    """
    claims: dict[tuple[str, str, int], list[dt.datetime]] = defaultdict(list)
    for event in events_of(session, "claimed", since - dt.timedelta(days=1)):
        if isinstance(event, Claimed):
            claims[event.by, event.fax, event.document].append(event.at)
    found = []
    for row in session.exec(select(CorrectionRow).where(col(CorrectionRow.made_at) >= since)):
        earlier = [at for at in claims[row.by, row.fax, row.document] if at <= row.made_at]
        if earlier:
            found.append(row.made_at - max(earlier))
    return tuple(sorted(found))


def passed(session: Session, since: dt.datetime) -> tuple[Passed, ...]:
    """The documents of our forms first decided since a time, without those that gave way to an assembly."""
    of_it = sa.and_(
        col(DocumentRow.fax) == DispositionRow.fax, col(DocumentRow.number) == DispositionRow.document
    )
    query = (
        sa.select(
            col(DispositionRow.as_of),
            col(DocumentRow.form),
            col(DispositionRow.outcome),
            col(DocumentRow.assembly),
        )
        .join(DocumentRow, of_it)
        .where(col(DispositionRow.revision) == 0, col(DispositionRow.as_of) >= since)
        .where(col(DocumentRow.form).is_not(None), col(DocumentRow.superseded_by).is_(None))
    )
    return tuple(
        Passed(at=at, form=form, straight=outcome != Outcome.REVIEW and not assembly)
        for at, form, outcome, assembly in session.execute(query)
    )


def calls(session: Session, since: dt.datetime) -> tuple[Call, ...]:
    """The faxes received since a time."""
    pages: Counter[str] = Counter()
    damaged: Counter[str] = Counter()
    recent = sa.select(col(FaxRow.digest), col(FaxRow.received_at), col(FaxRow.whole))
    recent = recent.where(col(FaxRow.received_at) >= since)
    bad_rows = col(PageRow.image)["bad_rows"].as_integer()
    images = sa.select(col(PageRow.fax), bad_rows).join(FaxRow, col(FaxRow.digest) == col(PageRow.fax))
    for fax, bad in session.execute(images.where(col(FaxRow.received_at) >= since)):
        pages[fax] += 1
        damaged[fax] += bad > 0
    return tuple(
        Call(at=at, partial=whole is False, pages=pages[fax], damaged=damaged[fax])
        for fax, at, whole in session.execute(recent)
    )


def corrected(session: Session, since: dt.datetime) -> tuple[Corrected, ...]:
    """The fields people spoke of since a time, against what the engines first read."""
    query = (
        select(CorrectionRow, ReadingRow)
        .join(
            ReadingRow,
            sa.and_(
                col(ReadingRow.fax) == CorrectionRow.fax,
                col(ReadingRow.document) == CorrectionRow.document,
                col(ReadingRow.revision) == 0,
            ),
        )
        .where(col(CorrectionRow.made_at) >= since)
    )
    found: list[Corrected] = []
    for row, read in session.exec(query):
        found.extend(_corrected(session, row, from_json(FormReading, read.record)))
    return tuple(found)


def _corrected(session: Session, row: CorrectionRow, read: FormReading) -> Iterable[Corrected]:
    said = correction(session, row.fax, row.document, row.revision)
    before = {one.field: one for one in read.readings}
    form = read.document.form
    for one in said.readings if said and form else ():
        if form and one.field in before:
            old = before[one.field]
            yield Corrected(
                form=form.form,
                edition=form.edition,
                field=one.field,
                writing=old.writing,
                changed=(old.state, old.value) != (one.state, one.value),
            )


def _waits(groups: dict[str, list[dt.datetime]]) -> tuple[Waits, ...]:
    found = [Waits(about=about, count=len(times), oldest=min(times)) for about, times in groups.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, one.about)))
