"""How long decisions, searches and explanations take in a big registry, and what a search misses."""

import datetime as dt
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from rapidfuzz import fuzz, process
from sqlmodel import Session

from pipeline.judge import Bench, Matter, judged, known_facts
from registry.as_of import View
from registry.database import reading
from registry.explain import explain
from registry.lookup import search
from registry.names import MOST, NEAR, folded
from registry.nearly_named import nearly_named
from registry.tables import METADATA
from tests.bench.desk_times import row, share_of
from tests.bench.registry_asked import NOW, ORDER, Questions, matters
from tests.validators.builders import library
from validators import Limits

AskedT = TypeVar("AskedT")

BENCH = Bench(library=library(), limits=Limits(), zone=ZoneInfo("America/New_York"))
YEARS_AGO = View(on=dt.date(2022, 1, 1), known_at=NOW)
SCANNED = 20
"""So many names are also looked for in the plain way."""


@dataclass(frozen=True)
class Times:
    """Seconds by what was done, and of `found` the entries of the plain way so many were found as well."""

    decisions: dict[str, list[float]] = field(default_factory=dict)
    searches: dict[str, list[float]] = field(default_factory=dict)
    others: dict[str, list[float]] = field(default_factory=dict)
    wanted: int = 0
    found: int = 0

    def late(self, which: dict[str, list[float]]) -> float:
        """The milliseconds within which 95 of 100 were done."""
        return 1000 * share_of([one for spent in which.values() for one in spent], 0.95)

    def rows(self) -> list[str]:
        """The rows of the table of `desk_times`."""
        return [row(what, spent) for what, spent in (self.decisions | self.searches | self.others).items()]


def measured(engine: sa.Engine, asked: Questions, seed: int) -> Times:
    """Ask everything once."""
    first = _each(engine, [""], lambda session, name: search(session, name, NOW.date()))
    decisions = {
        form: _each(engine, matters(people, orders=form == ORDER, seed=seed), _decide)
        for form, people in asked.people.items()
    }
    searches = {
        "find by NPI or number": _each(engine, asked.keys, _search),
        "find by name, half of them misread": _each(engine, asked.names, _search),
    }
    orders = matters(asked.people[ORDER], orders=True, seed=seed)
    names = random.Random(seed).sample(asked.names, SCANNED)
    compared = [_compared(engine, name) for name in names]
    return Times(
        decisions,
        searches,
        {
            "explain on a day of years ago": _each(engine, asked.keys, _explain),
            "whom an order may name, however misread": _each(engine, orders, _nearly_named),
            "the first search of a process": first,
            "find by name, every name read and compared": _each(engine, names, _scan),
        },
        sum(wanted for wanted, _ in compared),
        sum(found for _, found in compared),
    )


def _each(
    engine: sa.Engine, asked: Iterable[AskedT], work: Callable[[Session, AskedT], object]
) -> list[float]:
    spent = []
    for one in asked:
        start = time.perf_counter()
        with reading(engine) as session:
            work(session, one)
        spent.append(time.perf_counter() - start)
    return spent


def _decide(session: Session, matter: Matter) -> object:
    known = known_facts(session, matter, BENCH.view(NOW))
    return judged(matter, known, BENCH, NOW)


def _search(session: Session, wanted: str) -> object:
    return search(session, wanted, NOW.date())


def _nearly_named(session: Session, matter: Matter) -> object:
    return matter.reading and nearly_named(session, matter.reading, BENCH.view(NOW))


def _explain(session: Session, key: str) -> object:
    return explain(session, key, YEARS_AGO, BENCH.library)


def _scan(session: Session, wanted: str) -> Sequence[tuple[str, float, tuple[str, str]]]:
    """The nearest names by comparing every one of the tables of people."""
    named = {"prescriber": "npi", "pharmacy": "npi", "patient": "number"}
    known = {}
    for kind, key in named.items():
        table = METADATA.tables[kind]
        words = (table.c.name,) if kind == "pharmacy" else (table.c.first_name, table.c.last_name)
        for found, *parts in session.execute(sa.select(table.c[key], *words)):
            known[kind, found] = folded(" ".join(parts))
    return process.extract(folded(wanted), known, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=MOST)


def _compared(engine: sa.Engine, wanted: str) -> tuple[int, int]:
    """How many entries the plain way finds, and how many as near the search finds."""
    with reading(engine) as session:
        plain = [round(score, 1) for _, score, _ in _scan(session, wanted)]
        nearness = [one.nearness for one in search(session, wanted, NOW.date())]
    return len(plain), sum(one == other for one, other in zip(plain, nearness, strict=False))
