"""Letters of every kind for tests, and decisions that cause them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    Addressee,
    ClassifiedPage,
    Disposition,
    FilledField,
    FormRef,
    KnownPharmacy,
    Letter,
    LetterKind,
    MissingItem,
    PageGuess,
    PageKind,
)
from letters.compose import LetterPlan
from pipeline.judge import Bench, Matter, judge
from registry import papers
from registry.database import writing
from registry.faxes import FaxSink
from registry.history import Cause
from registry.outbox import LetterStatus, letters
from registry.participants import put_knowledge, put_patient, put_pharmacy, put_prescriber
from tests.canaries import matter_of
from tests.registry.people import arrival_of, fax_of
from tests.validators.builders import library
from validators import Case

MOMENT = dt.datetime(2018, 3, 12, 15, tzinfo=dt.UTC)
DAY = MOMENT.date()
REFERENCE = "L-7K2M9QX4TD"
PREF = FormRef(form="prescriber_enrollment", edition="2026-11")
ORDER = FormRef(form="prescription_authorization", edition="2026-11")
ASSESSMENT = FormRef(form="knowledge_assessment", edition="2017-10")
DISCONTINUATION = FormRef(form="patient_discontinuation", edition="2017-10")
ACKNOWLEDGMENT = FormRef(form="patient_acknowledgment", edition="2026-11")
TO = Addressee(role="prescriber", npi="1234567893", name="Marisol Okafor-Lind", fax="6175550142")
WANTING = {
    "credentials": "is blank",
    "office_fax": "is blank",
    "attest_monitoring": "is not ticked",
    "prescriber_signature": "is missing",
}
FILLED = {
    "first_name": "Marisol",
    "last_name": "Okafor-Lind",
    "npi": "1234567893",
    "specialty": "lipidology",
    "city": "Boston",
    "zip": "02114",
    "office_phone": "6175550142",
}
PATIENT = "M.O., born 1971"


def _letter(kind: LetterKind, **more: object) -> Letter:
    given: dict[str, object] = {
        "reference": REFERENCE,
        "kind": kind,
        "to": TO,
        "written_on": dt.date(2026, 11, 27),
        "received_on": dt.date(2026, 11, 25),
        **more,
    }
    return Letter.model_validate(given)


def _missing() -> tuple[MissingItem, ...]:
    form = library().get(PREF)
    return tuple(
        MissingItem(
            field=name,
            page=form.field(name).page,
            section=form.field(name).section,
            printed=form.field(name).statement or form.field(name).label,
            ask=ask,
        )
        for name, ask in WANTING.items()
    )


DEFICIENCY = _letter(
    LetterKind.DEFICIENCY,
    form=PREF,
    missing=_missing(),
    fine=("Office contacts",),
    filled=tuple(FilledField(field=name, value=value) for name, value in FILLED.items()),
    answer_by=dt.date(2026, 12, 27),
)
EVERY_KIND: Mapping[LetterKind, Letter] = {
    LetterKind.DEFICIENCY: DEFICIENCY,
    LetterKind.REMINDER: DEFICIENCY.model_copy(update={"kind": LetterKind.REMINDER, "reminder": 1}),
    LetterKind.CERTIFICATION: _letter(LetterKind.CERTIFICATION, form=PREF, since=dt.date(2026, 11, 27)),
    LetterKind.ENROLLMENT: _letter(
        LetterKind.ENROLLMENT, form=ACKNOWLEDGMENT, number="P-7K2M9QX4TD", patient=PATIENT
    ),
    LetterKind.AUTHORIZATION: _letter(
        LetterKind.AUTHORIZATION,
        form=ORDER,
        number="A-7K2M9QX4TD",
        patient=PATIENT,
        since=dt.date(2026, 11, 27),
        until=dt.date(2027, 5, 1),
    ),
    LetterKind.RECORD: _letter(
        LetterKind.RECORD,
        form=DISCONTINUATION,
        number="P-7K2M9QX4TD",
        patient=PATIENT,
        since=dt.date(2026, 12, 1),
    ),
    LetterKind.PENDING: _letter(LetterKind.PENDING, form=PREF, said=("No knowledge assessment is on file.",)),
    LetterKind.REFUSAL: _letter(
        LetterKind.REFUSAL,
        form=ORDER,
        code="ES",
        patient=PATIENT,
        said=("The prescriber is not certified.",),
    ),
    LetterKind.WITHDRAWAL: _letter(
        LetterKind.WITHDRAWAL, received_on=None, number="A-7K2M9QX4TD", until=dt.date(2026, 11, 27)
    ),
}


def decide(  # noqa: PLR0913  # what a test may want to differ
    engine: sa.Engine,
    case: Case,
    *,
    name: str = "one",
    at: dt.datetime = MOMENT,
    answer_days: int | None = None,
    revision: int = 0,
    form: bool = True,
) -> Disposition:
    """Put the case's people into the registry and decide its document, received then, for the n-th time.

    Without `form` its page is one that nobody has identified.
    """
    fax = fax_of(name).model_copy(update={"received_at": at})
    reading = case.reading.model_copy(
        update={"document": case.reading.document.model_copy(update={"fax": fax.digest})}
    )
    FaxSink(engine, lambda session, digest: None).accept(fax, arrival_of(name))
    matter = replace(matter_of(fax, reading), revision=revision)
    if not form:
        matter = _unidentified(matter)
    plan = LetterPlan(library=library(), answer_days=answer_days)
    bench = Bench(library=library(), limits=case.limits, zone=ZoneInfo("America/New_York"), letters=plan)
    with writing(engine) as session:
        _know(session, case)
        papers.save_pages(session, matter.pages)
        papers.save_classified(session, fax.digest, matter.classified)
        papers.save_documents(session, fax.digest, (matter.document,))
        return judge(session, matter, bench, at, lambda *_: None)


def _unidentified(matter: Matter) -> Matter:
    """The first page of a fax as one of an unknown kind."""
    document = matter.document.model_copy(update={"form": None})
    page = ClassifiedPage(number=1, turn=0, best=PageGuess(kind=PageKind.UNKNOWN, score=0.5))
    return replace(matter, document=document, reading=None, classified=(page,))


EARLIER = Cause(at=MOMENT, on=DAY, evidence="test")


def _know(session: Session, case: Case) -> None:
    for prescriber in case.facts.prescribers:
        put_prescriber(session, prescriber, EARLIER)
    for pharmacy in case.facts.pharmacies:
        put_pharmacy(session, pharmacy, EARLIER)
    for patient in case.facts.patients:
        put_patient(session, patient, EARLIER)
    for result in case.facts.knowledge:
        put_knowledge(session, result, EARLIER)


def written(engine: sa.Engine) -> tuple[LetterStatus, ...]:
    """Every letter in the outbox."""
    with writing(engine) as session:
        return letters(session)


def with_fax(pharmacy: KnownPharmacy) -> KnownPharmacy:
    """The pharmacy with a number on file."""
    return pharmacy.model_copy(update={"fax": "6175550199"})
