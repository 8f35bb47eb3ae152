"""What pharmacies' systems are told: every element is looked at again on the day."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import (
    AlreadyTaken,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    NoSuchThing,
    OpenAuthorization,
    Standing,
)
from registry.api_keys import add_key, key_of, keys, revoke
from registry.checks import Denial, certification, may_dispense
from registry.database import reading, writing
from registry.participants import put_authorization, put_patient, put_pharmacy, put_prescriber
from tests.registry.people import NOON, TODAY

PRESCRIBER = KnownPrescriber(
    npi="1234567893", first_name="Ada", last_name="Brandt", standing=Standing.CERTIFIED, certified_on=TODAY
)
PHARMACY = KnownPharmacy(
    npi="1234567810", name="Elm Street Specialty", standing=Standing.CERTIFIED, certified_on=TODAY
)
PATIENT = KnownPatient(
    number="P-0000000001",
    first_name="Minna",
    last_name="Oakes",
    birth_date=dt.date(1971, 3, 4),
    standing=Standing.ENROLLED,
    enrolled_on=TODAY,
    prescribers=(PRESCRIBER.npi,),
)
GIVEN = OpenAuthorization(
    number="A-0000000001",
    patient=PATIENT.number,
    prescriber_npi=PRESCRIBER.npi,
    authorized_on=TODAY,
    ends_on=TODAY + dt.timedelta(days=84),
)
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def everything_in_order(registry_engine: sa.Engine) -> sa.Engine:
    with writing(registry_engine) as session:
        put_prescriber(session, PRESCRIBER, "test")
        put_pharmacy(session, PHARMACY, "test")
        put_patient(session, PATIENT, "test")
        put_authorization(session, GIVEN, "test")
    return registry_engine


def denied(engine: sa.Engine, on: dt.date = TOMORROW, number: str = GIVEN.number) -> Denial | None:
    with reading(engine) as session:
        answer = may_dispense(session, number, PHARMACY.npi, on)
    assert answer.allowed == (answer.denied is None)
    return answer.denied


def test_with_everything_in_order_it_may_be_dispensed_until_the_supply_ends(
    everything_in_order: sa.Engine,
) -> None:
    with reading(everything_in_order) as session:
        answer = may_dispense(session, GIVEN.number, PHARMACY.npi, TOMORROW)
    assert (answer.allowed, answer.ends_on) == (True, GIVEN.ends_on)
    assert denied(everything_in_order, TODAY + dt.timedelta(days=85)) is Denial.NO_AUTHORIZATION
    assert denied(everything_in_order, TODAY - dt.timedelta(days=1)) is Denial.PHARMACY_NOT_CERTIFIED
    assert denied(everything_in_order, number="A-9999999999") is Denial.NO_AUTHORIZATION


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"standing": Standing.DECERTIFIED, "decertified_on": TOMORROW}, Denial.PRESCRIBER_ENDED),
        ({"standing": Standing.PENDING, "certified_on": None}, Denial.PRESCRIBER_NOT_CERTIFIED),
    ],
)
def test_a_prescriber_who_may_not_prescribe_stops_every_dispense(
    everything_in_order: sa.Engine, change: dict[str, object], expected: Denial
) -> None:
    with writing(everything_in_order) as session:
        put_prescriber(session, PRESCRIBER.model_copy(update=change), "test", TOMORROW)
    assert denied(everything_in_order) is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"standing": Standing.DECERTIFIED, "decertified_on": TOMORROW}, Denial.PHARMACY_ENDED),
        ({"standing": Standing.PENDING, "certified_on": None}, Denial.PHARMACY_NOT_CERTIFIED),
    ],
)
def test_a_pharmacy_that_may_not_dispense_learns_nothing_else(
    everything_in_order: sa.Engine, change: dict[str, object], expected: Denial
) -> None:
    with writing(everything_in_order) as session:
        put_pharmacy(session, PHARMACY.model_copy(update=change), "test", TOMORROW)
    assert denied(everything_in_order) is expected
    assert denied(everything_in_order, number="A-9999999999") is expected


def test_a_discontinued_patient_stops_every_dispense(everything_in_order: sa.Engine) -> None:
    gone = {"standing": Standing.DISCONTINUED, "discontinued_on": TOMORROW}
    with writing(everything_in_order) as session:
        put_patient(session, PATIENT.model_copy(update=gone), "test", TOMORROW)
    assert denied(everything_in_order) is Denial.PATIENT_ENDED


def test_who_is_certified_is_told_with_the_day(everything_in_order: sa.Engine) -> None:
    with reading(everything_in_order) as session:
        prescriber = certification(session, PRESCRIBER.npi, TODAY)
        pharmacy = certification(session, PHARMACY.npi, TODAY)
        nobody = certification(session, "1999999984", TODAY)
        before = certification(session, PRESCRIBER.npi, TODAY - dt.timedelta(days=1))
    assert (prescriber.certified, prescriber.participant, prescriber.since) == (True, "prescriber", TODAY)
    assert (pharmacy.certified, pharmacy.participant) == (True, "pharmacy")
    assert (nobody.certified, nobody.participant, nobody.since) == (False, "", None)
    assert (before.certified, before.since) == (False, None)


def test_a_key_is_kept_as_a_digest_and_ends_when_it_is_revoked(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session:
        secret = add_key(session, "elm", PHARMACY.npi, NOON)
        found = key_of(session, secret)
        assert found is not None
        assert (found.name, found.pharmacy_npi) == ("elm", PHARMACY.npi)
        assert key_of(session, secret[:-1]) is None
        rows = session.connection().execute(sa.text("SELECT * FROM api_key")).all()
        assert secret not in str(rows)
        revoke(session, "elm", NOON)
        revoke(session, "elm", NOON + dt.timedelta(days=1))
        assert key_of(session, secret) is None
        assert [key.revoked_at for key in keys(session)] == [NOON]


def test_names_of_keys_are_used_once_and_need_an_npi(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session:
        add_key(session, "elm", PHARMACY.npi, NOON)
        revoke(session, "elm", NOON)
        with pytest.raises(AlreadyTaken):
            add_key(session, "elm", PHARMACY.npi, NOON)
        with pytest.raises(NoSuchThing):
            add_key(session, "oak", "1234567890", NOON)
        with pytest.raises(NoSuchThing):
            revoke(session, "oak", NOON)
