"""A big registry asked on both databases; exits with 1 when it is too slow or misses somebody."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from registry.database import migrate, open_database
from tests.bench.desk import databases
from tests.bench.desk_times import heading
from tests.bench.document_section import rewritten
from tests.bench.fast_load import COLUMNS, load
from tests.bench.registry_asked import questions
from tests.bench.registry_people import crowd
from tests.bench.registry_rows import rows_of
from tests.bench.registry_times import Times, measured

COMMAND = "make bench-registry"
SEED = 20261127
DECISION_MS, SEARCH_MS = 50, 200


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=250, help="documents of each form")
    parser.add_argument("--docs", type=Path, help="the document whose section is rewritten")
    return parser.parse_args()


def told(asked: argparse.Namespace) -> Iterator[tuple[str, bool]]:
    """For each database its part of the section, and whether it is quick enough and misses nobody."""
    everybody = crowd(asked.participants, SEED)
    put = questions(everybody, asked.times, SEED)
    with databases() as found:
        for name, url in found.items():
            migrate(url)
            load(url, rows_of(everybody, asked.documents, put.subjects, SEED))
            engine = open_database(url)
            times = measured(engine, put, SEED)
            yield _part(name, held(engine), times), _sound(times)
            engine.dispose()


def held(engine: sa.Engine) -> str:
    """How many rows of what there are, and how large the database is."""
    with engine.connect() as connection:
        counts = {
            table: connection.execute(sa.select(sa.func.count()).select_from(sa.table(table))).scalar_one()
            for table in COLUMNS
        }
        if engine.dialect.name == "sqlite":
            pages = connection.exec_driver_sql(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            )
        else:
            pages = connection.exec_driver_sql("SELECT pg_database_size(current_database())")
        size = pages.scalar_one() / 1e9
    rows = ", ".join(f"{count:,} `{table}`" for table, count in counts.items())
    return f"{size:.1f} GB: {rows}."


def _part(name: str, holds: str, times: Times) -> str:
    late = (
        f"95 % of all decisions are done within {times.late(times.decisions):.1f} ms (goal {DECISION_MS}), of"
        f" all searches within {times.late(times.searches):.1f} ms (goal {SEARCH_MS}). Of {times.wanted} near"
        f" names that the plain way finds the search finds {times.found}."
    )
    return "\n".join([heading(name).strip(), *times.rows(), "", late, "", f"It holds {holds}"])


def _sound(times: Times) -> bool:
    quick = times.late(times.decisions) <= DECISION_MS and times.late(times.searches) <= SEARCH_MS
    return quick and times.found == times.wanted


def main(today: dt.date) -> int:
    """Print the section and write it where it was asked for; 1 when a goal is missed."""
    asked = options()
    parts, sound = zip(*told(asked), strict=True)
    intro = (
        f"Of {today.isoformat()}: {asked.participants:,} participants, as many patients, {asked.documents:,}"
        f" documents, seed {SEED}; names as common as in a large country. A decision is made as the pipeline"
        " makes it between a reading and its record. Readings are kept whole for the people asked for, of the"
        " others names and keys alone; whole ones, and the forms that are decided, are signed."
    )
    text = "\n\n".join(["## A big registry", f"```\n{COMMAND}\n```", intro, *parts])
    print(text)
    if asked.docs:
        old = asked.docs.read_text(encoding="utf-8")
        asked.docs.write_text(rewritten(old, "registry", COMMAND, text), encoding="utf-8")
    return 0 if all(sound) else 1


if __name__ == "__main__":
    sys.exit(main(dt.datetime.now(dt.UTC).date()))  # noqa: TID251  # a bench says when it ran
