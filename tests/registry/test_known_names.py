"""Names are searched in memory: as if every row had been compared, and never from what is out of date."""

import datetime as dt
import random

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from sqlmodel import Session

from documents import KnownPatient, Standing
from registry.database import open_database, reading, writing
from registry.known_names import known_names, put_name
from registry.many_names import ManyNames
from registry.names import MOST, NEAR, compared, folded
from registry.participants import put_patient
from tests.bench.registry_people import crowd, misread
from tests.registry.people import IMPORTED

NAMES = st.lists(st.text(st.sampled_from("aàbB c'-"), max_size=12), max_size=30)


def by_comparing_all(wanted: str, names: dict[str, str]) -> list[tuple[str, float]]:
    scored = [
        (key, fuzz.token_sort_ratio(folded(wanted), folded(name)))
        for key, name in names.items()
        if folded(wanted)
    ]
    return sorted((pair for pair in scored if pair[1] >= NEAR), key=lambda pair: -pair[1])[:MOST]


def patient(number: str, first: str, last: str) -> KnownPatient:
    return KnownPatient(
        number=number,
        first_name=first,
        last_name=last,
        birth_date=dt.date(1980, 5, 1),
        standing=Standing.PENDING,
    )


def found(session: Session, name: str) -> list[str]:
    return [key for key, _ in known_names(session)["patient"].near(name)]


@given(st.text(st.sampled_from("aàbB c'-"), max_size=12), NAMES)
def test_the_names_near_are_those_that_comparing_all_finds(wanted: str, names: list[str]) -> None:
    known = {str(number): name for number, name in enumerate(names)}
    prepared = ManyNames().with_names({key: compared(name) for key, name in known.items()})
    assert list(prepared.near(wanted)) == by_comparing_all(wanted, known)


def test_a_search_finds_whom_comparing_every_row_finds(registry_engine: sa.Engine) -> None:
    chance = random.Random(7)
    names = {one.number: f"{one.first} {one.last}" for one in crowd(3000, 7).sick}
    with writing(registry_engine) as session:
        for key, name in names.items():
            put_name(session, ("patient", key), name)
        put_name(session, ("prescriber", "1234567893"), "Minna Oakes")
    with reading(registry_engine) as session:
        for name in chance.sample(list(names.values()), 60):
            wanted = misread(name, chance)
            assert list(known_names(session)["patient"].near(wanted)) == by_comparing_all(wanted, names)


def test_a_name_is_found_at_once_by_its_transaction_and_then_by_every_process(
    registry_url: str, registry_engine: sa.Engine
) -> None:
    other = open_database(registry_url)
    with reading(other) as session:
        assert found(session, "Minna Oaks") == []
    with writing(registry_engine) as session:
        put_patient(session, patient("P-1", "Minna", "Oakes"), IMPORTED)
        assert found(session, "Minna Oaks") == ["P-1"]
        with reading(other) as beside:
            assert found(beside, "Minna Oaks") == []
    with reading(other) as session:
        assert found(session, "Minna Oaks") == ["P-1"]
    other.dispose()


def test_a_name_that_was_taken_back_is_found_no_more(registry_engine: sa.Engine) -> None:
    with Session(registry_engine) as session:
        put_patient(session, patient("P-1", "Minna", "Oakes"), IMPORTED)
        assert found(session, "Minna Oakes") == ["P-1"]
        session.rollback()
    with writing(registry_engine) as session:
        put_patient(session, patient("P-2", "Walter", "Hart"), IMPORTED)
    with reading(registry_engine) as session:
        assert (found(session, "Minna Oakes"), found(session, "Walter Hart")) == ([], ["P-2"])


def test_a_patient_is_found_by_the_newest_name_alone(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session:
        put_patient(session, patient("P-1", "Minna", "Oakes"), IMPORTED)
    with reading(registry_engine) as session:
        assert found(session, "Minna Oakes") == ["P-1"]
    with writing(registry_engine) as session:
        put_patient(session, patient("P-1", "Minna", "Lindqvist"), IMPORTED)
        put_patient(session, patient("P-1", "Minna", "Lindqvist"), IMPORTED)
    with reading(registry_engine) as session:
        assert (found(session, "Minna Oakes"), found(session, "Minna Lindqvist")) == ([], ["P-1"])
        assert session.execute(sa.text("SELECT count(*) FROM entry_name")).scalar_one() == 2
