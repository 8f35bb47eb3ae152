"""The schema: up, down, without drift, beside the durable engine's tables, on both databases."""

import datetime as dt

import pytest
import sqlalchemy as sa
from alembic import command

from documents import BadSetting
from registry.database import migrate, migration_plan, open_database, reading
from registry.details import details_of
from registry.gists import gist_of
from registry.known_names import known_names
from registry.names import compared
from registry.rows import as_json
from registry.tables import METADATA
from tests.registry.people import NOON, PREF, digest_of, inked, reading_of


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


def test_what_was_on_file_before_details_were_kept_is_still_on_file(empty_url: str) -> None:
    engine = open_database(empty_url)
    plan = migration_plan(engine)
    command.upgrade(plan, "0018")
    ada = {"npi": "1234567893", "first_name": "Ada", "last_name": "Brandt", "fax": "2125550101"}
    minna = {"number": "P-1", "first_name": "Minna", "last_name": "Oakes", "birth_date": dt.date(1980, 5, 1)}
    kept = {"standing": "pending", "evidence": "import"}
    with engine.begin() as connection:
        connection.execute(METADATA.tables["prescriber"].insert().values({**ada, **kept}))
        connection.execute(METADATA.tables["patient"].insert().values({**minna, **kept}))
        connection.execute(sa.text("INSERT INTO patient_prescriber VALUES ('P-1', '1234567893')"))
    command.upgrade(plan, "head")
    with reading(engine) as session:
        told = [change for _, change in details_of(session, (("patient", "P-1"), ("prescriber", ada["npi"])))]
    assert {(one.detail.value, one.value) for one in told} == {
        *((name, value) for name, value in ada.items() if name != "npi"),
        *(("first_name", "Minna"), ("last_name", "Oakes"), ("birth_date", "1980-05-01")),
        ("prescriber", "1234567893"),
    }
    command.downgrade(plan, "0018")
    with engine.connect() as connection:
        links = connection.execute(sa.text("SELECT patient, npi FROM patient_prescriber")).all()
    engine.dispose()
    assert [tuple(link) for link in links] == [("P-1", "1234567893")]


def test_however_many_readings_there_were_each_has_its_gist(empty_url: str) -> None:
    engine, many = open_database(empty_url), 1001
    command.upgrade(migration_plan(engine), "0019")
    values = {"npi": "1234567893", "office_phone": "", "prescriber_signature": "present"}
    seen = [
        inked(reading_of("f", PREF, values | {"last_name": f"Brandt{n}"}), f"{n}x1:") for n in range(many)
    ]
    fax = {
        "digest": digest_of("f"),
        "state": "decided",
        "received_at": NOON,
        "state_at": NOON,
        "byte_count": 9,
    }
    fax |= {"expected_pages": 0, "notes": []} | dict.fromkeys(
        ("channel", "provider_id", "caller", "media"), ""
    )
    fax |= dict.fromkeys(("caller_number", "note"), "")
    key = {"fax": digest_of("f"), "document": 1}
    rows = [
        {**key, "revision": n, "subject": "", "made_at": NOON, "record": as_json(one)}
        for n, one in enumerate(seen)
    ]
    with engine.begin() as connection:
        connection.execute(METADATA.tables["fax"].insert().values(fax))
        of_it = {"fax": digest_of("f"), "number": 1, "assembly": 0, "record": {}}
        connection.execute(METADATA.tables["document"].insert().values(of_it))
        connection.execute(sa.insert(METADATA.tables["reading"]), rows)
    command.upgrade(migration_plan(engine), "head")
    table = METADATA.tables["reading"]
    with engine.connect() as connection:
        kept = connection.execute(sa.select(table.c.gist).order_by(table.c.revision)).scalars().all()
    engine.dispose()
    assert kept == [as_json(gist_of(one)) for one in seen]


def test_letters_keep_their_history_and_their_lists_of_words_when_a_kind_is_added(empty_url: str) -> None:
    engine = open_database(empty_url)
    command.upgrade(migration_plan(engine), "0017")
    letter, event = METADATA.tables["letter"], METADATA.tables["letter_event"]
    at = dt.datetime(2018, 3, 12, 15, tzinfo=dt.UTC)
    row = {"reference": "L-7K2M9QX4TD", "kind": "refusal", "state": "queued", "state_at": at, "due_at": at}
    row |= {"document": 1, "revision": 0, "about": "", "number": "", "attempts": 0}
    row |= {"sender": "", "job": "", "paper": "", "record": {}}
    said = {"id": 1, "reference": "L-7K2M9QX4TD", "state": "queued", "at": at, "by": "ada", "note": "new"}
    with engine.begin() as connection:
        connection.execute(letter.insert().values(row))
        connection.execute(event.insert().values(said))
    command.upgrade(migration_plan(engine), "head")
    with engine.begin() as connection:
        assert dict(connection.execute(event.select()).mappings().one()) == said
        connection.execute(letter.update().values(kind="record"))
    for bad in ({"kind": "greeting"}, {"state": "lost"}):
        with engine.connect() as connection, pytest.raises(sa.exc.IntegrityError):
            connection.execute(letter.update().values(bad))
    engine.dispose()


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
