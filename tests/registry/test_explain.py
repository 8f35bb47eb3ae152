"""Explaining a standing: what was true then, what was known then, on which paper, and what was missing."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import KnowledgeResult, KnownPrescriber, NoSuchThing, Outcome, Standing
from registry.as_of import View
from registry.database import reading, writing
from registry.explain import Explanation, explain
from registry.participants import put_knowledge, put_prescriber
from tests.registry.people import (
    IMPORTED,
    NOON,
    PREF,
    PRESCRIBER_VALUES,
    TODAY,
    decision_of,
    digest_of,
)
from tests.registry.test_effects import arrive, decide
from tests.validators.builders import library

NPI = "1234567893"
GONE = KnownPrescriber(
    npi=NPI, first_name="Ada", last_name="Brandt", standing=Standing.DECERTIFIED, decertified_on=TODAY
)


def ask(engine: sa.Engine, view: View) -> Explanation:
    with reading(engine) as session:
        (why,) = explain(session, NPI, view, library())
    return why


def test_each_fact_has_its_paper_with_the_fields_that_matter(registry_engine: sa.Engine) -> None:
    values = {**PRESCRIBER_VALUES, "middle_initial": "J", "prescriber_signature": "present"}
    arrive(registry_engine, "pef", PREF, values)
    decide(registry_engine, decision_of("pef", PREF, Outcome.CERTIFY, values))
    (line,) = ask(registry_engine, View(on=TODAY)).evidence
    assert line.paper is not None
    assert (line.paper.fax, line.paper.document, line.paper.received_at) == (digest_of("pef"), 1, NOON)
    shown = {crop.field: (crop.page, crop.box.left) for crop in line.paper.crops}
    assert shown["npi"] == shown["prescriber_signature"] == (1, 0.1)
    assert "middle_initial" not in shown


def test_what_was_true_is_told_from_what_was_known(registry_engine: sa.Engine) -> None:
    certified = GONE.model_copy(
        update={"standing": Standing.CERTIFIED, "certified_on": dt.date(2016, 5, 1), "decertified_on": None}
    )
    told = NOON + dt.timedelta(days=9)
    with writing(registry_engine) as session:
        put_prescriber(session, certified, IMPORTED)
        put_prescriber(session, GONE, IMPORTED.model_copy(update={"at": told, "on": told.date()}))
    before_it_was_told = told - dt.timedelta(hours=1)
    assert ask(registry_engine, View(on=TODAY)).standing is Standing.DECERTIFIED
    assert ask(registry_engine, View(on=TODAY, known_at=before_it_was_told)).standing is Standing.CERTIFIED
    assert ask(registry_engine, View(on=TODAY - dt.timedelta(days=1))).in_force
    with pytest.raises(NoSuchThing), reading(registry_engine) as session:
        explain(session, NPI, View(on=TODAY, known_at=NOON - dt.timedelta(hours=1)), library())


def test_what_was_missing_is_what_was_missing_at_that_time(registry_engine: sa.Engine) -> None:
    arrive(registry_engine, "pef", PREF, PRESCRIBER_VALUES)
    decide(registry_engine, decision_of("pef", PREF, Outcome.PENDING, PRESCRIBER_VALUES, "KA_MISSING"))
    passed = KnowledgeResult(npi=NPI, taken_on=TODAY, correct=6, questions=6, attempt=1)
    later = NOON + dt.timedelta(hours=1)
    made = decision_of("pef", PREF, Outcome.CERTIFY, PRESCRIBER_VALUES, revision=1)
    after = made.disposition.model_copy(update={"as_of": later})
    with writing(registry_engine) as session:
        put_knowledge(session, passed, IMPORTED.model_copy(update={"at": later}))
    decide(registry_engine, made.model_copy(update={"disposition": after}))
    at_noon = ask(registry_engine, View(on=TODAY, known_at=NOON))
    assert at_noon.standing is Standing.PENDING
    assert at_noon.missing == (
        "a passed knowledge assessment",
        f"a decision: document 1 of fax {digest_of('pef')[:12]} waits for evidence",
    )
    assert ask(registry_engine, View(on=TODAY)).missing == ()


def test_how_long_a_certification_lasts_is_said_or_said_to_be_unknown(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session:
        known = GONE.model_copy(
            update={"standing": Standing.CERTIFIED, "certified_on": TODAY, "decertified_on": None}
        )
        put_prescriber(session, known, IMPORTED)
    assert ask(registry_engine, View(on=TODAY)).lasts == "recertification_days is not configured"
    end = TODAY + dt.timedelta(days=365)
    assert (
        ask(registry_engine, View(on=end, lasts=365)).lasts == f"a certification lasts 365 days, until {end}"
    )
    expired = ask(registry_engine, View(on=end + dt.timedelta(days=1), lasts=365))
    assert (expired.standing, expired.missing) == (Standing.EXPIRED, ("the prescriber is expired",))
