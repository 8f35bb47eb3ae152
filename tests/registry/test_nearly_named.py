"""Whom a form may name is found however a name, a number or a day was misread."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, Standing
from registry.database import reading, writing
from registry.nearly_named import nearly_named
from registry.participants import put_patient, put_pharmacy, put_prescriber
from tests.registry.people import IMPORTED, ORDER, VIEW, reading_of

DOCTOR = KnownPrescriber(
    npi="1234567893", first_name="Wanda", last_name="Bernstein", standing=Standing.PENDING
)
PHARMACY = KnownPharmacy(npi="1679576722", name="Elm Pharmacy", standing=Standing.PENDING)
PATIENT = KnownPatient(
    number="P-1",
    first_name="Ruth",
    last_name="Ames",
    birth_date=dt.date(1961, 3, 4),
    standing=Standing.PENDING,
)


@pytest.fixture(autouse=True)
def registry(registry_engine: sa.Engine) -> sa.Engine:
    with writing(registry_engine) as session:
        put_prescriber(session, DOCTOR, IMPORTED)
        put_pharmacy(session, PHARMACY, IMPORTED)
        put_patient(session, PATIENT, IMPORTED)
    return registry_engine


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"prescriber_first_name": "Wonola", "prescriber_last_name": "Berusten"}, DOCTOR),
        ({"prescriber_npi": "1234597843"}, DOCTOR),
        ({"pharmacy_name": "Eim Pharmocy"}, PHARMACY),
        ({"pharmacy_npi": "167957722"}, PHARMACY),
        ({"patient_first_name": "Rufh", "patient_last_name": "Annes"}, PATIENT),
        ({"patient_birth_date": "1961-03-04"}, PATIENT),
    ],
    ids=[
        "doctor's name",
        "doctor's NPI",
        "pharmacy's name",
        "pharmacy's NPI",
        "patient's name",
        "birth date",
    ],
)
def test_somebody_misread_is_found(registry_engine: sa.Engine, values: dict[str, str], named: object) -> None:
    with reading(registry_engine) as session:
        assert nearly_named(session, reading_of("one", ORDER, values), VIEW) == (named,)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"prescriber_npi": "1245319599", "prescriber_last_name": "Oakes"},
        {"patient_birth_date": "03/04/61", "patient_last_name": "Zielinski"},
    ],
    ids=["nothing read", "another doctor", "another patient, no day"],
)
def test_nobody_is_found_for_others(registry_engine: sa.Engine, values: dict[str, str]) -> None:
    with reading(registry_engine) as session:
        assert nearly_named(session, reading_of("one", ORDER, values), VIEW) == ()
