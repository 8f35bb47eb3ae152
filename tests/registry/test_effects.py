"""Decisions change the registry once, and wake what waited for them."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    Facts,
    FormRef,
    KnownPatient,
    KnownPrescriber,
    Outcome,
    Standing,
)
from registry import papers
from registry.authorizations import open_authorizations
from registry.csv_import import import_tables
from registry.database import open_database, reading, writing
from registry.decisions import Applied, Decision, decision, decisions
from registry.effects import number_for, record_decision
from registry.explain import explain
from registry.facts import gather
from registry.faxes import FaxSink
from registry.lookup import show
from registry.participants import put_patient, put_prescriber
from registry.waiting import Waiting, waiting_on
from tests.registry.people import (
    IMPORTED,
    NOON,
    ORDER,
    ORDER_VALUES,
    PATIENT,
    PATIENT_VALUES,
    PHARMACY,
    PHARMACY_VALUES,
    PREF,
    PRESCRIBER_VALUES,
    TODAY,
    VIEW,
    arrival_of,
    decision_of,
    digest_of,
    document_of,
    fax_of,
    pages_of,
    reading_of,
)
from tests.validators.builders import library

ADA = KnownPrescriber(npi="1234567893", first_name="Ada", last_name="Brandt", standing=Standing.PENDING)
MINNA = KnownPatient(
    number="P-1",
    first_name="Minna",
    last_name="Oakes",
    birth_date=dt.date(1971, 3, 4),
    standing=Standing.ENROLLED,
    enrolled_on=dt.date(2017, 11, 1),
    prescribers=("1234567893",),
)


def nothing_to_queue(_session: Session, _digest: str) -> None:
    return


def arrive(engine: sa.Engine, name: str, form: FormRef, values: dict[str, str], picture: str = "") -> None:
    FaxSink(engine, nothing_to_queue).accept(fax_of(name), arrival_of(name))
    with writing(engine) as session:
        papers.save_pages(session, pages_of(name, picture))
        papers.save_documents(session, digest_of(name), (document_of(name, form),))
        papers.save_reading(session, reading_of(name, form, values), NOON)


def decide(engine: sa.Engine, made: Decision) -> Applied:
    with writing(engine) as session:
        return record_decision(session, made, TODAY)


def test_certifying_a_prescriber_is_recorded_once_with_its_facts(registry_engine: sa.Engine) -> None:
    arrive(registry_engine, "pef", PREF, PRESCRIBER_VALUES)
    facts = Facts(prescribers=(ADA,))
    made = decision_of("pef", PREF, Outcome.CERTIFY, PRESCRIBER_VALUES).model_copy(update={"facts": facts})
    first, again = decide(registry_engine, made), decide(registry_engine, made)
    assert first == Applied(news=("prescriber 1234567893",))
    assert again == first.model_copy(update={"new": False})
    with reading(registry_engine) as session:
        ada = show(session, "1234567893", TODAY).prescriber
        assert ada is not None
        assert (ada.standing, ada.certified_on, ada.fax) == (Standing.CERTIFIED, TODAY, "2125550101")
        (why,) = explain(session, "1234567893", VIEW, library())
        assert [line.source for line in why.evidence] == [f"fax {digest_of('pef')} document 1"]
        assert decision(session, digest_of("pef"), 1).facts == facts
        assert len(decisions(session, digest_of("pef"))) == 1


def test_only_trusted_values_reach_the_registry(registry_engine: sa.Engine) -> None:
    arrive(registry_engine, "phf", PHARMACY, PHARMACY_VALUES)
    made = decision_of("phf", PHARMACY, Outcome.CERTIFY, PHARMACY_VALUES)
    decide(registry_engine, made.model_copy(update={"trusted": ("npi", "pharmacy_name")}))
    with reading(registry_engine) as session:
        pharmacy = show(session, "1234567810", TODAY).pharmacy
    assert pharmacy is not None
    assert (pharmacy.name, pharmacy.ncpdp, pharmacy.representative) == ("Elm Street Specialty", "", "")


def test_two_workers_that_record_one_decision_do_it_once(registry_url: str) -> None:
    engine = open_database(registry_url)
    arrive(engine, "ppaf", PATIENT, PATIENT_VALUES)
    made = decision_of("ppaf", PATIENT, Outcome.ENROLL, PATIENT_VALUES)
    start = Barrier(2)

    def work() -> Applied:
        start.wait()
        return decide(engine, made)

    with ThreadPoolExecutor(2) as workers:
        done = [future.result() for future in (workers.submit(work), workers.submit(work))]
    engine.dispose()
    assert sorted(each.new for each in done) == [False, True]
    assert {each.number for each in done} == {number_for("P", made.evidence)}


def test_a_pending_form_waits_for_its_npi_and_is_woken_under_the_next_revision(
    registry_engine: sa.Engine, tmp_path: Path
) -> None:
    arrive(registry_engine, "pef", PREF, PRESCRIBER_VALUES)
    pending = decision_of("pef", PREF, Outcome.PENDING, PRESCRIBER_VALUES, "KA_MISSING")
    assert decide(registry_engine, pending).news == ("prescriber 1234567893",)
    expected = (Waiting(fax=digest_of("pef"), document=1, revision=1),)
    with writing(registry_engine) as session:
        assert waiting_on(session, ["knowledge 1234567893"], TODAY) == expected
        assert waiting_on(session, ["knowledge 1234567810", "prescriber 1234567893"], TODAY) == ()
    woken: list[tuple[str, int, int]] = []
    table = tmp_path / "knowledge.csv"
    table.write_text("npi,taken_on,correct,questions,attempt\n1234567893,2017-11-20,6,6,1\n")
    for _ in range(2):
        import_tables(registry_engine, (table,), IMPORTED, lambda _session, *document: woken.append(document))
    assert woken == [(digest_of("pef"), 1, 1)]
    decide(registry_engine, decision_of("pef", PREF, Outcome.CERTIFY, PRESCRIBER_VALUES, revision=1))
    with reading(registry_engine) as session:
        assert waiting_on(session, ["knowledge 1234567893"], TODAY) == ()
        (why,) = explain(session, "1234567893", VIEW, library())
        assert [line.says for line in why.evidence] == [
            "pending",
            "certified",
            "knowledge assessment 6 of 6, attempt 1",
        ]


def test_a_form_is_no_evidence_for_itself(registry_engine: sa.Engine) -> None:
    arrive(registry_engine, "pef", PREF, PRESCRIBER_VALUES)
    arrive(registry_engine, "ppaf", PATIENT, PATIENT_VALUES)
    decide(registry_engine, decision_of("pef", PREF, Outcome.PENDING, PRESCRIBER_VALUES))
    with reading(registry_engine) as session:
        own = gather(session, reading_of("pef", PREF, PRESCRIBER_VALUES), VIEW, ())
        other = gather(session, reading_of("ppaf", PATIENT, PATIENT_VALUES), VIEW, ())
    assert own.prescribers == ()
    assert [known.standing for known in other.prescribers] == [Standing.PENDING]


def test_a_pending_patient_is_enrolled_under_the_same_number(registry_engine: sa.Engine) -> None:
    arrive(registry_engine, "one", PATIENT, PATIENT_VALUES)
    arrive(registry_engine, "two", PATIENT, PATIENT_VALUES)
    pending = decide(registry_engine, decision_of("one", PATIENT, Outcome.PENDING, PATIENT_VALUES))
    enrolled = decide(registry_engine, decision_of("two", PATIENT, Outcome.ENROLL, PATIENT_VALUES))
    assert pending.number == enrolled.number
    assert enrolled.news == ("patient 1971-03-04",)
    with reading(registry_engine) as session:
        patient = show(session, enrolled.number, TODAY).patient
    assert patient is not None
    assert (patient.standing, patient.prescribers) == (Standing.ENROLLED, ("1234567893",))


def test_an_authorization_ends_when_its_supply_is_used_up(registry_engine: sa.Engine) -> None:
    arrive(registry_engine, "paf", ORDER, ORDER_VALUES)
    with writing(registry_engine) as session:
        put_patient(session, MINNA, IMPORTED)
    number = decide(registry_engine, decision_of("paf", ORDER, Outcome.AUTHORIZE, ORDER_VALUES)).number
    with reading(registry_engine) as session:
        (given,) = open_authorizations(session, "P-1", TODAY)
        facts = gather(session, reading_of("paf", ORDER, ORDER_VALUES), VIEW, ())
    assert (given.number, given.ends_on) == (number, TODAY + dt.timedelta(days=84))
    assert facts.authorizations == (given,)


@pytest.mark.parametrize(("born", "named"), [("1971-03-05", "Minna"), ("1971-03-04", "Walter")])
def test_an_order_for_nobody_is_never_authorized(registry_engine: sa.Engine, born: str, named: str) -> None:
    values = {**ORDER_VALUES, "patient_birth_date": born, "patient_first_name": named}
    arrive(registry_engine, "paf", ORDER, values)
    with writing(registry_engine) as session:
        put_patient(session, MINNA, IMPORTED)
    with pytest.raises(ValueError, match="without one enrolled patient"):
        decide(registry_engine, decision_of("paf", ORDER, Outcome.AUTHORIZE, values))
    with reading(registry_engine) as session:
        assert decisions(session, digest_of("paf")) == ()


def test_facts_hold_exact_and_near_people(registry_engine: sa.Engine) -> None:
    twin = MINNA.model_copy(update={"number": "P-2", "first_name": "Nina"})
    typo = MINNA.model_copy(update={"number": "P-3", "last_name": "Oaks", "birth_date": dt.date(1971, 4, 3)})
    other = MINNA.model_copy(update={"number": "P-4", "last_name": "Zed", "birth_date": dt.date(1950, 1, 1)})
    near = ADA.model_copy(update={"npi": "1234567950", "first_name": "Ada", "last_name": "Brant"})
    with writing(registry_engine) as session:
        for patient in (MINNA, twin, typo, other):
            put_patient(session, patient, IMPORTED)
        for prescriber in (near, ADA):
            put_prescriber(session, prescriber, IMPORTED)
    with reading(registry_engine) as session:
        facts = gather(session, reading_of("ppaf", PATIENT, PATIENT_VALUES), VIEW, ())
    assert [known.npi for known in facts.prescribers] == ["1234567893", "1234567950"]
    assert [known.number for known in facts.patients] == ["P-1", "P-2", "P-3"]


def test_earlier_documents_of_the_same_image_or_content_are_named(registry_engine: sa.Engine) -> None:
    copied = {**PRESCRIBER_VALUES, "prescriber_signature_date": "2017-11-19"}
    for name, values in (("first", PRESCRIBER_VALUES), ("again", PRESCRIBER_VALUES), ("copied", copied)):
        arrive(registry_engine, name, PREF, values, picture="" if name == "again" else "same")
        if name == "first":
            decide(registry_engine, decision_of(name, PREF, Outcome.CERTIFY, values))
    with reading(registry_engine) as session:
        pages = tuple(page.digest for page in papers.pages(session, digest_of("copied")).pages)
        again = gather(session, reading_of("again", PREF, PRESCRIBER_VALUES), VIEW, ())
        photocopy = gather(session, reading_of("copied", PREF, copied), VIEW, pages)
        first = gather(session, reading_of("first", PREF, PRESCRIBER_VALUES), VIEW, pages)
    assert [(e.fax, e.same_image, e.same_content) for e in again.earlier] == [
        (digest_of("first"), False, True)
    ]
    assert [(e.fax, e.same_image, e.same_content) for e in photocopy.earlier] == [
        (digest_of("first"), True, False)
    ]
    assert photocopy.earlier[0].outcome == Outcome.CERTIFY
    assert first.earlier == ()
