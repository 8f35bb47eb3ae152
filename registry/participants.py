"""Participants, patients, knowledge results and authorizations: put and looked up, with the history kept."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import (
    KnowledgeResult,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    NoSuchThing,
    OpenAuthorization,
    Standing,
)
from registry.participant_tables import (
    AuthorizationRow,
    KnowledgeRow,
    PatientPrescriberRow,
    PatientRow,
    PharmacyRow,
    PrescriberRow,
    StandingChangeRow,
)
from registry.rows import Row, insert_once

Known = KnownPrescriber | KnownPharmacy | KnownPatient


def put_prescriber(
    session: Session, known: KnownPrescriber, evidence: str, on: dt.date | None = None
) -> bool:
    """Make the prescriber so; whether anything changed. `on` dates a standing that has no date of its own.

    A decertified prescriber's open authorizations are void from that day.
    """
    changed = _put(session, PrescriberRow(**known.model_dump(), evidence=evidence))
    _note_standing(session, "prescriber", known.npi, known, evidence, on)
    if known.standing is Standing.DECERTIFIED and known.decertified_on:
        _void(session, col(AuthorizationRow.prescriber_npi) == known.npi, known.decertified_on)
    return changed


def put_pharmacy(session: Session, known: KnownPharmacy, evidence: str, on: dt.date | None = None) -> bool:
    """Make the pharmacy so; whether anything changed."""
    changed = _put(session, PharmacyRow(**known.model_dump(), evidence=evidence))
    _note_standing(session, "pharmacy", known.npi, known, evidence, on)
    return changed


def put_patient(session: Session, known: KnownPatient, evidence: str, on: dt.date | None = None) -> bool:
    """Make the patient so and link the prescribers named; whether anything changed.

    A discontinued patient's open authorizations are void from that day. No link is ever taken away.
    """
    changed = _put(session, PatientRow(**known.model_dump(exclude={"prescribers"}), evidence=evidence))
    _note_standing(session, "patient", known.number, known, evidence, on)
    for npi in known.prescribers:
        changed |= insert_once(session, PatientPrescriberRow(patient=known.number, npi=npi))
    if known.standing is Standing.DISCONTINUED and known.discontinued_on:
        _void(session, col(AuthorizationRow.patient) == known.number, known.discontinued_on)
    return changed


def put_knowledge(session: Session, result: KnowledgeResult) -> bool:
    """Keep a knowledge result; whether it was new or other than before."""
    return _put(session, KnowledgeRow(**result.model_dump()))


def put_authorization(session: Session, given: OpenAuthorization, evidence: str) -> bool:
    """Keep an authorization; whether it was new or other than before. One that was voided stays void."""
    before = session.get(AuthorizationRow, given.number)
    voided = before.voided_on if before else None
    return _put(session, AuthorizationRow(**given.model_dump(), voided_on=voided, evidence=evidence))


def _put(session: Session, row: Row) -> bool:
    """Insert or update by primary key; the evidence of what first put a row there stays."""
    if insert_once(session, row):
        return True
    kind = type(row)
    before = session.get_one(kind, sa.inspect(kind).primary_key_from_instance(row))
    changed = False
    for column in sa.inspect(kind).column_attrs:
        new = getattr(row, column.key)
        if column.key != "evidence" and getattr(before, column.key) != new:
            setattr(before, column.key, new)
            changed = True
    session.flush()
    return changed


def dated(known: Known) -> dt.date | None:
    """The day from which the record's standing holds; None when it has none."""
    if isinstance(known, KnownPatient):
        return known.discontinued_on if known.standing is Standing.DISCONTINUED else known.enrolled_on
    return known.decertified_on if known.standing is Standing.DECERTIFIED else known.certified_on


def _note_standing(
    session: Session, kind: str, subject: str, known: Known, evidence: str, on: dt.date | None
) -> None:
    day = dated(known) or on
    if day is None:
        return
    last = session.exec(
        select(StandingChangeRow)
        .where(StandingChangeRow.subject_kind == kind, StandingChangeRow.subject == subject)
        .order_by(col(StandingChangeRow.id).desc())
        .limit(1)
    ).first()
    if last is not None and (last.standing, last.effective_on) == (known.standing, day):
        return
    change = StandingChangeRow(
        subject_kind=kind, subject=subject, standing=known.standing, effective_on=day, evidence=evidence
    )
    insert_once(session, change)


def _void(session: Session, which: sa.ColumnElement[bool], on: dt.date) -> None:
    still_open = sa.or_(col(AuthorizationRow.ends_on).is_(None), col(AuthorizationRow.ends_on) >= on)
    query = select(AuthorizationRow).where(which, col(AuthorizationRow.voided_on).is_(None), still_open)
    for row in session.exec(query):
        row.voided_on = on
    session.flush()


def prescriber_of(row: PrescriberRow) -> KnownPrescriber:
    """The row as a record."""
    return KnownPrescriber(**row.model_dump(exclude={"evidence"}))


def prescribers(session: Session) -> tuple[KnownPrescriber, ...]:
    """Every prescriber in the registry, by NPI."""
    rows = session.exec(select(PrescriberRow).order_by(PrescriberRow.npi))
    return tuple(map(prescriber_of, rows))


def pharmacy_of(row: PharmacyRow) -> KnownPharmacy:
    """The row as a record."""
    return KnownPharmacy(**row.model_dump(exclude={"evidence"}))


def patient_of(session: Session, row: PatientRow) -> KnownPatient:
    """The row as a record, with its links."""
    links = select(PatientPrescriberRow.npi).where(PatientPrescriberRow.patient == row.number)
    return KnownPatient(
        **row.model_dump(exclude={"evidence"}), prescribers=tuple(sorted(session.exec(links)))
    )


def knowledge_of(session: Session, npi: str) -> tuple[KnowledgeResult, ...]:
    """Every attempt of an NPI at the knowledge assessment, oldest first."""
    query = select(KnowledgeRow).where(KnowledgeRow.npi == npi)
    rows = session.exec(query.order_by(col(KnowledgeRow.taken_on), col(KnowledgeRow.attempt)))
    return tuple(KnowledgeResult(**row.model_dump()) for row in rows)


def authorization(session: Session, number: str) -> OpenAuthorization:
    """The authorization of that number, whatever became of it; NoSuchThing when there is none."""
    row = session.get(AuthorizationRow, number)
    if row is None:
        raise NoSuchThing("no such authorization")
    return OpenAuthorization(**row.model_dump(exclude={"voided_on", "evidence"}))


def open_authorizations(session: Session, patient: str, on: dt.date) -> tuple[OpenAuthorization, ...]:
    """The patient's authorizations given by that day and not ended or voided on it."""
    query = select(AuthorizationRow).where(
        AuthorizationRow.patient == patient,
        AuthorizationRow.authorized_on <= on,
        sa.or_(col(AuthorizationRow.ends_on).is_(None), col(AuthorizationRow.ends_on) >= on),
        sa.or_(col(AuthorizationRow.voided_on).is_(None), col(AuthorizationRow.voided_on) > on),
    )
    rows = session.exec(query.order_by(col(AuthorizationRow.authorized_on), AuthorizationRow.number))
    return tuple(OpenAuthorization(**row.model_dump(exclude={"voided_on", "evidence"})) for row in rows)
