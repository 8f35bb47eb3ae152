"""The tests' own PostgreSQL goes on working however much it has to say."""

import psycopg

from tests.postgres import PostgresServer


def test_a_server_with_much_to_say_is_not_stopped_by_it(postgres_server: PostgresServer) -> None:
    with psycopg.connect(postgres_server.url("postgres"), autocommit=True) as connection:
        connection.execute("SET statement_timeout = '20s'")
        for _ in range(3):
            connection.execute("DO $$ BEGIN RAISE LOG '%', repeat('x', 100000); END $$")
        assert connection.execute("SELECT 1").fetchone() == (1,)
