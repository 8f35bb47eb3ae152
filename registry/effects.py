"""What a decision does to the registry, in the transaction that records it."""

import datetime as dt
import hashlib

from sqlmodel import Session, select

from documents import (
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    OpenAuthorization,
    Outcome,
    Standing,
)
from registry.as_of import View, known_patient
from registry.authorizations import put_authorization
from registry.awaited import all_of_pharmacy, awaited, of_patient, of_prescriber, waits_until
from registry.database import lock_for_writing
from registry.decision_tables import DispositionRow, WaitingRow
from registry.decisions import Applied, Decision, save_decision
from registry.history import Cause
from registry.merges import root_of
from registry.names import folded, nearness
from registry.participant_tables import PatientRow, PharmacyRow, PrescriberRow
from registry.participants import put_patient, put_pharmacy, put_prescriber
from registry.rows import insert_once

LONGEST_SUPPLY = 366
"""Days of the longest order, refills included: so long lasts one whose supply nobody could read."""

SAME_PERSON = 90.0
"""Nearness of names from which a patient with the same birth date is the one an order names."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def record_decision(session: Session, made: Decision, on: dt.date, longest: int | None = None) -> Applied:
    """Keep a decision and do what it grants; recording it again does nothing and answers the same.

    `on` is the local day of the decision, `longest` how many days an authorization lasts at most; None: as
    long as its supply. ValueError when a grant names nobody it could apply to: rules that
    grant such a document are wrong.
    """
    lock_for_writing(session)
    of = made.disposition
    before = session.get(DispositionRow, (of.fax, of.document, made.revision))
    if before is not None:
        return Applied(number=before.granted, news=tuple(before.changed), new=False)
    applied = _apply(session, made, Cause(at=of.as_of, on=on, evidence=made.evidence), longest)
    save_decision(session, made, applied)
    for key in () if made.by_person else awaited(of, made.reading):
        row = WaitingRow(fax=of.fax, document=of.document, revision=made.revision, awaits=key)
        row.until = waits_until(of, on)
        insert_once(session, row)
    return applied


def _apply(session: Session, made: Decision, cause: Cause, longest: int | None) -> Applied:
    outcome = made.disposition.outcome
    if outcome is Outcome.CERTIFY:
        return _participant(session, made, Standing.CERTIFIED, cause)
    if outcome is Outcome.ENROLL:
        return _patient(session, made, Standing.ENROLLED, cause)
    if outcome is Outcome.AUTHORIZE:
        return _authorization(session, made, cause, longest)
    if outcome is Outcome.PENDING and made.trusted_value("npi"):
        return _participant(session, made, Standing.PENDING, cause)
    if outcome is Outcome.PENDING and _form(made) == "patient_acknowledgment":
        return _patient(session, made, Standing.PENDING, cause)
    return Applied()


def _form(made: Decision) -> str:
    return made.disposition.form.form if made.disposition.form else ""


def _participant(session: Session, made: Decision, standing: Standing, cause: Cause) -> Applied:
    npi = made.trusted_value("npi")
    if not npi:
        raise ValueError("a certification without a trusted NPI")
    is_pharmacy = _form(made) == "pharmacy_enrollment"
    row = session.get(PharmacyRow, npi) if is_pharmacy else session.get(PrescriberRow, npi)
    if row is not None and standing is Standing.PENDING:
        return Applied()
    if is_pharmacy:
        on_file = row if isinstance(row, PharmacyRow) else None
        changed = put_pharmacy(session, _pharmacy(made, npi, standing, on_file), cause)
        return Applied(news=tuple(all_of_pharmacy(npi)) if changed else ())
    changed = put_prescriber(session, _prescriber(made, npi, standing), cause)
    return Applied(news=(of_prescriber(npi),) if changed else ())


def _pharmacy(made: Decision, npi: str, standing: Standing, on_file: PharmacyRow | None) -> KnownPharmacy:
    value = made.trusted_value
    return KnownPharmacy(
        npi=npi,
        ncpdp=value("ncpdp") or (on_file.ncpdp if on_file else ""),
        name=value("pharmacy_name"),
        standing=standing,
        representative=f"{value('rep_first_name')} {value('rep_last_name')}".strip(),
        fax=value("fax") or (on_file.fax if on_file else ""),
    )


def _prescriber(made: Decision, npi: str, standing: Standing) -> KnownPrescriber:
    value = made.trusted_value
    return KnownPrescriber(
        npi=npi,
        first_name=value("first_name"),
        last_name=value("last_name"),
        standing=standing,
        fax=value("office_fax"),
    )


def _patient(session: Session, made: Decision, standing: Standing, cause: Cause) -> Applied:
    value, born, npi = made.trusted_value, _birth_date(made), made.trusted_value("prescriber_npi")
    if born is None or not npi:
        if standing is Standing.PENDING:
            return Applied()
        raise ValueError("an enrollment without a trusted birth date and prescriber")
    known = KnownPatient(
        number=_patient_number(session, made, born, cause.on),
        first_name=value("patient_first_name"),
        last_name=value("patient_last_name"),
        birth_date=born,
        standing=standing,
        prescribers=(npi,),
    )
    changed = put_patient(session, known, cause)
    return Applied(number=known.number, news=(of_patient(born),) if changed else ())


def _patient_number(session: Session, made: Decision, born: dt.date, on: dt.date) -> str:
    """The number of the same person not enrolled now, otherwise one that belongs to this document alone."""
    own = number_for("P", made.evidence)
    same = {
        patient.number
        for patient in _born_on(session, born, on)
        if patient.standing is not Standing.ENROLLED
        and folded(f"{patient.first_name} {patient.last_name}") == folded(_patient_name(made))
    }
    return own if own in same or not same else min(same)


def _authorization(session: Session, made: Decision, cause: Cause, longest: int | None) -> Applied:
    patient, npi = _ordered_for(session, made, cause.on), made.trusted_value("prescriber_npi")
    if not patient or not npi:
        raise ValueError("an authorization without one enrolled patient and a trusted prescriber")
    days, refills = (made.trusted_value(name) for name in ("days_supply", "refills"))
    supplied = int(days) * (int(refills) + 1) if days.isdigit() and refills.isdigit() else LONGEST_SUPPLY
    given = OpenAuthorization(
        number=number_for("A", made.evidence),
        patient=patient,
        prescriber_npi=npi,
        authorized_on=cause.on,
        ends_on=cause.on + dt.timedelta(days=min(supplied, longest or supplied)),
    )
    put_authorization(session, given, made.evidence, cause)
    return Applied(number=given.number)


def _ordered_for(session: Session, made: Decision, on: dt.date) -> str:
    """The number of the one enrolled patient an order names; empty when there is none or more than one."""
    name, born = _patient_name(made), _birth_date(made)
    scored = [
        (nearness(name, f"{patient.first_name} {patient.last_name}"), _kept(session, patient.number))
        for patient in (_born_on(session, born, on) if born else ())
        if patient.standing is Standing.ENROLLED
    ]
    exact = {number for score, number in scored if score == 100.0}
    alike = exact or {number for score, number in scored if score >= SAME_PERSON}
    return alike.pop() if len(alike) == 1 else ""


def _born_on(session: Session, born: dt.date, on: dt.date) -> tuple[KnownPatient, ...]:
    numbers = session.exec(select(PatientRow.number).where(PatientRow.birth_date == born)).all()
    found = (known_patient(session, number, View(on=on)) for number in numbers)
    return tuple(patient for patient in found if patient is not None)


def _kept(session: Session, number: str) -> str:
    return root_of(session, ("patient", number))[1]


def _patient_name(made: Decision) -> str:
    return f"{made.trusted_value('patient_first_name')} {made.trusted_value('patient_last_name')}"


def _birth_date(made: Decision) -> dt.date | None:
    try:
        return dt.date.fromisoformat(made.trusted_value("patient_birth_date"))
    except ValueError:
        return None


def number_for(prefix: str, evidence: str) -> str:
    """A number for what a document brought about, always the same for it: 50 bits, safe to read aloud."""
    bits = int.from_bytes(hashlib.sha256(f"{prefix} {evidence}".encode()).digest()[:8], "big")
    return f"{prefix}-" + "".join(CROCKFORD[(bits >> shift) & 31] for shift in range(0, 50, 5))
