"""What faxdesk learns from: no writer is in two parts, no reading counts twice, the last event holds."""

import datetime as dt
import random
from collections import Counter

import sqlalchemy as sa

from documents import Writing
from forms.definition import FieldKind
from registry.audited_outcomes import add_outcome, audited_documents, outcomes, outcomes_of
from registry.brake_events import BrakeEvent, add_brake_event, brake_events, last_brake_events
from registry.database import reading, writing
from registry.learning_tables import Part
from registry.writer_parts import SHARES, Placed, place, writer_key
from tests.pipeline.audits import outcome_of
from tests.registry.people import NOON
from tests.review_queue.items import in_review

KEY = "a key of this test"


def test_the_key_of_an_installation_stays_the_first_one(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session:
        assert writer_key(session, "first") == "first"
    with writing(registry_engine) as session:
        assert writer_key(session, "second") == "first"


def test_a_writer_keeps_the_part_whoever_else_is_placed(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session:
        first = {number: place(session, KEY, [f"npi {number}"], NOON) for number in range(200)}
        again = {number: place(session, KEY, [f"npi {number}"], NOON) for number in reversed(range(200))}
    assert first == again
    assert len({placed.group for placed in first.values()}) == 200
    counted = Counter(placed.part for placed in first.values())
    assert all(abs(counted[part] / 200 - share) < 0.12 for part, share in SHARES.items())


def test_the_hash_is_keyed_and_names_nobody(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session:
        mine = place(session, KEY, ["npi 1234567893"], NOON)
        others = place(session, "another key", ["npi 1234567893"], NOON)
    assert mine.group != others.group
    assert "1234567893" not in mine.group


def test_names_that_turn_out_to_be_one_writer_share_the_part_that_is_not_held_out(
    registry_engine: sa.Engine,
) -> None:
    rng = random.Random(4)
    names = [f"caller {number}" for number in range(40)]
    seen: dict[str, Part] = {}
    with writing(registry_engine) as session:
        for _ in range(60):
            joined = rng.sample(names, rng.choice((1, 1, 1, 2)))
            place(session, KEY, joined, NOON)
            now = {name: place(session, KEY, [name], NOON) for name in {*seen, *joined}}
            assert len({now[name] for name in joined}) == 1
            for name, placed in now.items():
                before = seen.setdefault(name, placed.part)
                assert list(Part).index(placed.part) <= list(Part).index(before)
                seen[name] = placed.part
            assert one_part_each(now)


def one_part_each(placed: dict[str, Placed]) -> bool:
    parts: dict[str, set[Part]] = {}
    for one in placed.values():
        parts.setdefault(one.group, set()).add(one.part)
    return all(len(found) == 1 for found in parts.values())


def test_a_reading_is_audited_once_and_outcomes_come_in_order(registry_engine: sa.Engine) -> None:
    in_review(registry_engine, "one")
    later = outcome_of("one", "npi", right=False, at=NOON + dt.timedelta(hours=1))
    with writing(registry_engine) as session:
        assert add_outcome(session, later)
        assert add_outcome(session, outcome_of("one", "prescriber_npi"))
        assert not add_outcome(session, later.model_copy(update={"right": True, "by": "another"}))
        add_outcome(session, outcome_of("one", "zip").model_copy(update={"kind": FieldKind.ZIP}))
    with reading(registry_engine) as session:
        found = outcomes(session, (FieldKind.NPI,), Writing.HANDWRITTEN)
        assert [one.field for one in found] == ["prescriber_npi", "npi"]
        assert found[1] == later
        assert outcomes(session, (FieldKind.NPI,), Writing.HANDWRITTEN, NOON) == (later,)
        assert outcomes(session, (FieldKind.NPI,), Writing.TYPED) == ()
        assert len(outcomes_of(session, later.fax, 1)) == 3
        assert audited_documents(session) == ((later.fax, 1),)


def test_every_brake_event_is_kept_and_the_last_one_holds(registry_engine: sa.Engine) -> None:
    pulled = BrakeEvent(
        family="numbers", writing=Writing.HANDWRITTEN, pulled=True, at=NOON, reason="5 of 405 were wrong"
    )
    released = pulled.model_copy(update={"pulled": False, "by": "supervisor"})
    with writing(registry_engine) as session:
        for event in (pulled, released):
            add_brake_event(session, event)
    with reading(registry_engine) as session:
        assert brake_events(session) == (pulled, released)
        assert last_brake_events(session) == {("numbers", Writing.HANDWRITTEN): released}
