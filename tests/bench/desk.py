"""The desk with 100,000 open items on both databases, twenty people at it, and an operator by script."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from registry.database import migrate, open_database
from tests.bench import desk_operator
from tests.bench.desk_crowd import at_the_desk
from tests.bench.desk_items import whole_items
from tests.bench.desk_queue import PEOPLE, fill, measure, without_a_pause
from tests.bench.desk_times import heading
from tests.postgres import running_server
from tests.review_queue.web.desk import Desk


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
