"""The migrations give the tables that the models describe, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    inspect,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeEngine

from core.database import db
from tests.support.databases import SETTINGS
from wsgi import create_app

pytestmark = pytest.mark.postgresql


@pytest.fixture
def blank(blank_database_url: str) -> Iterator[Flask]:
    """The application on a database without tables, its context pushed."""
    app = create_app({**SETTINGS, "SQLALCHEMY_DATABASE_URI": blank_database_url, "QUEUE_URL": "memory:"})
    with app.app_context():
        yield app
        db.engine.dispose()


def script() -> ScriptDirectory:
    return ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def shape() -> dict[str, set[str]]:
    """The columns of every table."""
    columns = inspect(db.engine).get_multi_columns()
    return {
        name: {column["name"] for column in held} for (_, name), held in columns.items() if name != "alembic_version"
    }


def differences() -> list[Any]:
    """What autogenerate would still change."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        return [
            difference
            for difference in compare_metadata(context, db.metadata)
            if getattr(difference[1], "name", None) != "alembic_version"
        ]


def test_the_migrated_schema_is_the_one_of_the_models(blank: Flask, backend: str) -> None:
    flask_migrate.upgrade()
    assert tables() == set(db.metadata.tables)
    assert differences() == []
    if backend == "sqlite":  # a migration that copies a table turns them off for a while
        with db.engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_every_migration_can_be_taken_back_and_done_again(blank: Flask) -> None:
    assert len(script().get_heads()) == 1
    revisions = [revision.revision for revision in reversed(list(script().walk_revisions()))]
    states = [shape()]
    for revision in revisions:
        flask_migrate.upgrade(revision=revision)
        states.append(shape())
    assert states[0] == {}
    for before in reversed(states[:-1]):
        flask_migrate.downgrade(revision="-1")
        assert shape() == before
    flask_migrate.upgrade()
    assert shape() == states[-1]


FIRST_STATE = "0005"
"""The last migration of the state that was installed first."""


def _value(column: Column[Any], filled: set[str]) -> Any:
    """Something the column takes; rows of tables that are filled have the number 1."""
    for key in column.foreign_keys:
        return 1 if key.column.table.name in filled and isinstance(column.type, Integer) else None
    if column.primary_key or isinstance(column.type, Integer):
        return 1
    made: dict[type[TypeEngine[Any]], Any] = {
        JSON: [],
        Boolean: True,
        DateTime: datetime(2026, 11, 1, 12, 0, tzinfo=UTC),
        Float: 0.5,
        LargeBinary: b"bytes",
    }
    return next((value for kind, value in made.items() if isinstance(column.type, kind)), "")


def _fill(engine: Engine) -> dict[str, dict[str, Any]]:
    """A row in every table that takes one made from nothing, as it is read back."""
    known = MetaData()
    known.reflect(engine)
    filled: set[str] = set()
    for table in known.sorted_tables:
        if table.name == "alembic_version":
            continue
        row = {column.name: _value(column, filled) for column in table.columns}
        with suppress(IntegrityError), engine.begin() as connection:
            connection.execute(table.insert().values(row))
            filled.add(table.name)
    return _rows(engine, filled)


def _rows(engine: Engine, names: set[str]) -> dict[str, dict[str, Any]]:
    with engine.connect() as connection:
        return {
            name: dict(connection.execute(text(f'SELECT * FROM "{name}"')).mappings().one()) for name in sorted(names)
        }


def test_an_upgrade_keeps_what_the_first_state_held(blank: Flask) -> None:
    flask_migrate.upgrade(revision=FIRST_STATE)
    before = _fill(db.engine)
    assert tables() - set(before) == {"rating", "adjustment"}  # their checks ask for more than a row made from nothing
    flask_migrate.upgrade()
    after = _rows(db.engine, set(before))
    kept = {name: {column: after[name].get(column) for column in row} for name, row in before.items()}
    assert kept == before
