"""Desks for tests: over both kinds of database, and a quick one over SQLite alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from registry.database import open_database
from tests.review_queue.web.desk import Desk


@pytest.fixture
def desk(registry_engine: sa.Engine, tmp_path: Path) -> Desk:
    """A desk over an empty registry; once for each kind of database."""
    return Desk(registry_engine, tmp_path)


@pytest.fixture
def quick_desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over an empty SQLite registry."""
    engine = open_database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'desk.sqlite')}")
    yield Desk(engine, tmp_path)
    engine.dispose()
