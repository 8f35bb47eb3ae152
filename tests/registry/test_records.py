"""What notices and assessment sheets put on record, from which day, and what ends with it."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import FormRef, KnowledgeResult, OpenAuthorization, Outcome, Standing
from registry.as_of import View, known_patient
from registry.authorizations import open_authorizations, put_authorization
from registry.database import reading, writing
from registry.decisions import Applied
from registry.explain import explain
from registry.participants import knowledge_of, put_patient
from registry.waiting import waiting_on
from tests.registry.people import (
    IMPORTED,
    PATIENT_VALUES,
    PREF,
    PRESCRIBER_VALUES,
    TODAY,
    VIEW,
    decision_of,
    digest_of,
)
from tests.registry.test_effects import MINNA, arrive, decide
from tests.validators.builders import library

ASSESSMENT = FormRef(form="knowledge_assessment", edition="2017-10")
DISCONTINUATION = FormRef(form="patient_discontinuation", edition="2017-10")
DAY = dt.timedelta(days=1)
OPEN = OpenAuthorization(
    number="A-1", patient="P-1", prescriber_npi="1234567893", authorized_on=dt.date(2017, 11, 2)
)


def discontinue(engine: sa.Engine, day: dt.date | str, name: str = "notice", **values: str) -> Applied:
    """Minna, enrolled with an open authorization, is discontinued from a day."""
    told = {**PATIENT_VALUES, "effective_date": str(day), **values}
    arrive(engine, name, DISCONTINUATION, told)
    with writing(engine) as session:
        put_patient(session, MINNA, IMPORTED)
        put_authorization(session, OPEN, "import", IMPORTED)
    return decide(engine, decision_of(name, DISCONTINUATION, Outcome.RECORD, told))


def standing(engine: sa.Engine, on: dt.date) -> tuple[Standing, bool]:
    """How Minna stands on a day, and whether her authorization is open then."""
    with reading(engine) as session:
        known = known_patient(session, "P-1", View(on=on))
        assert known is not None
        return known.standing, bool(open_authorizations(session, "P-1", on))


@pytest.mark.parametrize("correct", [5, 6])
def test_the_result_of_a_sheet_is_kept_with_its_paper_and_wakes_what_waited(
    registry_engine: sa.Engine, correct: int
) -> None:
    arrive(registry_engine, "pef", PREF, PRESCRIBER_VALUES)
    decide(registry_engine, decision_of("pef", PREF, Outcome.PENDING, PRESCRIBER_VALUES, "KA_MISSING"))
    told = {"npi": "1234567893"}
    arrive(registry_engine, "sheet", ASSESSMENT, told)
    made = decision_of("sheet", ASSESSMENT, Outcome.RECORD, told)
    result = KnowledgeResult(
        npi="1234567893", taken_on=TODAY, correct=correct, questions=6, attempt=1, source=made.evidence
    )
    news = decide(registry_engine, made.model_copy(update={"result": result})).news
    with reading(registry_engine) as session:
        assert knowledge_of(session, "1234567893") == (result,)
        assert [one.fax for one in waiting_on(session, news, TODAY)] == [digest_of("pef")]
        (why,) = explain(session, "1234567893", VIEW, library())
    (paper,) = [line.paper for line in why.evidence if line.paper and line.says.startswith("knowledge")]
    assert (paper.fax, paper.form) == (digest_of("sheet"), ASSESSMENT)


def test_a_sheet_without_a_score_changes_nothing(registry_engine: sa.Engine) -> None:
    arrive(registry_engine, "sheet", ASSESSMENT, {"npi": "1234567893"})
    with pytest.raises(ValueError, match="without a score"):
        decide(registry_engine, decision_of("sheet", ASSESSMENT, Outcome.RECORD, {"npi": "1234567893"}))


@pytest.mark.parametrize("from_today", [-9, 0, 30])
def test_a_patient_is_discontinued_from_the_effective_date_past_or_to_come(
    registry_engine: sa.Engine, from_today: int
) -> None:
    day = TODAY + from_today * DAY
    assert discontinue(registry_engine, day) == Applied(number="P-1", news=("patient 1971-03-04",))
    assert standing(registry_engine, day - DAY) == (Standing.ENROLLED, True)
    assert standing(registry_engine, day) == (Standing.DISCONTINUED, False)


def test_a_person_may_have_a_discontinuation_begin_earlier(registry_engine: sa.Engine) -> None:
    for name, day in (("notice", TODAY), ("again", TODAY - 5 * DAY)):
        discontinue(registry_engine, day, name=name)
    assert standing(registry_engine, TODAY - 6 * DAY) == (Standing.ENROLLED, True)
    assert standing(registry_engine, TODAY - 5 * DAY) == (Standing.DISCONTINUED, False)


@pytest.mark.parametrize(
    ("changed", "day"),
    [({"patient_birth_date": "1971-03-05"}, TODAY), ({"patient_first_name": "Walter"}, TODAY), ({}, "02/30")],
)
def test_nobody_is_discontinued_who_is_not_named_or_from_no_day(
    registry_engine: sa.Engine, changed: dict[str, str], day: dt.date | str
) -> None:
    with pytest.raises(ValueError, match="without one patient and a trusted day"):
        discontinue(registry_engine, day, **changed)
    assert standing(registry_engine, TODAY) == (Standing.ENROLLED, True)
