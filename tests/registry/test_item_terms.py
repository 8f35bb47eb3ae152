"""Open items are found by the beginnings of their words, which go with the item, on both databases."""

import pytest
import sqlalchemy as sa
from alembic import command

from registry import item_terms
from registry.database import migrate, migration_plan, open_database, reading, writing
from registry.decision_tables import ItemTermRow
from registry.item_terms import put_terms
from registry.open_items import Wanted, queue_page
from registry.review_items import close_item
from tests.registry.people import NOON, digest_of
from tests.review_queue.items import in_review

TERMS = {"one": {"oaks", "élodie", "1234567893", "li"}, "two": {"oakes", "éla", "li"}}


@pytest.fixture(params=[0, 1000], ids=["frequent words", "rare words"], autouse=True)
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are looked for in both ways, however many items they have."""
    monkeypatch.setattr(item_terms, "FEW", request.param)


def found(engine: sa.Engine, *words: str) -> set[str]:
    with reading(engine) as session:
        listed = queue_page(session, Wanted(words=words), "ada", NOON, limit=10)
    names = {digest_of(name): name for name in TERMS}
    return {names[each.item.fax] for each in listed}


@pytest.fixture
def engine(registry_engine: sa.Engine) -> sa.Engine:
    """A registry with two open items and their words."""
    for name, terms in TERMS.items():
        in_review(registry_engine, name)
        with writing(registry_engine) as session:
            put_terms(session, digest_of(name), 1, {*terms, digest_of(name)})
    return registry_engine


def test_an_item_is_found_by_beginnings_of_all_words_and_short_words_whole(engine: sa.Engine) -> None:
    asked = {
        ("oak",): {"one", "two"},
        ("oaks",): {"one"},
        ("oak", "123456"): {"one"},
        ("oak", "li"): {"one", "two"},
        ("oak", "l"): set(),
        ("él",): set(),
        ("élo",): {"one"},
        (digest_of("two")[:9],): {"two"},
        (digest_of("two")[:9], "oaks"): set(),
        ("%ak",): set(),
    }
    assert {words: found(engine, *words) for words in asked} == asked


def test_items_that_were_open_before_there_were_words_are_found(empty_url: str) -> None:
    migrate(empty_url)
    engine = open_database(empty_url)
    in_review(engine, "one")
    command.downgrade(migration_plan(engine), "0007")
    command.upgrade(migration_plan(engine), "head")
    assert found(engine, "oak") == {"one"}
    with reading(engine) as session:
        assert len(queue_page(session, Wanted(critical=True), "ada", NOON, limit=10)) == 1
    engine.dispose()


def test_the_words_of_an_item_go_with_it(engine: sa.Engine) -> None:
    with writing(engine) as session:
        put_terms(session, digest_of("one"), 1, {"reed"})
        close_item(session, digest_of("two"), 1, NOON)
        left = session.execute(sa.select(sa.column("term")).select_from(sa.inspect(ItemTermRow).local_table))
        assert [term for (term,) in left] == ["reed"]
    assert found(engine, "oak") == set()
