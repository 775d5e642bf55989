"""The migrations give the tables that the models describe, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import inspect, text

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


def differences() -> list[Any]:
    """What autogenerate would still change."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        return [
            difference
            for difference in compare_metadata(context, db.metadata)
            if getattr(difference[1], "name", None) != "alembic_version"
        ]


def test_the_migrated_schema_is_the_one_of_the_models(blank: Flask) -> None:
    flask_migrate.upgrade()
    assert tables() == set(db.metadata.tables)
    assert differences() == []


def test_every_migration_can_be_taken_back_and_done_again(blank: Flask) -> None:
    revisions = [revision.revision for revision in reversed(list(script().walk_revisions()))]
    assert revisions != []
    for revision in revisions:
        before = tables()
        flask_migrate.upgrade(revision=revision)
        flask_migrate.downgrade(revision="-1")
        assert tables() == before
        flask_migrate.upgrade(revision=revision)
    flask_migrate.downgrade(revision="base")
    assert tables() == set()


def test_the_migrations_form_one_line(blank: Flask) -> None:
    assert len(script().get_heads()) == 1


def test_foreign_keys_are_enforced_after_a_migration(blank: Flask, backend: str) -> None:
    flask_migrate.upgrade()
    if backend == "sqlite":
        with db.engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
