"""Desks for tests: over both kinds of database, and a quick one over SQLite alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser

from documents import Role
from registry.database import open_database
from tests.review_queue.web.browser import site_over, started
from tests.review_queue.web.desk import Browser as Visitor
from tests.review_queue.web.desk import Desk
from tests.review_queue.web.whole_item import whole_item


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's browser, started once."""
    with started() as browser:
        yield browser


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    """A desk that is served, and its address."""
    engine = open_database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'desk.sqlite')}")
    with site_over(engine, tmp_path) as served:
        yield served
    engine.dispose()


@pytest.fixture
def ada(quick_desk: Desk) -> Visitor:
    """A browser in which an operator has signed in."""
    quick_desk.add("ada", Role.OPERATOR)
    return quick_desk.signed_in("ada")


@pytest.fixture
def item(quick_desk: Desk, ada: Visitor) -> str:
    """The address of an item that ada has: a last name and an NPI wait."""
    address = whole_item(quick_desk, "one")
    assert ada.post(f"{address}/claim").status_code == 303
    return address
