"""How long an authorization lasts."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import Outcome
from registry.authorizations import authorization
from registry.database import writing
from registry.effects import record_decision
from registry.participants import put_patient
from tests.registry.people import IMPORTED, ORDER, ORDER_VALUES, TODAY, decision_of
from tests.registry.test_effects import MINNA, arrive


@pytest.mark.parametrize(("longest", "days"), [(30, 30), (100, 84), (None, 84)])
def test_an_authorization_ends_with_its_supply_or_after_the_longest_that_is_configured(
    registry_engine: sa.Engine, longest: int | None, days: int
) -> None:
    arrive(registry_engine, "paf", ORDER, ORDER_VALUES)
    made = decision_of("paf", ORDER, Outcome.AUTHORIZE, ORDER_VALUES)
    with writing(registry_engine) as session:
        put_patient(session, MINNA, IMPORTED)
        number = record_decision(session, made, TODAY, longest).number
        assert authorization(session, number).ends_on == TODAY + dt.timedelta(days=days)
