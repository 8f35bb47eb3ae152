"""Documents in review, and corrections of them, for the tests of the review queue."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    Box,
    Correction,
    FaxState,
    FieldReading,
    Finding,
    FormReading,
    FormRef,
    Outcome,
    PageSet,
    ReadState,
    Resolution,
    ReviewItem,
    Severity,
)
from forms.definition import FieldDefinition, FieldKind, FormDefinition, Need, Option
from registry import papers
from registry.database import writing
from registry.effects import record_decision
from registry.faxes import FaxSink, set_state
from review_queue import (
    open_item,
    readings_by,
)
from tests.registry.people import (
    NOON,
    ORDER,
    PREF,
    TODAY,
    arrival_of,
    decision_of,
    digest_of,
    document_of,
    fax_of,
    pages_of,
    reading_of,
)

HOURS_TO_ANSWER = {Outcome.AUTHORIZE: dt.timedelta(hours=4), Outcome.CERTIFY: dt.timedelta(days=2)}
LATER = NOON + dt.timedelta(minutes=10)
PLACE = Box(left=0.1, top=0.1, right=0.4, bottom=0.2)
VALUES = {"patient_last_name": "Oaks", "quantity": "4", "prescriber_signature": ""}


def field(name: str, kind: FieldKind, *options: str, critical: bool = False) -> FieldDefinition:
    return FieldDefinition(
        name=name,
        label=name,
        kind=kind,
        need=Need.REQUIRED,
        section="1",
        page=1,
        box=PLACE,
        options=tuple(Option(name=option, label=option, box=PLACE) for option in options),
        critical=critical,
    )


def form_of(ref: FormRef, grants: Outcome, pages: int = 1) -> FormDefinition:
    return FormDefinition(
        ref=ref,
        title="A form",
        form_id="KYN-T",
        grants=grants,
        page_count=pages,
        anchors=(("A FORM",),) * pages,
        current_from=dt.date(2017, 10, 25),
        current_until=None,
        fields=(
            field("patient_last_name", FieldKind.NAME),
            field("quantity", FieldKind.INTEGER, critical=True),
            field("prescriber_signature", FieldKind.SIGNATURE, critical=True),
            field("therapy", FieldKind.CHOICE, "new", "continuing"),
            field("topics", FieldKind.CHOICES, "liver", "tests"),
            field("attest_hofh", FieldKind.TICK, "yes", critical=True),
        ),
        rules=(),
    )


ORDER_FORM = form_of(ORDER, Outcome.AUTHORIZE)
PREF_FORM = form_of(PREF, Outcome.CERTIFY, pages=2)


def finding(code: str, *fields: str, severity: Severity = Severity.REVIEW) -> Finding:
    return Finding(rule="a rule", code=code, severity=severity, fields=fields, message="So it is.")


FOUND = (
    finding("ILLEGIBLE_PATIENT_LAST_NAME", "patient_last_name"),
    finding("MARGIN_NOTE"),
    finding("PATIENT_NOT_ENROLLED", severity=Severity.REFUSAL),
)


class Queue:
    """Remembers what is to be decided again."""

    def __init__(self) -> None:
        self.put: list[tuple[str, int, int]] = []

    def __call__(self, _session: Session, fax: str, document: int, revision: int) -> None:
        self.put.append((fax, document, revision))


def nothing_to_queue(_session: Session, _digest: str) -> None:
    return


def in_review(
    engine: sa.Engine,
    name: str,
    form: FormRef = ORDER,
    revision: int = 0,
    pages: PageSet | None = None,
    seen: FormReading | None = None,
) -> ReviewItem:
    grants = Outcome.AUTHORIZE if form == ORDER else Outcome.CERTIFY
    FaxSink(engine, nothing_to_queue).accept(fax_of(name), arrival_of(name))
    made = decision_of(name, form, Outcome.REVIEW, VALUES, revision=revision)
    disposition = made.disposition.model_copy(
        update={"findings": FOUND, "reasons": tuple(each.code for each in FOUND[:2])}
    )
    with writing(engine) as session:
        papers.save_pages(session, pages or pages_of(name))
        papers.save_documents(session, digest_of(name), (document_of(name, form),))
        papers.save_reading(session, seen or reading_of(name, form, VALUES), NOON)
        record_decision(session, made.model_copy(update={"disposition": disposition}), TODAY)
        item = open_item(session, disposition, revision, NOON + HOURS_TO_ANSWER[grants], grants)
        set_state(session, digest_of(name), FaxState.REVIEW, NOON)
    return item


def said(name: str, **changes: object) -> Correction:
    given: dict[str, object] = {
        "fax": digest_of(name),
        "document": 1,
        "revision": 1,
        "resolution": Resolution.ACCEPT,
        "by": "clerk",
        "reason": "looked at the page",
        "made_at": LATER,
    }
    return Correction.model_validate(given | changes)


def as_typed(_field: FieldDefinition, text: str) -> str | None:
    return None if text == "?" else text.strip()


def by_clerk(**values: str | ReadState) -> tuple[FieldReading, ...]:
    return readings_by("clerk", ORDER_FORM, reading_of("one", ORDER, VALUES), values, as_typed)
