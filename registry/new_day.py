"""Documents for which a day makes a difference: somebody they wait for stands otherwise from it on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import Standing
from documents.dates import iso_date
from registry.as_of import Circle, View, circle_of
from registry.awaited import ANY_PHARMACY, entry_awaited
from registry.details import Detail
from registry.history import Entry
from registry.participant_tables import PatientRow, StandingChangeRow
from registry.waiting import Waiting, all_waiting

_JUDGED = frozenset(
    {Detail.FIRST_NAME, Detail.LAST_NAME, Detail.NAME, Detail.BIRTH_DATE, Detail.NCPDP, Detail.REPRESENTATIVE}
)
"""The details on which a decision may rest; numbers and addresses are for letters alone."""

_Seen = tuple[Standing, Mapping[Detail, str], frozenset[str]]


def due_by_day(session: Session, view: View, day_of: Callable[[dt.datetime], dt.date]) -> tuple[Waiting, ...]:
    """The documents to decide again on the day of the view because of a change that took effect on its own.

    Such a change was known before its day, or is an expiry: nothing arrives on that day to tell of it. A
    document decided on the day or later is not among them, so that it is decided again once, also after days
    without a look. `day_of` gives the local day of a time.
    """
    waiting = [(one, day_of(at), key) for one, at, key in all_waiting(session, view.on)]
    earlier = [(one, day, key) for one, day, key in waiting if day < view.on]
    first = min((day for _, day, _ in earlier), default=view.on)
    entries = _entries(session, {key for _, _, key in earlier}, first, view.on)
    now = circle_of(session, {entry for each in entries.values() for entry in each}, view)
    then = {day: replace(now, view=view.model_copy(update={"on": day})) for _, day, _ in earlier}
    found = (
        one
        for one, day, key in earlier
        if any(_seen(then[day], entry) != _seen(now, entry) for entry in entries.get(key, ()))
    )
    return tuple(dict.fromkeys(found))


def _entries(
    session: Session, keys: Iterable[str], first: dt.date, last: dt.date
) -> Mapping[str, Sequence[Entry]]:
    """For each key that is awaited whom it is about; knowledge results and listed names have no day."""
    entries: dict[str, Sequence[Entry]] = {}
    born: dict[dt.date, str] = {}
    for key in keys:
        kind, of = entry_awaited(key)
        if key == ANY_PHARMACY:
            entries[key] = _pharmacies_changed(session, first, last)
        elif kind == "patient" and (day := iso_date(of)):
            born[day] = key
        elif kind in {"prescriber", "pharmacy"} and of:
            entries[key] = ((kind, of),)
    return {**entries, **_born_on(session, born)}


def _born_on(session: Session, born: Mapping[dt.date, str]) -> Mapping[str, Sequence[Entry]]:
    row, found = PatientRow, defaultdict[str, list[Entry]](list)
    query = sa.select(col(row.birth_date), col(row.number)).where(col(row.birth_date).in_(born))
    for day, number in session.execute(query) if born else ():
        found[born[day]].append(("patient", number))
    return found


def _pharmacies_changed(session: Session, after: dt.date, until: dt.date) -> list[Entry]:
    row = StandingChangeRow
    changed = select(row.subject).where(
        row.subject_kind == "pharmacy", row.effective_on > after, row.effective_on <= until
    )
    return [("pharmacy", npi) for npi in session.exec(changed.distinct())]


def _seen(circle: Circle, entry: Entry) -> _Seen:
    """What a decision sees of an entry on the day of the circle, by what is known now."""
    details = {detail: change.value for detail, change in circle.on_file(entry).items() if detail in _JUDGED}
    return circle.position(entry).standing, details, circle.prescribers(entry)
