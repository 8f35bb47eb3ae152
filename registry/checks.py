"""May this prescription be dispensed, is this participant certified: answers for pharmacies' systems."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from sqlmodel import Session

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, Record, Standing
from registry.as_of import View, known_patient, known_pharmacy, known_prescriber
from registry.authorizations import open_authorizations
from registry.history import OVER
from registry.participant_tables import AuthorizationRow


class Denial(StrEnum):
    """Why something is denied, in the codes of NCPDP REMS transactions."""

    PATIENT_NOT_ENROLLED = "EM"
    PATIENT_ENDED = "EZ"
    PRESCRIBER_NOT_CERTIFIED = "ES"
    PRESCRIBER_ENDED = "EX"
    PHARMACY_NOT_CERTIFIED = "EO"
    PHARMACY_ENDED = "EY"
    NO_AUTHORIZATION = "EC"


SENTENCES: Mapping[Denial, str] = {
    Denial.PATIENT_NOT_ENROLLED: "The patient is not enrolled.",
    Denial.PATIENT_ENDED: "The patient has been discontinued.",
    Denial.PRESCRIBER_NOT_CERTIFIED: "The prescriber is not certified.",
    Denial.PRESCRIBER_ENDED: "The prescriber's certification has ended.",
    Denial.PHARMACY_NOT_CERTIFIED: "The pharmacy is not certified.",
    Denial.PHARMACY_ENDED: "The pharmacy's certification has ended.",
    Denial.NO_AUTHORIZATION: "No authorization of this number is open.",
}
"""One sentence for people for each denial."""


class Answer(Record):
    """Whether it may be done today, why not, and until when an authorization runs."""

    allowed: bool
    denied: Denial | None = None
    says: str = ""
    ends_on: dt.date | None = None

    @classmethod
    def no(cls, denied: Denial) -> "Answer":
        """A denial."""
        return cls(allowed=False, denied=denied, says=SENTENCES[denied])


class CertificationAnswer(Record):
    """Whether the participant with an NPI is certified, as what, and since when."""

    npi: str
    certified: bool
    participant: str = ""
    since: dt.date | None = None


def may_dispense(session: Session, authorization: str, pharmacy_npi: str, view: View) -> Answer:
    """Whether that pharmacy may dispense on an authorization on a day: all four are looked at again.

    Pharmacy first, so that nobody learns of a patient who is not allowed to.
    """
    if denied := _pharmacy(known_pharmacy(session, pharmacy_npi, view), view.on):
        return Answer.no(denied)
    given = session.get(AuthorizationRow, authorization)
    if given is None:
        return Answer.no(Denial.NO_AUTHORIZATION)
    denied = _patient(known_patient(session, given.patient, view), view.on) or _prescriber(
        known_prescriber(session, given.prescriber_npi, view), view.on
    )
    if denied:
        return Answer.no(denied)
    if given.number not in {one.number for one in open_authorizations(session, given.patient, view.on)}:
        return Answer.no(Denial.NO_AUTHORIZATION)
    return Answer(allowed=True, says="The prescription may be dispensed.", ends_on=given.ends_on)


def certification(session: Session, npi: str, view: View) -> CertificationAnswer:
    """Whether the prescriber or pharmacy with an NPI is certified on a day."""
    prescriber, pharmacy = known_prescriber(session, npi, view), known_pharmacy(session, npi, view)
    if prescriber is not None:
        certified = _prescriber(prescriber, view.on) is None
        return _certified(npi, "prescriber", prescriber.certified_on, certified=certified)
    if pharmacy is not None:
        certified = _pharmacy(pharmacy, view.on) is None
        return _certified(npi, "pharmacy", pharmacy.certified_on, certified=certified)
    return CertificationAnswer(npi=npi, certified=False)


def _certified(npi: str, kind: str, since: dt.date | None, *, certified: bool) -> CertificationAnswer:
    return CertificationAnswer(
        npi=npi, certified=certified, participant=kind, since=since if certified else None
    )


def _pharmacy(known: KnownPharmacy | None, on: dt.date) -> Denial | None:
    if known is None:
        return Denial.PHARMACY_NOT_CERTIFIED
    return _standing(known, on, Denial.PHARMACY_NOT_CERTIFIED, Denial.PHARMACY_ENDED)


def _prescriber(known: KnownPrescriber | None, on: dt.date) -> Denial | None:
    if known is None:
        return Denial.PRESCRIBER_NOT_CERTIFIED
    return _standing(known, on, Denial.PRESCRIBER_NOT_CERTIFIED, Denial.PRESCRIBER_ENDED)


def _standing(
    known: KnownPrescriber | KnownPharmacy, on: dt.date, lacking: Denial, ended: Denial
) -> Denial | None:
    if known.decertified_on is not None and known.decertified_on <= on:
        return ended
    if known.standing is Standing.CERTIFIED and known.certified_on is not None and known.certified_on <= on:
        return None
    return ended if known.standing in OVER else lacking


def _patient(known: KnownPatient | None, on: dt.date) -> Denial | None:
    if known is None:
        return Denial.PATIENT_NOT_ENROLLED
    if known.discontinued_on is not None and known.discontinued_on <= on:
        return Denial.PATIENT_ENDED
    return None if known.standing is Standing.ENROLLED else Denial.PATIENT_NOT_ENROLLED
