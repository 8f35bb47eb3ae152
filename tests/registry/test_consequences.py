"""What followed from a document: whose standing, which authorizations, and nothing of other documents."""

import sqlalchemy as sa

from documents import Outcome
from registry.consequences import consequences
from registry.database import reading, writing
from registry.effects import record_decision
from registry.faxes import FaxSink
from registry.papers import save_documents, save_pages
from tests.registry.people import (
    ORDER,
    ORDER_VALUES,
    PATIENT,
    PATIENT_VALUES,
    TODAY,
    arrival_of,
    decision_of,
    digest_of,
    document_of,
    fax_of,
    pages_of,
)


def test_an_enrollment_shows_the_authorizations_that_rest_on_it(registry_engine: sa.Engine) -> None:
    made = {
        "enrolled": decision_of("enrolled", PATIENT, Outcome.ENROLL, PATIENT_VALUES),
        "ordered": decision_of("ordered", ORDER, Outcome.AUTHORIZE, ORDER_VALUES),
    }
    numbers = {}
    for name, one in made.items():
        FaxSink(registry_engine, lambda session, digest: None).accept(fax_of(name), arrival_of(name))
        with writing(registry_engine) as session:
            save_pages(session, pages_of(name))
            save_documents(session, digest_of(name), (document_of(name, one.disposition.form),))
            numbers[name] = record_decision(session, one, TODAY).number
    with reading(registry_engine) as session:
        enrolled = consequences(session, digest_of("enrolled"), 1)
        ordered = consequences(session, digest_of("ordered"), 1)
    assert [(one.outcome, one.number) for one in enrolled.decided] == [(Outcome.ENROLL, numbers["enrolled"])]
    assert [(one.subject, one.standing) for one in enrolled.placed] == [(numbers["enrolled"], "enrolled")]
    assert [(one.number, one.of_it) for one in enrolled.authorized] == [(numbers["ordered"], False)]
    assert [(one.number, one.of_it) for one in ordered.authorized] == [(numbers["ordered"], True)]
    assert ordered.placed == ()
