"""Authorizations: given, ended by their supply, or void from the day a standing they rest on ended."""

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import NoSuchThing, OpenAuthorization
from registry.history import Entry, Moment, changes_of, ended_from
from registry.merges import entries_of
from registry.participant_tables import AuthorizationRow
from registry.rows import put_row

RESTS_ON = {"patient": col(AuthorizationRow.patient), "prescriber": col(AuthorizationRow.prescriber_npi)}
"""Whose standing an authorization rests on, and the column that names them."""


def put_authorization(session: Session, given: OpenAuthorization, evidence: str, now: Moment) -> bool:
    """Keep an authorization; whether it was new or other than before. One that was voided stays void.

    One given on a standing that had ended, or ended since, is void from that day, whatever came first.
    """
    before = session.get(AuthorizationRow, given.number)
    row = AuthorizationRow(
        **given.model_dump(),
        evidence=evidence,
        recorded_at=before.recorded_at if before else now.at,
        **(before.model_dump(include={"voided_on", "voided_at", "voided_by"}) if before else {}),
    )
    changed = put_row(session, row)
    void_ended(session, ("patient", given.patient), now)
    void_ended(session, ("prescriber", given.prescriber_npi), now)
    return changed


def void_ended(session: Session, entry: Entry, now: Moment) -> None:
    """Void every authorization that runs beyond the day on which this entry's standing ended."""
    entries = entries_of(session, entry)
    changes = changes_of(session, entries)
    names = RESTS_ON[entry[0]].in_([key for _, key in entries])
    for row in session.exec(select(AuthorizationRow).where(names)):
        day = ended_from(changes, row.authorized_on)
        last = min(each for each in (row.ends_on, row.voided_on, dt.date.max) if each is not None)
        if day is not None and day <= last and day != row.voided_on:
            row.voided_on, row.voided_at, row.voided_by = day, now.at, " ".join(entry)
    session.flush()


def authorization(session: Session, number: str) -> OpenAuthorization:
    """The authorization of that number, whatever became of it; NoSuchThing when there is none."""
    row = session.get(AuthorizationRow, number)
    if row is None:
        raise NoSuchThing("no such authorization")
    return OpenAuthorization(**row.model_dump(include=set(OpenAuthorization.model_fields)))


def open_authorizations(session: Session, patient: str, on: dt.date) -> tuple[OpenAuthorization, ...]:
    """The patient's authorizations, merged entries' too, given by that day and not ended or voided on it."""
    entry = ("patient", patient)
    return open_for_each(session, {patient: entries_of(session, entry)}, on)


def open_for_each(
    session: Session, patients: Mapping[str, tuple[Entry, ...]], on: dt.date
) -> tuple[OpenAuthorization, ...]:
    """The same of patients with the entries of each, one patient after the other."""
    row, everyone = AuthorizationRow, {key for family in patients.values() for _, key in family}
    query = select(row).where(
        RESTS_ON["patient"].in_(everyone),
        row.authorized_on <= on,
        sa.or_(col(row.ends_on).is_(None), col(row.ends_on) >= on),
        sa.or_(col(row.voided_on).is_(None), col(row.voided_on) > on),
    )
    named = set(OpenAuthorization.model_fields) - {"patient"}
    rows = session.exec(query.order_by(col(row.authorized_on), col(row.number))).all() if everyone else ()
    return tuple(
        OpenAuthorization(patient=patient, **given.model_dump(include=named))
        for patient, family in patients.items()
        for given in rows
        if ("patient", given.patient) in family
    )
