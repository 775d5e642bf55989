"""How migrations run: on the application's own engine, each in one transaction, on SQLite too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import TypeDecorator
from sqlalchemy.engine import Connection

from core.database import JsonValue

FOREIGN_TABLES = "huey_"
"""The queue makes its own tables when it lives in the same PostgreSQL database."""


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether autogenerate looks at this thing in the database."""
    return not (kind == "table" and name is not None and name.startswith(FOREIGN_TABLES))


def render_item(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Our own column types as plain SQLAlchemy, so that old migrations do not depend on today's code."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    if kind == "type" and thing is JsonValue:
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


@contextmanager
def lenient(connection: Connection) -> Iterator[None]:
    """Foreign keys are not enforced on SQLite meanwhile.

    Altering a table there means to copy it and drop the old one, which would delete the rows that refer to it. What the
    migration leaves is checked as a whole.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys = OFF")  # before the transaction begins: inside, it is silently ignored
    try:
        yield
        orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
        if orphans:
            msg = f"the migration leaves rows that refer to nothing: {orphans[:5]}"
            raise RuntimeError(msg)
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raw.execute("PRAGMA foreign_keys = ON")


def run() -> None:
    """Run the migrations that were asked for."""
    migrate = current_app.extensions["migrate"]
    with migrate.db.engine.connect() as connection, lenient(connection):
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            include_name=include_name,
            render_item=render_item,
            transactional_ddl=True,  # SQLite can, once the driver's own transactions are off, as core/database.py has it
            transaction_per_migration=True,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
