"""Finds people in the registry, and says why someone stands where they stand."""

import datetime as dt
from collections.abc import Iterator

from pydantic import Field
from sqlmodel import Session, col, select

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, NoSuchThing, Record, Standing
from registry.names import near
from registry.participant_tables import PatientRow, PharmacyRow, PrescriberRow, StandingChangeRow
from registry.participants import (
    Known,
    knowledge_of,
    open_authorizations,
    patient_of,
    pharmacy_of,
    prescriber_of,
)
from registry.waiting import waiting_on

GOOD = frozenset({Standing.CERTIFIED, Standing.ENROLLED})


class Found(Record):
    """Someone in the registry: `key` is the NPI or patient number, `nearness` 0 to 100."""

    kind: str
    key: str
    name: str = Field(repr=False)
    standing: Standing
    nearness: float


class EvidenceLine(Record):
    """One piece of evidence: what it says, of which day, and where it is from."""

    on: dt.date
    says: str
    source: str


class Explanation(Record):
    """Why someone is or is not certified or enrolled on a day."""

    kind: str
    key: str
    standing: Standing
    in_force: bool
    because: str
    evidence: tuple[EvidenceLine, ...]
    missing: tuple[str, ...] = ()


class Entry(Record):
    """Everything of one participant or patient."""

    prescriber: KnownPrescriber | None = None
    pharmacy: KnownPharmacy | None = None
    patient: KnownPatient | None = None


def search(session: Session, wanted: str) -> tuple[Found, ...]:
    """Who has this NPI or number, otherwise whose name is near; best first."""
    everyone = tuple(_everyone(session))
    exact = tuple(found for found in everyone if found.key.casefold() == wanted.strip().casefold())
    if exact:
        return exact
    alike = near(wanted, ((found, found.name) for found in everyone))
    return tuple(found.model_copy(update={"nearness": round(score, 1)}) for found, score in alike)


def _everyone(session: Session) -> Iterator[Found]:
    for person in session.exec(select(PrescriberRow)):
        yield _found("prescriber", person.npi, f"{person.first_name} {person.last_name}", person.standing)
    for place in session.exec(select(PharmacyRow)):
        yield _found("pharmacy", place.npi, place.name, place.standing)
    for patient in session.exec(select(PatientRow)):
        yield _found("patient", patient.number, f"{patient.first_name} {patient.last_name}", patient.standing)


def _found(kind: str, key: str, name: str, standing: str) -> Found:
    return Found(kind=kind, key=key, name=name, standing=Standing(standing), nearness=100)


def show(session: Session, key: str) -> Entry:
    """Who has this NPI or patient number; NoSuchThing when nobody has."""
    prescriber, pharmacy = session.get(PrescriberRow, key), session.get(PharmacyRow, key)
    patient = session.get(PatientRow, key)
    if prescriber is None and pharmacy is None and patient is None:
        raise NoSuchThing("nobody in the registry has this NPI or number")
    return Entry(
        prescriber=prescriber and prescriber_of(prescriber),
        pharmacy=pharmacy and pharmacy_of(pharmacy),
        patient=patient and patient_of(session, patient),
    )


def explain(session: Session, key: str, on: dt.date) -> tuple[Explanation, ...]:
    """Why whoever has this NPI or number is or is not certified or enrolled; NoSuchThing when nobody has."""
    entry = show(session, key)
    known = {"prescriber": entry.prescriber, "pharmacy": entry.pharmacy, "patient": entry.patient}
    return tuple(_explain(session, kind, key, who, on) for kind, who in known.items() if who is not None)


def _explain(session: Session, kind: str, key: str, who: Known, on: dt.date) -> Explanation:
    in_force = who.standing in GOOD
    since = _since(who)
    return Explanation(
        kind=kind,
        key=key,
        standing=who.standing,
        in_force=in_force,
        because=f"{kind} {key} is {who.standing}{f' since {since}' if since else ''}",
        evidence=tuple(sorted(_evidence(session, kind, key, on), key=lambda line: line.on)),
        missing=() if in_force else tuple(_missing(session, kind, key, who)),
    )


def _since(who: Known) -> dt.date | None:
    dates = (
        (who.enrolled_on, who.discontinued_on)
        if isinstance(who, KnownPatient)
        else (
            who.certified_on,
            who.decertified_on,
        )
    )
    return max((day for day in dates if day is not None), default=None)


def _evidence(session: Session, kind: str, key: str, on: dt.date) -> Iterator[EvidenceLine]:
    changes = select(StandingChangeRow).where(
        StandingChangeRow.subject_kind == kind, StandingChangeRow.subject == key
    )
    for change in session.exec(changes.order_by(col(StandingChangeRow.id))):
        yield EvidenceLine(on=change.effective_on, says=change.standing, source=change.evidence)
    if kind == "prescriber":
        for result in knowledge_of(session, key):
            says = f"knowledge assessment {result.correct} of {result.questions}, attempt {result.attempt}"
            yield EvidenceLine(on=result.taken_on, says=says, source=result.source)
    if kind == "patient":
        for given in open_authorizations(session, key, on):
            says = f"authorization {given.number} open, by prescriber {given.prescriber_npi}"
            yield EvidenceLine(on=given.authorized_on, says=says, source="registry")


def _missing(session: Session, kind: str, key: str, who: Known) -> Iterator[str]:
    if who.standing in {Standing.DECERTIFIED, Standing.DISCONTINUED}:
        yield f"the {kind} was {who.standing}"
        return
    if kind == "prescriber" and not any(r.correct == r.questions for r in knowledge_of(session, key)):
        yield "a passed knowledge assessment"
    npis = who.prescribers if isinstance(who, KnownPatient) else (key,)
    for npi in npis:
        prescriber = session.get(PrescriberRow, npi)
        if kind == "patient" and (prescriber is None or prescriber.standing != Standing.CERTIFIED):
            yield f"the certification of prescriber {npi}"
        for document in waiting_on(session, npi):
            yield f"a decision: document {document.document} of fax {document.fax[:12]} is pending"
    if kind != "patient" and not waiting_on(session, key):
        yield "a complete enrollment form"
