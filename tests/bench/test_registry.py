"""The bench of a big registry fills what it says, always alike, and its figures are of what it holds."""

import sqlalchemy as sa

from registry.database import open_database
from tests.bench.fast_load import load
from tests.bench.registry import SEED, held
from tests.bench.registry_asked import questions
from tests.bench.registry_people import crowd
from tests.bench.registry_rows import rows_of
from tests.bench.registry_times import measured


def test_a_small_one_is_filled_and_asked_and_misses_nobody(registry_url: str) -> None:
    everybody = crowd(200, SEED)
    asked = questions(everybody, 8, SEED)
    load(registry_url, rows_of(everybody, 600, asked.subjects, SEED))
    engine = open_database(registry_url)
    with engine.connect() as connection:
        forms = connection.execute(sa.text("SELECT form, count(*) FROM reading GROUP BY form")).all()
    assert {str(form): count for form, count in forms} == {
        "prescriber_enrollment": 180,
        "pharmacy_enrollment": 20,
        "patient_acknowledgment": 200,
        "prescription_authorization": 200,
    }
    assert "600 `disposition`" in held(engine)
    times = measured(engine, asked, SEED)
    engine.dispose()
    assert times.found == times.wanted > 0
    assert [len(spent) for spent in times.decisions.values()] == [8] * 4


def test_people_are_the_same_for_a_seed_and_one_in_a_hundred_or_so_is_a_smith() -> None:
    one, other = crowd(2000, 3), crowd(2000, 3)
    assert one == other
    assert 0.005 < [each.last for each in one.sick].count("Smith") / len(one.sick) < 0.02
