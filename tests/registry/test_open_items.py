"""The queue in pages: in order, from an index, whatever its length."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from registry.database import open_database, reading, writing
from registry.decision_tables import ReviewItemRow
from registry.open_items import Depth, Holder, Place, Wanted, depth, queue_page
from registry.review_items import set_claim
from tests.registry.people import NOON, digest_of
from tests.review_queue.items import in_review

HOUR = dt.timedelta(hours=1)


def test_the_queue_is_ordered_by_due_time_then_risk_then_fax(registry_engine: sa.Engine) -> None:
    keys = [("a", HOUR, 1), ("b", HOUR, 0), ("c", HOUR * 0, 3), ("d", HOUR, 0)]
    for name, due, risk in keys:
        _open(registry_engine, name, due, risk)
    wanted = ["c", *sorted("bd", key=digest_of), "a"]
    pages: list[str] = []
    after: Place | None = None
    with reading(registry_engine) as session:
        while found := queue_page(session, Wanted(), "ada", NOON, limit=1, after=after):
            pages += [each.item.fax for each in found]
            after = found[-1].place
    assert pages == [digest_of(name) for name in wanted]


def _open(engine: sa.Engine, name: str, due: dt.timedelta, risk: int) -> None:
    in_review(engine, name)
    with writing(engine) as session:
        row = session.get_one(ReviewItemRow, (digest_of(name), 1, 0))
        row.record = {**row.record, "due_at": (NOON + due).isoformat(), "risk": risk}
        row.due_at, row.risk = NOON + due, risk


def test_the_depth_counts_what_waits_what_is_late_and_what_is_taken(registry_engine: sa.Engine) -> None:
    for name in ("one", "two", "three"):
        in_review(registry_engine, name)
    with writing(registry_engine) as session:
        row = session.get_one(ReviewItemRow, (digest_of("one"), 1, 0))
        row.claimed_by, row.claimed_until = "ada", NOON + HOUR
        assert depth(session, NOON) == Depth(open=3, overdue=0, claimed=1)
        assert depth(session, NOON + HOUR * 5) == Depth(open=3, overdue=3, claimed=0)
        set_claim(session, digest_of("one"), 1, None)
        assert depth(session, NOON) == Depth(open=3, overdue=0, claimed=0)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(), "ix_review_item_queue"),
        (Wanted(holder=Holder.NOBODY), "ix_review_item_queue"),
        (Wanted(holder=Holder.ME), "ix_review_item_held"),
        (Wanted(form="prescription_authorization"), "ix_review_item_queue_of_form"),
    ],
)
def test_a_page_comes_from_an_index_without_sorting(
    sqlite_template: Path, wanted: Wanted, index: str
) -> None:
    engine = open_database(f"sqlite:///{sqlite_template}")
    said: list[str] = []

    def explain(_connection: object, cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT review_item"):
            plan = engine.raw_connection().cursor()
            plan.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            said.extend(row[3] for row in plan.fetchall())

    sa.event.listen(engine, "before_cursor_execute", explain)
    place = Place(due_at=NOON, risk=0, fax=digest_of("one"), document=1)
    with reading(engine) as session:
        queue_page(session, wanted, "ada", NOON, limit=50, after=place)
    engine.dispose()
    plan = " ".join(said)
    assert f"INDEX {index} " in plan
    assert "TEMP B-TREE" not in plan
