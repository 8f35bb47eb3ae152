"""The desk with 100,000 open items on both databases, twenty people at it, and an operator by script."""

import argparse
import datetime as dt
import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import sqlalchemy as sa

from documents import FormRef, ReviewItem
from registry.database import migrate, open_database, reading, writing
from registry.open_items import Place, Wanted, depth, queue_page
from registry.tables import METADATA
from review_queue import claim_next, release
from tests.bench import desk_operator
from tests.bench.desk_crowd import at_the_desk
from tests.bench.desk_items import whole_items
from tests.bench.desk_times import heading, row
from tests.postgres import running_server
from tests.review_queue.web.desk import Desk

NOW = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
FORMS = (
    "prescription_authorization",
    "prescriber_enrollment",
    "patient_acknowledgment",
    "pharmacy_enrollment",
)
REASONS = ("MARGIN_NOTE", "ILLEGIBLE_CITY", "ILLEGIBLE_PATIENT_BIRTH_DATE", "SIG_STAMP")
PEOPLE, ROWS, AT_ONCE = 20, 51, 5000


def fill(engine: sa.Engine, count: int) -> None:
    """Open items of as many faxes, due over a week, in no order."""
    chance = random.Random(1)
    rows: dict[str, list[dict[str, Any]]] = {"fax": [], "document": [], "review_item": []}
    for number in range(count):
        for table, made in _item(hashlib.sha256(str(number).encode()).hexdigest(), chance).items():
            rows[table].append(made)
    with engine.begin() as connection:
        for table, every in rows.items():
            for start in range(0, count, AT_ONCE):
                connection.execute(METADATA.tables[table].insert(), every[start : start + AT_ONCE])
        connection.exec_driver_sql("ANALYZE")


def _item(fax: str, chance: random.Random) -> dict[str, dict[str, Any]]:
    form, reason = chance.choice(FORMS), chance.choice(REASONS)
    item = ReviewItem(
        fax=fax,
        document=1,
        revision=0,
        form=FormRef(form=form, edition="2017-10"),
        risk=chance.randrange(4),
        reasons=(reason,),
        opened_at=NOW,
        due_at=NOW + dt.timedelta(minutes=chance.randrange(-5000, 5000)),
    )
    arrived = {"channel": "bench", "provider_id": "", "received_at": NOW, "caller": "", "byte_count": 1}
    kept = {"media": "tiff", "state": "review", "state_at": NOW, "note": "", "expected_pages": 0, "notes": []}
    paper = {"fax": fax, "number": 1, "form": form, "edition": "2017-10", "record": {}}
    queued = item.model_dump(include={"fax", "document", "revision", "risk", "opened_at", "due_at"})
    row = {"form": form, "reasons": f" {reason} ", "record": item.model_dump(mode="json"), "claimed_by": ""}
    return {"fax": {"digest": fax, **arrived, **kept}, "document": paper, "review_item": queued | row}


def timed(what: str, work: Callable[[int], None], times: int) -> None:
    """Print how long the work takes, each time anew."""
    spent = []
    for number in range(times):
        start = time.perf_counter()
        work(number)
        spent.append(time.perf_counter() - start)
    print(row(what, spent), flush=True)


def measure(engine: sa.Engine, times: int) -> None:
    """One person alone: a page of the queue, its figures, taking the next item."""
    chance = random.Random(2)

    def page(_number: int) -> None:
        due = NOW + dt.timedelta(minutes=chance.randrange(-5000, 5000))
        with reading(engine) as session:
            queue_page(
                session, Wanted(), "ada", NOW, ROWS, Place(due_at=due, risk=0, fax="0" * 64, document=1)
            )

    def figures(_number: int) -> None:
        with reading(engine) as session:
            depth(session, NOW)

    def take(number: int) -> None:
        with writing(engine) as session:
            claim_next(session, f"person {number}", NOW)

    timed("a page of the queue", page, times)
    timed("its figures", figures, times)
    timed("taking the next item", take, times)


def without_a_pause(engine: sa.Engine, people: int, seconds: float) -> None:
    """Print how long taking the next item takes when as many take items and let them go all the time."""
    spent, end = list[float](), time.monotonic() + seconds

    def work(me: str) -> None:
        while time.monotonic() < end:
            start = time.perf_counter()
            with writing(engine) as session:
                taken = claim_next(session, me, NOW)
            spent.append(time.perf_counter() - start)
            assert taken is not None
            with writing(engine) as session:
                release(session, taken.fax, taken.document, me, NOW)

    threads = [Thread(target=work, args=(f"restless {number}",)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(row(f"taking the next item, {people} people without a pause", spent), flush=True)


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """An empty database of each kind, by name."""
    with tempfile.TemporaryDirectory() as folder, running_server() as server:
        yield {
            "SQLite": f"sqlite:///{Path(folder) / 'desk.sqlite'}",
            "PostgreSQL": server.url(server.new_database()),
        }


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--whole", type=int, default=1500, help="items of them that can be worked on")
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--pause", type=float, default=2, help="seconds of thought before each act")
    parser.add_argument("--alone", type=float, default=30, help="seconds of people without a pause")
    return parser.parse_args()


def main() -> None:
    """Print the figures of both databases and of the scripted operator; exits with 1 if something is lost."""
    asked = options()
    sound = True
    with databases() as found:
        for name, url in found.items():
            with tempfile.TemporaryDirectory() as folder:
                migrate(url)
                engine = open_database(url)
                whole_items(Desk(engine, Path(folder)), asked.whole)
                fill(engine, asked.items - asked.whole)
                print(heading(f"{name}, {asked.items:,} open items"))
                measure(engine, asked.times)
                without_a_pause(engine, PEOPLE, asked.alone)
                for people, seconds, pause in ((1, asked.alone, 0), (PEOPLE, asked.seconds, asked.pause)):
                    sound &= at_the_desk(engine, url, Path(folder), people, seconds, pause)
                engine.dispose()
    desk_operator.main()
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
