"""Alembic's entry: runs the migrations on the engine it is given, on our tables alone."""

import sqlalchemy as sa
from alembic import context
from sqlalchemy.sql.schema import SchemaItem

from registry.tables import METADATA


def is_ours(
    _item: SchemaItem,
    name: str | None,
    kind: str,
    reflected: bool,  # noqa: FBT001 - alembic passes it by position
    _other: SchemaItem | None,
) -> bool:
    """Whether alembic may compare a thing: the durable engine keeps its tables in the same database."""
    return not (kind == "table" and reflected and name not in METADATA.tables)


def run(engine: sa.Engine) -> None:
    """Run the migrations in one transaction."""
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            include_object=is_ours,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run(context.config.attributes["engine"])
