"""What a named person may do to the registry: change standings and details, merge entries and part them."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session

from documents import AlreadyTaken, NoSuchThing, NotAllowed, Standing
from documents.formats import email_is_valid, ncpdp_is_valid, phone_is_valid
from registry.as_of import View, position_of
from registry.authorizations import RESTS_ON, void_ended
from registry.awaited import all_of_pharmacy, of_patient, of_prescriber
from registry.csv_tables import STANDINGS
from registry.database import lock_for_writing
from registry.details import Detail, note_details
from registry.history import GOOD, Cause, Entry, Moment, changes_of, note_change, position
from registry.merges import entries_of, merge_entries, part_entries
from registry.participant_tables import PatientRow
from registry.participants import ROWS, place
from registry.waiting import Wake, wake_all

PERSON = "person"
"""The evidence of what a person changes: their word."""


def persons_cause(by: str, reason: str, now: Moment) -> Cause:
    """A person's word as the cause of what they change now; NotAllowed when name or reason is missing."""
    if not by.strip() or not reason.strip():
        raise NotAllowed("a person and a reason are needed")
    return Cause(at=now.at, on=now.on, evidence=PERSON, by=by.strip(), reason=reason.strip())


def change_standing(  # what of whom, from when, who says so, who must hear
    session: Session, key: str, standing: Standing, day: dt.date, cause: Cause, wake: Wake
) -> Entry:
    """Change the standing of whoever has this NPI or number, from a day, and wake what waits for that.

    NotAllowed for a day to come, for a standing the entry cannot have, and for a certification or enrollment
    that was never given on evidence: a person gives back, and does not give. AlreadyTaken when it stands so.
    """
    lock_for_writing(session)
    entry = entry_of(session, key)
    _refuse(session, entry, standing, day, cause.on)
    note_change(session, entry, standing, day, cause)
    place(session, entry, cause)
    wake_all(session, _news(session, (entry,)), cause.on, wake)
    return entry


def _refuse(session: Session, entry: Entry, standing: Standing, day: dt.date, today: dt.date) -> None:
    if standing not in STANDINGS[entry[0]] or standing is Standing.PENDING:
        raise NotAllowed(f"a {entry[0]} cannot be made {standing}")
    if day > today:
        raise NotAllowed("the day is still to come")
    given = [change for change in changes_of(session, entries_of(session, entry)) if change.standing in GOOD]
    if standing in GOOD and position(given, day).standing is not standing:
        raise NotAllowed(f"the {entry[0]} was never {standing} by that day: that needs a form")
    if position_of(session, entry, View(on=day)).standing is standing:
        raise AlreadyTaken(f"the {entry[0]} is {standing} on that day already")


def change_detail(session: Session, key: str, said: str, cause: Cause, wake: Wake) -> Entry:
    """Put a detail, said as `fax=2125550101`, on file of whoever has this NPI or number, and wake what waits.

    It holds since the day of the cause. NotAllowed for a detail that such an entry has not, and for a value
    that cannot be one.
    """
    lock_for_writing(session)
    entry, (name, _, value) = entry_of(session, key), said.partition("=")
    if name not in DETAILS[entry[0]]:
        raise NotAllowed(f"of a {entry[0]} is on file: {', '.join(DETAILS[entry[0]])}")
    detail = Detail(name)
    if not value.strip() or not _CHECKS.get(detail, bool)(value.strip()):
        raise NotAllowed(f"this cannot be a {detail.replace('_', ' ')}")
    before = _news(session, (entry,))
    note_details(session, entry, {detail: value.strip()}, cause)
    place(session, entry, cause)
    wake_all(session, dict.fromkeys((*before, *_news(session, (entry,)))), cause.on, wake)
    return entry


def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


_REACHED = (Detail.PHONE, Detail.FAX, Detail.EMAIL, Detail.ADDRESS)
DETAILS = {
    "prescriber": (Detail.FIRST_NAME, Detail.LAST_NAME, *_REACHED),
    "pharmacy": (
        *(Detail.NAME, Detail.NCPDP, *_REACHED, Detail.REPRESENTATIVE, Detail.REPRESENTATIVE_TITLE),
        *(Detail.REPRESENTATIVE_PHONE, Detail.REPRESENTATIVE_FAX, Detail.REPRESENTATIVE_EMAIL),
    ),
    "patient": (Detail.FIRST_NAME, Detail.LAST_NAME, Detail.BIRTH_DATE),
}
"""The details that a person may put on file of each kind of entry."""

_CHECKS = {
    Detail.PHONE: phone_is_valid,
    Detail.FAX: phone_is_valid,
    Detail.REPRESENTATIVE_PHONE: phone_is_valid,
    Detail.REPRESENTATIVE_FAX: phone_is_valid,
    Detail.EMAIL: email_is_valid,
    Detail.REPRESENTATIVE_EMAIL: email_is_valid,
    Detail.NCPDP: ncpdp_is_valid,
    Detail.BIRTH_DATE: _is_day,
}


def merge(session: Session, kept: str, other: str, cause: Cause, wake: Wake) -> Entry:
    """Have one entry count as another of its kind, so that the standings and papers of both are of one.

    Both numbers are still found. Authorizations end with the standing of either.
    """
    lock_for_writing(session)
    entry, merged = entry_of(session, kept), entry_of(session, other)
    if entry[0] != merged[0]:
        raise NotAllowed(f"a {merged[0]} cannot count as a {entry[0]}")
    merge_entries(session, entry[0], entry[1], merged[1], cause)
    if entry[0] in RESTS_ON:
        void_ended(session, entry, cause)
    wake_all(session, _news(session, (entry, merged)), cause.on, wake)
    return entry


def part(session: Session, other: str, cause: Cause, wake: Wake) -> Entry:
    """Have a merged entry count for itself again; an authorization that was voided stays void."""
    lock_for_writing(session)
    entry = entry_of(session, other)
    kept = part_entries(session, *entry, cause)
    wake_all(session, _news(session, (entry, (entry[0], kept))), cause.on, wake)
    return entry


def entry_of(session: Session, key: str) -> Entry:
    """The entry with this NPI or number; NoSuchThing when there is none, NotAllowed when there are two."""
    found = [(kind, key) for kind, row in ROWS.items() if session.get(row, key) is not None]
    if not found:
        raise NoSuchThing("nobody in the registry has this NPI or number")
    if len(found) > 1:
        raise NotAllowed(
            "a prescriber and a pharmacy have this NPI: one of them must be put right by an import"
        )
    return found[0]


def _news(session: Session, entries: Iterable[Entry]) -> tuple[str, ...]:
    """What a change of these entries is evidence of."""
    news: list[str] = []
    for kind, key in (one for entry in entries for one in entries_of(session, entry)):
        if kind == "prescriber":
            news.append(of_prescriber(key))
        elif kind == "pharmacy":
            news += all_of_pharmacy(key)
        else:
            news.append(of_patient(session.get_one(PatientRow, key).birth_date))
    return tuple(dict.fromkeys(news))
