"""Audited documents for the tests: decided without a person or after a review, with crops to key again."""

from functools import partial
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from documents import Correction, FieldReading, Outcome, Resolution
from ocr.credit import Target
from pipeline.brake import record_outcome
from registry import papers
from registry.audit_tables import Origin
from registry.audits import Audit, open_audit
from registry.database import writing
from registry.decisions import Decision
from registry.effects import record_decision
from registry.faxes import FaxSink
from registry.review_items import add_correction
from review_queue.audit_plan import AuditPlan, audit_for
from review_queue.audits import AuditWork
from tests.registry.people import (
    NOON,
    TODAY,
    arrival_of,
    decision_of,
    digest_of,
    document_of,
    fax_of,
    pages_of,
)
from tests.review_queue.items import Queue, nothing_to_queue
from tests.validators.builders import PHARMACY_ENROLLMENT, form_of, library

PLAN = AuditPlan(key="a key of this test", auto_share=1, reviewed_share=1, fields=3, known_share=0)
USED = {"ncpdp": "0999017", "pharmacy_name": "Elm Street Specialty", "phone": "6175550142"}
"""What an engine read, and was used unseen."""


def audit_work(queue: Queue, plan: AuditPlan = PLAN) -> AuditWork:
    return AuditWork(
        plan=plan,
        library=library(),
        zone=ZoneInfo("America/New_York"),
        record_outcome=partial(record_outcome, target=Target()),
        enqueue=queue,
    )


def decided(name: str, **values: str) -> Decision:
    """A document that an engine read, with a crop for each field, decided without a person."""
    made = decision_of(name, PHARMACY_ENROLLMENT, Outcome.DEFICIENT, values or USED)
    assert made.reading is not None
    readings = tuple(with_crop(one) for one in made.reading.readings)
    return made.model_copy(update={"reading": made.reading.model_copy(update={"readings": readings})})


def with_crop(reading: FieldReading) -> FieldReading:
    evidence = reading.evidence.model_copy(update={"crop": digest_of("a crop")})
    return reading.model_copy(update={"evidence": evidence})


def audited(
    engine: sa.Engine, name: str, made: Decision | None = None, plan: AuditPlan = PLAN, by: str = ""
) -> Audit:
    """A document of that fax, decided and audited; `by` resolved it before, when named."""
    made = made or decided(name)
    assert made.reading is not None
    FaxSink(engine, nothing_to_queue).accept(fax_of(name), arrival_of(name))
    form = form_of(PHARMACY_ENROLLMENT)
    audit = audit_for(made, form, Origin.REVIEWED if by else Origin.AUTO, plan)
    assert audit is not None
    with writing(engine) as session:
        papers.save_pages(session, pages_of(name))
        papers.save_documents(session, digest_of(name), (document_of(name, form.ref),))
        papers.save_reading(session, made.reading, NOON)
        record_decision(session, made, TODAY)
        if by:
            add_correction(session, resolved(name, by))
        assert open_audit(session, audit)
    return audit


def resolved(name: str, by: str, **more: object) -> Correction:
    said: dict[str, object] = {"fax": digest_of(name), "document": 1, "revision": 1, "by": by}
    said |= {"resolution": Resolution.ACCEPT, "reason": "looked at the page", "made_at": NOON}
    return Correction.model_validate(said | more)
