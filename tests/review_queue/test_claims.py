"""Claims under load, on both databases: nobody gets what another has, nothing is left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from registry.database import open_database, writing
from review_queue import claim_next, release, take_back
from tests.registry.people import NOON, PREF, digest_of
from tests.review_queue.items import LATER, in_review

PEOPLE = ("ada", "bo", "cyd", "dee")


def test_four_people_taking_at_once_never_get_the_same_item(registry_url: str) -> None:
    engine, start = open_database(registry_url), Barrier(len(PEOPLE))
    for number in range(12):
        in_review(engine, f"fax {number}")

    def work(owner: str) -> list[str]:
        start.wait()
        taken = []
        for round_ in range(3):
            with writing(engine) as session:
                item = claim_next(session, f"{owner} {round_}", NOON)
            taken.append(item.fax if item else "nothing")
        return taken

    with ThreadPoolExecutor(len(PEOPLE)) as people:
        taken = [fax for found in people.map(work, PEOPLE) for fax in found]
    engine.dispose()
    assert sorted(taken) == sorted(digest_of(f"fax {number}") for number in range(12))


def test_the_most_urgent_free_item_is_taken_and_ones_own_comes_first(registry_url: str) -> None:
    engine = open_database(registry_url)
    in_review(engine, "prescriber", PREF)
    in_review(engine, "order")
    with writing(engine) as session:
        taken = [claim_next(session, owner, NOON) for owner in ("ada", "bo", "ada", "cyd")]
        assert [item.fax if item else None for item in taken] == [
            digest_of("order"),
            digest_of("prescriber"),
            digest_of("order"),
            None,
        ]
        release(session, digest_of("prescriber"), 1, "bo", LATER)
        assert take_back(session, digest_of("order"), 1) == "ada"
        freed = claim_next(session, "cyd", LATER)
    engine.dispose()
    assert freed is not None
    assert freed.fax == digest_of("order")
