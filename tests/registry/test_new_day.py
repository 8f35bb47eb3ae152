"""A change that takes effect on a day to come has exactly what waits for it decided again, once."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import FormRef, KnownPharmacy, KnownPrescriber, Outcome, Standing
from registry import papers
from registry.as_of import View
from registry.database import reading, writing
from registry.details import Detail, note_details
from registry.effects import record_decision
from registry.faxes import FaxSink
from registry.history import Cause, note_change
from registry.new_day import due_by_day
from registry.participants import place, put_pharmacy, put_prescriber
from tests.registry.people import (
    IMPORTED,
    NOON,
    ORDER,
    ORDER_VALUES,
    PATIENT,
    PATIENT_VALUES,
    PHARMACY_VALUES,
    TODAY,
    arrival_of,
    decision_of,
    digest_of,
    document_of,
    fax_of,
    pages_of,
)

DAY = dt.timedelta(days=1)
LATER = TODAY + 7 * DAY
ADA, ELM = PATIENT_VALUES["prescriber_npi"], PHARMACY_VALUES["npi"]
OTHER_ORDER = {**ORDER_VALUES, "prescriber_npi": "1111111112", "patient_birth_date": "1980-01-01"}


def waits(engine: sa.Engine, name: str, form: FormRef, values: dict[str, str], *lacks: str) -> None:
    """A form arrives today and waits for evidence."""
    FaxSink(engine, lambda session, fax: None).accept(fax_of(name), arrival_of(name))
    with writing(engine) as session:
        papers.save_pages(session, pages_of(name))
        papers.save_documents(session, digest_of(name), (document_of(name, form),))
    decided(engine, name, form, values, *lacks)


def decided(
    engine: sa.Engine,
    name: str,
    form: FormRef,
    values: dict[str, str],
    *lacks: str,
    revision: int = 0,
    on: dt.date = TODAY,
) -> None:
    made = decision_of(name, form, Outcome.PENDING, values, *lacks, revision=revision)
    at = NOON + (on - TODAY)
    of_that_day = made.disposition.model_copy(update={"as_of": at})
    with writing(engine) as session:
        record_decision(session, made.model_copy(update={"disposition": of_that_day}), on)


def due(engine: sa.Engine, on: dt.date, lasts: int | None = None) -> list[str]:
    with reading(engine) as session:
        found = due_by_day(session, View(on=on, lasts=lasts), dt.datetime.date)
    assert all(one.document == 1 for one in found)
    return [one.fax for one in found]


@pytest.fixture
def engine(registry_engine: sa.Engine) -> sa.Engine:
    """A registry with a certified prescriber and a pharmacy, and two orders that wait for other people."""
    with writing(registry_engine) as session:
        ada = KnownPrescriber(npi=ADA, first_name="Ada", last_name="Brandt", standing=Standing.CERTIFIED)
        put_prescriber(session, ada.model_copy(update={"certified_on": TODAY}), IMPORTED)
        elm = KnownPharmacy(
            npi=ELM, name="Elm Street", standing=Standing.PENDING, representative="Rosa Quill"
        )
        put_pharmacy(session, elm, IMPORTED)
    for name, lacks in {
        "theirs": "PRESCRIBER_NOT_CERTIFIED",
        "their patient's": "PATIENT_NOT_ENROLLED",
    }.items():
        waits(registry_engine, name, ORDER, OTHER_ORDER, lacks)
    return registry_engine


def changes(engine: sa.Engine, kind: str, key: str, standing: Standing, on: dt.date) -> None:
    with writing(engine) as session:
        note_change(session, (kind, key), standing, on, IMPORTED)
        place(session, (kind, key), IMPORTED)


def test_the_day_of_a_decertification_told_before_wakes_who_waits_for_the_prescriber_once(
    engine: sa.Engine,
) -> None:
    waits(engine, "order", ORDER, ORDER_VALUES, "PRESCRIBER_NOT_CERTIFIED")
    changes(engine, "prescriber", ADA, Standing.DECERTIFIED, LATER)
    assert due(engine, LATER - DAY) == []
    assert due(engine, LATER) == due(engine, LATER + 4 * DAY) == [digest_of("order")]
    decided(engine, "order", ORDER, ORDER_VALUES, "PRESCRIBER_NOT_CERTIFIED", revision=1, on=LATER)
    assert due(engine, LATER) == due(engine, LATER + 4 * DAY) == []


def test_a_certification_that_expires_wakes_who_waits_for_the_prescriber(engine: sa.Engine) -> None:
    waits(engine, "order", ORDER, ORDER_VALUES, "PRESCRIBER_NOT_CERTIFIED")
    assert due(engine, TODAY + 365 * DAY, lasts=365) == []
    assert due(engine, TODAY + 366 * DAY, lasts=365) == [digest_of("order")]
    assert due(engine, TODAY + 366 * DAY) == []


def test_the_first_day_of_a_representative_wakes_who_waits_for_the_pharmacy(engine: sa.Engine) -> None:
    named = {**ORDER_VALUES, "pharmacy_npi": ELM}
    waits(engine, "order", ORDER, named, "PHARMACY_NOT_CERTIFIED")
    waits(engine, "of no pharmacy", ORDER, ORDER_VALUES, "PHARMACY_NOT_CERTIFIED")
    cause = Cause(at=NOON, on=TODAY, evidence="a form", since=LATER)
    with writing(engine) as session:
        note_details(session, ("pharmacy", ELM), {Detail.REPRESENTATIVE: "Wen Castellanos"}, cause)
        note_details(session, ("pharmacy", ELM), {Detail.FAX: "2125550101"}, cause)
    assert due(engine, LATER - DAY) == []
    assert due(engine, LATER) == [digest_of("order")]
    changes(engine, "pharmacy", ELM, Standing.CERTIFIED, LATER)
    assert sorted(due(engine, LATER)) == sorted((digest_of("order"), digest_of("of no pharmacy")))


def test_a_new_fax_number_decides_nothing(engine: sa.Engine) -> None:
    waits(engine, "order", ORDER, ORDER_VALUES, "PRESCRIBER_NOT_CERTIFIED")
    cause = Cause(at=NOON, on=TODAY, evidence="a form", since=LATER)
    with writing(engine) as session:
        note_details(session, ("prescriber", ADA), {Detail.FAX: "2125550101"}, IMPORTED)
        note_details(session, ("prescriber", ADA), {Detail.FAX: "2125550102"}, cause)
    assert due(engine, LATER) == []


def test_the_last_day_of_a_patient_wakes_who_waits_for_somebody_born_like_that(engine: sa.Engine) -> None:
    waits(engine, "form", PATIENT, PATIENT_VALUES)
    with writing(engine) as session:
        enrolled = decision_of("form", PATIENT, Outcome.ENROLL, PATIENT_VALUES, revision=1)
        number = record_decision(session, enrolled, TODAY).number
    waits(engine, "order", ORDER, ORDER_VALUES, "PATIENT_NOT_ENROLLED")
    waits(engine, "unread", ORDER, {**ORDER_VALUES, "patient_birth_date": ""}, "PATIENT_NOT_ENROLLED")
    changes(engine, "patient", number, Standing.DISCONTINUED, LATER)
    assert due(engine, LATER - DAY) == []
    assert due(engine, LATER) == [digest_of("order")]
