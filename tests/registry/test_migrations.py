"""The schema: up, down, without drift, beside the durable engine's tables, on both databases."""

import datetime as dt

import pytest
import sqlalchemy as sa
from alembic import command

from documents import BadSetting
from registry.database import migrate, migration_plan, open_database, reading
from registry.known_names import known_names
from registry.names import compared
from registry.tables import METADATA


def tables(url: str) -> set[str]:
    engine = open_database(url)
    try:
        return set(sa.inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_rows(empty_url: str) -> None:
    migrate(empty_url)
    assert tables(empty_url) == {*METADATA.tables, "alembic_version"}


def test_the_rows_have_not_drifted_from_the_migrations(empty_url: str) -> None:
    migrate(empty_url)
    engine = open_database(empty_url)
    command.check(migration_plan(engine))
    engine.dispose()


def test_the_migrations_go_down_to_nothing_and_up_again(empty_url: str) -> None:
    migrate(empty_url)
    engine = open_database(empty_url)
    command.downgrade(migration_plan(engine), "base")
    assert tables(empty_url) == {"alembic_version"}
    command.upgrade(migration_plan(engine), "head")
    command.check(migration_plan(engine))
    engine.dispose()


def test_migrating_twice_is_harmless(empty_url: str) -> None:
    migrate(empty_url)
    migrate(empty_url)
    assert tables(empty_url) == {*METADATA.tables, "alembic_version"}


def test_whoever_was_in_the_registry_before_names_were_kept_is_found(empty_url: str) -> None:
    engine = open_database(empty_url)
    plan = migration_plan(engine)
    command.upgrade(plan, "0013")
    with engine.begin() as connection:
        for table, row in {
            "prescriber": {"npi": "1234567893", "first_name": "José", "last_name": "O'Álvarez", "fax": ""},
            "pharmacy": {
                "npi": "1234567810",
                "name": "Elm Street",
                "ncpdp": "",
                "representative": "",
                "fax": "",
            },
            "patient": {"number": "P-1", "first_name": "Minna", "last_name": "Oakes"},
        }.items():
            born = {"birth_date": dt.date(1980, 5, 1)} if table == "patient" else {}
            values = {**row, **born, "standing": "pending", "evidence": ""}
            connection.execute(METADATA.tables[table].insert().values(values))
    command.upgrade(plan, "head")
    with reading(engine) as session:
        found = {kind: dict(names.by_key) for kind, names in known_names(session).items()}
    engine.dispose()
    assert found == {
        "prescriber": {"1234567893": compared("José O'Álvarez")},
        "pharmacy": {"1234567810": compared("Elm Street")},
        "patient": {"P-1": compared("Minna Oakes")},
    }


def test_tables_that_are_not_ours_are_left_alone(registry_url: str) -> None:
    engine = open_database(registry_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE workflow_status (id INTEGER PRIMARY KEY)"))
    command.check(migration_plan(engine))
    engine.dispose()


def test_every_row_refuses_a_word_outside_its_list(registry_engine: sa.Engine) -> None:
    bad = (
        METADATA.tables["prescriber"]
        .insert()
        .values(
            npi="1234567893", first_name="Ada", last_name="Brandt", standing="famous", fax="", evidence=""
        )
    )
    with registry_engine.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(bad)


@pytest.mark.parametrize("url", ["mysql://127.0.0.1/x", "no url at all"])
def test_a_database_we_do_not_know_is_a_bad_setting(url: str) -> None:
    with pytest.raises(BadSetting, match="database_url"):
        open_database(url)


def test_sqlite_is_opened_for_keeps(tmp_path: object) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/x.sqlite")
    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        answers = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    engine.dispose()
    assert answers == ["wal", 2, 1, 30000]
