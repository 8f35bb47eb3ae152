"""What notices and assessment sheets put on record, from which day, and what ends with it."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import FormRef, OpenAuthorization, Outcome, Standing
from registry.as_of import View, known_patient
from registry.authorizations import open_authorizations, put_authorization
from registry.database import reading, writing
from registry.decisions import Applied
from registry.participants import put_patient
from tests.registry.people import IMPORTED, PATIENT_VALUES, TODAY, decision_of
from tests.registry.test_effects import MINNA, arrive, decide

DISCONTINUATION = FormRef(form="patient_discontinuation", edition="2017-10")
DAY = dt.timedelta(days=1)
OPEN = OpenAuthorization(
    number="A-1", patient="P-1", prescriber_npi="1234567893", authorized_on=dt.date(2017, 11, 2)
)


def discontinue(engine: sa.Engine, day: dt.date | str, **values: str) -> Applied:
    """Minna, enrolled with an open authorization, is discontinued from a day."""
    told = {**PATIENT_VALUES, "effective_date": str(day), **values}
    arrive(engine, "notice", DISCONTINUATION, told)
    with writing(engine) as session:
        put_patient(session, MINNA, IMPORTED)
        put_authorization(session, OPEN, "import", IMPORTED)
    return decide(engine, decision_of("notice", DISCONTINUATION, Outcome.RECORD, told))


def standing(engine: sa.Engine, on: dt.date) -> tuple[Standing, bool]:
    """How Minna stands on a day, and whether her authorization is open then."""
    with reading(engine) as session:
        known = known_patient(session, "P-1", View(on=on))
        assert known is not None
        return known.standing, bool(open_authorizations(session, "P-1", on))


@pytest.mark.parametrize("from_today", [-9, 0, 30])
def test_a_patient_is_discontinued_from_the_effective_date_past_or_to_come(
    registry_engine: sa.Engine, from_today: int
) -> None:
    day = TODAY + from_today * DAY
    assert discontinue(registry_engine, day) == Applied(number="P-1", news=("patient 1971-03-04",))
    assert standing(registry_engine, day - DAY) == (Standing.ENROLLED, True)
    assert standing(registry_engine, day) == (Standing.DISCONTINUED, False)


@pytest.mark.parametrize(
    ("changed", "day"),
    [({"patient_birth_date": "1971-03-05"}, TODAY), ({"patient_first_name": "Walter"}, TODAY), ({}, "02/30")],
)
def test_nobody_is_discontinued_who_is_not_named_or_from_no_day(
    registry_engine: sa.Engine, changed: dict[str, str], day: dt.date | str
) -> None:
    with pytest.raises(ValueError, match="without one enrolled patient and a trusted day"):
        discontinue(registry_engine, day, **changed)
    assert standing(registry_engine, TODAY) == (Standing.ENROLLED, True)
