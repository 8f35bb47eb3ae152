"""100,000 open items, and how long one person and a crowd take for pages, searches and the next item."""

import datetime as dt
import hashlib
import random
import time
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Any

import sqlalchemy as sa

from documents import FormRef, ReviewItem
from forms.library import FormLibrary, load_forms
from pipeline.brake import brake_states
from registry.database import reading, writing
from registry.open_items import Asked, Place, Wanted, asking, depth, queue_page
from registry.tables import METADATA
from review_queue import claim_next, release
from review_queue.dashboard import Sources, dashboard
from review_queue.grid import LOOKED_AT
from tests.bench.desk_times import row

NOW = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
FORMS = (
    "prescription_authorization",
    "prescriber_enrollment",
    "patient_acknowledgment",
    "pharmacy_enrollment",
)
REASONS = ("MARGIN_NOTE", "ILLEGIBLE_CITY", "ILLEGIBLE_PATIENT_BIRTH_DATE", "SIG_STAMP")
PEOPLE, ROWS, AT_ONCE = 20, 51, 5000
NAMES = tuple(f"{first}{last}" for first in ("oak", "reed", "fern", "ash") for last in range(500))
SEARCHES = {
    "a search for a number": Wanted(words=("1000077777",)),
    "a search for a name": Wanted(words=("fern123",)),
    "a search for the beginning of a name, and a form": Wanted(words=("fer",), form=FORMS[1]),
    "a search for what nobody is called": Wanted(words=("nobody",)),
    "critical fields of a form": Wanted(critical=True, form=FORMS[0]),
}


def fill(engine: sa.Engine, count: int) -> None:
    """Open items of as many faxes, due over a week, in no order."""
    chance = random.Random(1)
    rows: dict[str, list[dict[str, Any]]] = {"fax": [], "document": [], "review_item": [], "item_term": []}
    for number in range(count):
        fax = hashlib.sha256(str(number).encode()).hexdigest()
        for table, one in _item(fax, chance).items():
            rows[table].append(one)
        words = {*chance.choices(NAMES, k=4), f"1{number:09d}", f"617{number:07d}", fax}
        rows["item_term"] += [{"term": word, "fax": fax, "document": 1} for word in words]
    with engine.begin() as connection:
        for table, made in rows.items():
            for start in range(0, len(made), AT_ONCE):
                connection.execute(METADATA.tables[table].insert(), made[start : start + AT_ONCE])
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
    asks = chance.choices((" ", " critical ", " tick ", " critical signature "), (50, 30, 19, 1))[0]
    shown = {
        "form": form,
        "reasons": f" {reason} ",
        "asks": asks,
        "record": item.model_dump(mode="json"),
        "claimed_by": "",
    }
    return {"fax": {"digest": fax, **arrived, **kept}, "document": paper, "review_item": queued | shown}


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
    for what, wanted in SEARCHES.items():
        timed(what, partial(found, engine, wanted), times)
    timed("the items for a grid of signatures", partial(for_grid, engine), times)
    timed("the dashboard", partial(board, engine, load_forms()), max(times // 10, 1))
    timed("taking the next item", take, times)


def found(engine: sa.Engine, wanted: Wanted, _number: int) -> None:
    """The first page of what is searched for."""
    with reading(engine) as session:
        queue_page(session, wanted, "ada", NOW, ROWS)


def for_grid(engine: sa.Engine, _number: int) -> None:
    """The items that are looked at to fill a grid."""
    with reading(engine) as session:
        asking(session, Asked.SIGNATURE, "ada", NOW, LOOKED_AT)


def board(engine: sa.Engine, forms: FormLibrary, _number: int) -> None:
    """The dashboard, as its page has it made."""
    with reading(engine) as session:
        dashboard(session, NOW, Sources(library=forms, brakes=brake_states, local=lambda moment: moment))


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
