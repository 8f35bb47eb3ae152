"""Facts are gathered with as many statements for a crowd of candidates as for a few."""

import datetime as dt

import sqlalchemy as sa

from documents import KnownPatient, Standing
from registry.database import reading, writing
from registry.facts import gather
from registry.participants import put_patient
from registry.person_changes import merge, persons_cause
from tests.registry.people import IMPORTED, PATIENT, PATIENT_VALUES, VIEW, reading_of

BORN = dt.date.fromisoformat(PATIENT_VALUES["patient_birth_date"])


def put_patients(engine: sa.Engine, numbers: range) -> None:
    with writing(engine) as session:
        for number in numbers:
            known = KnownPatient(
                number=f"P-{number}",
                first_name="Minna",
                last_name="Oakes",
                birth_date=BORN,
                standing=Standing.ENROLLED,
                prescribers=(f"{number}",),
            )
            put_patient(session, known, IMPORTED)


def statements(engine: sa.Engine) -> tuple[int, int]:
    """How many statements gathering takes, and how many patients it finds."""
    said = list[str]()

    def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    paper = reading_of("one", PATIENT, PATIENT_VALUES)
    with reading(engine) as session:
        gather(session, paper, VIEW, ())
    with reading(engine) as session:
        sa.event.listen(engine, "before_cursor_execute", heard)
        found = gather(session, paper, VIEW, ()).patients
        sa.event.remove(engine, "before_cursor_execute", heard)
    return len(said), len(found)


def test_facts_take_as_many_statements_for_thirty_patients_as_for_two(registry_engine: sa.Engine) -> None:
    put_patients(registry_engine, range(2))
    few, two = statements(registry_engine)
    put_patients(registry_engine, range(2, 30))
    many, thirty = statements(registry_engine)
    assert (two, thirty) == (2, 30)
    assert many == few


def test_of_many_that_are_merged_one_comes_with_the_links_of_all(registry_engine: sa.Engine) -> None:
    put_patients(registry_engine, range(3))
    cause = persons_cause("ada", "one person", IMPORTED)
    with writing(registry_engine) as session:
        for kept, other in (("P-1", "P-0"), ("P-2", "P-1")):
            merge(session, kept, other, cause, lambda *_: None)
    with reading(registry_engine) as session:
        (found,) = gather(session, reading_of("one", PATIENT, PATIENT_VALUES), VIEW, ()).patients
    assert (found.number, found.prescribers) == ("P-0", ("0", "1", "2"))
