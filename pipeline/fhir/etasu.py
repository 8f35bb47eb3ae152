"""The answer to `$rems-etasu`: which elements to assure safe use a patient's case has met."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from documents import KnownPatient, Standing
from pipeline.fhir.naming import PATIENT, REQUIREMENT, by_identifier, identifier
from registry.checks import certification
from registry.lookup import show
from registry.participants import knowledge_of, open_authorizations

MET, LACKING = "success", "data-required"


def etasu(session: Session, number: str, at: dt.datetime, day: dt.date) -> dict[str, Any]:
    """The Parameters resource for a patient number at a moment, which is `day` on the center's clock.

    NoSuchThing when nobody has the number, or it is no patient's.
    """
    patient = show(session, number).patient
    needed = [] if patient is None else list(_requirements(session, patient, day))
    met = bool(needed) and all(status == MET for _, status in needed)
    nested = [{"name": name, "resource": _guidance(name, status, at)} for name, status in needed]
    whole = {
        **_guidance("rems-etasu", MET if met else LACKING, at),
        "subject": by_identifier("Patient", PATIENT, number),
        "contained": [{"resourceType": "Parameters", "id": "etasu", "parameter": nested}],
        "outputParameters": {"reference": "#etasu"},
    }
    return {
        "resourceType": "Parameters",
        "parameter": [
            {"name": "rems-etasu", "resource": whole},
            {"name": "case_number", "valueString": number},
        ],
    }


def _guidance(name: str, status: str, at: dt.datetime) -> dict[str, Any]:
    return {
        "resourceType": "GuidanceResponse",
        "moduleUri": f"{REQUIREMENT}:{name.replace(' ', '-')}",
        "requestIdentifier": identifier(REQUIREMENT, name),
        "status": status,
        "occurrenceDateTime": at.isoformat(),
    }


def _requirements(session: Session, patient: KnownPatient, day: dt.date) -> Iterator[tuple[str, str]]:
    """Each requirement and whether it is met; one of several prescribers who may prescribe is enough."""
    certified = [npi for npi in patient.prescribers if certification(session, npi, day).certified]
    passed = any(
        result.correct == result.questions and result.taken_on <= day
        for npi in patient.prescribers
        for result in knowledge_of(session, npi)
    )
    enrolled = patient.standing is Standing.ENROLLED
    yield "patient enrollment", MET if enrolled else LACKING
    yield "prescriber certification", MET if certified else LACKING
    yield "knowledge assessment", MET if passed or certified else LACKING
    open_now = open_authorizations(session, patient.number, day)
    yield "prescription authorization", MET if open_now else LACKING
