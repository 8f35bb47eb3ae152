"""The people of the samples are plausible and synthetic."""

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from samples import places
from samples.people import make_cast, make_minor

ON = dt.date(2018, 3, 5)
SEEDS = st.integers(0, 2**32 - 1)


def test_the_name_tables_are_broad_and_hold_each_name_once() -> None:
    first, last = places.lines("first_names.txt"), places.lines("last_names.txt")
    assert len(first) == len(set(first)) >= 400
    assert len(last) == len(set(last)) >= 600
    assert any("'" in name for name in last)
    assert any("-" in name for name in last)
    assert any(" " in name for name in last)


def test_places_are_about_150_cities_of_nearly_every_state() -> None:
    known = places.known_places()
    assert len(known) >= 150
    assert len({place.state for place in known}) >= 50
    assert all(len(place.zip3) == 3 and len(place.area) == 3 for place in known)


@given(SEEDS)
def test_a_cast_is_consistent_about_where_it_lives(seed: int) -> None:
    cast = make_cast(random.Random(seed), ON)
    who = cast.prescriber
    assert who.license_state == who.address.state
    assert who.phone[:3] == who.fax[:3]
    home = next(
        p for p in places.known_places() if (p.city, p.state) == (who.address.city, who.address.state)
    )
    assert who.address.zip.startswith(home.zip3)


@given(SEEDS)
def test_mail_addresses_point_nowhere(seed: int) -> None:
    cast = make_cast(random.Random(seed), ON)
    for email in (cast.prescriber.email, cast.patient.email, cast.pharmacy.representative.email):
        assert email.rsplit("@", 1)[1].split(".")[-2] == "example"
        assert email == email.lower()


@given(SEEDS)
def test_a_patient_is_an_adult_and_a_minor_has_a_guardian(seed: int) -> None:
    rng = random.Random(seed)
    adult, minor = make_cast(rng, ON).patient, make_minor(rng, ON)
    assert (ON - adult.birth_date).days > 18.5 * 365
    assert adult.guardian is None
    assert (ON - minor.birth_date).days < 17 * 365
    assert minor.guardian is not None
    assert minor.guardian.name.endswith(minor.last_name)


def test_the_same_seed_makes_the_same_people() -> None:
    assert make_cast(random.Random(5), ON) == make_cast(random.Random(5), ON)
    assert make_cast(random.Random(5), ON) != make_cast(random.Random(6), ON)
