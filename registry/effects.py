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
from registry.database import lock_for_writing
from registry.decision_tables import DispositionRow, WaitingRow
from registry.decisions import Applied, Decision, save_decision
from registry.facts import npis_of
from registry.names import folded, nearness
from registry.participant_tables import PatientRow, PharmacyRow, PrescriberRow
from registry.participants import (
    patient_of,
    put_authorization,
    put_patient,
    put_pharmacy,
    put_prescriber,
)
from registry.rows import insert_once

LONGEST_DAYS = 365
"""No authorization lasts longer than this from its decision."""

SAME_PERSON = 90.0
"""Nearness of names from which a patient with the same birth date is the one an order names."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def record_decision(session: Session, made: Decision, on: dt.date) -> Applied:
    """Keep a decision and do what it grants; recording it again does nothing and answers the same.

    `on` is the local day of the decision. ValueError when a grant names nobody it could apply to: rules that
    grant such a document are wrong.
    """
    lock_for_writing(session)
    of = made.disposition
    before = session.get(DispositionRow, (of.fax, of.document, made.revision))
    if before is not None:
        return Applied(number=before.granted, changed=tuple(before.changed), new=False)
    applied = _apply(session, made, on)
    save_decision(session, made, applied)
    if of.outcome is Outcome.PENDING and made.reading is not None:
        for npi in npis_of(made.reading):
            insert_once(session, WaitingRow(fax=of.fax, document=of.document, npi=npi))
    return applied


def _apply(session: Session, made: Decision, on: dt.date) -> Applied:
    outcome = made.disposition.outcome
    if outcome is Outcome.CERTIFY:
        return _participant(session, made, Standing.CERTIFIED, on)
    if outcome is Outcome.ENROLL:
        return _patient(session, made, Standing.ENROLLED, on)
    if outcome is Outcome.AUTHORIZE:
        return _authorization(session, made, on)
    if outcome is Outcome.PENDING and made.trusted_value("npi"):
        return _participant(session, made, Standing.PENDING, on)
    if outcome is Outcome.PENDING and _form(made) == "patient_acknowledgment":
        return _patient(session, made, Standing.PENDING, on)
    return Applied()


def _form(made: Decision) -> str:
    return made.disposition.form.form if made.disposition.form else ""


def _participant(session: Session, made: Decision, standing: Standing, on: dt.date) -> Applied:
    value, npi = made.trusted_value, made.trusted_value("npi")
    if not npi:
        raise ValueError("a certification without a trusted NPI")
    is_pharmacy = _form(made) == "pharmacy_enrollment"
    row = session.get(PharmacyRow, npi) if is_pharmacy else session.get(PrescriberRow, npi)
    if row is not None and standing is Standing.PENDING:
        return Applied()
    certified = row.certified_on if row is not None and row.standing == Standing.CERTIFIED else None
    certified_on = (certified or on) if standing is Standing.CERTIFIED else None
    if is_pharmacy:
        pharmacy = KnownPharmacy(
            npi=npi,
            ncpdp=value("ncpdp") or (row.ncpdp if isinstance(row, PharmacyRow) else ""),
            name=value("pharmacy_name"),
            standing=standing,
            certified_on=certified_on,
            representative=f"{value('rep_first_name')} {value('rep_last_name')}".strip(),
            fax=value("fax") or (row.fax if isinstance(row, PharmacyRow) else ""),
        )
        put_pharmacy(session, pharmacy, made.evidence, on)
    else:
        prescriber = KnownPrescriber(
            npi=npi,
            first_name=value("first_name"),
            last_name=value("last_name"),
            standing=standing,
            certified_on=certified_on,
            fax=value("office_fax"),
        )
        put_prescriber(session, prescriber, made.evidence, on)
    return Applied(changed=(npi,) if standing is Standing.CERTIFIED else ())


def _patient(session: Session, made: Decision, standing: Standing, on: dt.date) -> Applied:
    value, born, npi = made.trusted_value, _birth_date(made), made.trusted_value("prescriber_npi")
    if born is None or not npi:
        if standing is Standing.PENDING:
            return Applied()
        raise ValueError("an enrollment without a trusted birth date and prescriber")
    known = KnownPatient(
        number=_patient_number(session, made, born),
        first_name=value("patient_first_name"),
        last_name=value("patient_last_name"),
        birth_date=born,
        standing=standing,
        enrolled_on=on if standing is Standing.ENROLLED else None,
        prescribers=(npi,),
    )
    put_patient(session, known, made.evidence, on)
    return Applied(number=known.number, changed=(npi,) if standing is Standing.ENROLLED else ())


def _patient_number(session: Session, made: Decision, born: dt.date) -> str:
    """The number of the same person not enrolled now, otherwise one that belongs to this document alone."""
    own = number_for("P", made.evidence)
    wanted = folded(f"{made.trusted_value('patient_first_name')} {made.trusted_value('patient_last_name')}")
    query = select(PatientRow).where(PatientRow.birth_date == born, PatientRow.standing != Standing.ENROLLED)
    same = [r.number for r in session.exec(query) if folded(f"{r.first_name} {r.last_name}") == wanted]
    return own if own in same or not same else min(same)


def _authorization(session: Session, made: Decision, on: dt.date) -> Applied:
    patient, npi = _ordered_for(session, made), made.trusted_value("prescriber_npi")
    if patient is None or not npi:
        raise ValueError("an authorization without one enrolled patient and a trusted prescriber")
    days, refills = (made.trusted_value(name) for name in ("days_supply", "refills"))
    supplied = int(days) * (int(refills) + 1) if days.isdigit() and refills.isdigit() else LONGEST_DAYS
    given = OpenAuthorization(
        number=number_for("A", made.evidence),
        patient=patient.number,
        prescriber_npi=npi,
        authorized_on=on,
        ends_on=on + dt.timedelta(days=min(supplied, LONGEST_DAYS)),
    )
    put_authorization(session, given, made.evidence)
    return Applied(number=given.number)


def _ordered_for(session: Session, made: Decision) -> KnownPatient | None:
    """The one enrolled patient an order names; None when there is none or more than one."""
    born = _birth_date(made)
    name = f"{made.trusted_value('patient_first_name')} {made.trusted_value('patient_last_name')}"
    query = select(PatientRow).where(PatientRow.birth_date == born, PatientRow.standing == Standing.ENROLLED)
    rows = [(nearness(name, f"{row.first_name} {row.last_name}"), row) for row in session.exec(query)]
    exact = [row for score, row in rows if score == 100.0]
    alike = exact or [row for score, row in rows if score >= SAME_PERSON]
    return patient_of(session, alike[0]) if len(alike) == 1 else None


def _birth_date(made: Decision) -> dt.date | None:
    try:
        return dt.date.fromisoformat(made.trusted_value("patient_birth_date"))
    except ValueError:
        return None


def number_for(prefix: str, evidence: str) -> str:
    """A number for what a document brought about, always the same for it: 50 bits, safe to read aloud."""
    bits = int.from_bytes(hashlib.sha256(f"{prefix} {evidence}".encode()).digest()[:8], "big")
    return f"{prefix}-" + "".join(CROCKFORD[(bits >> shift) & 31] for shift in range(0, 50, 5))
