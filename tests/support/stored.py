"""What takes long to store, stored once per worker and put back for every test that begins with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from flask import Flask
from sqlalchemy.engine import Engine

from core.database import db
from tests.support.databases import replace_database

Told = TypeVar("Told")


@dataclass(frozen=True)
class Stored:
    """What `store_once` keeps: what was told, and how the database is made so again."""

    told: Any
    put_back: Callable[[], None]


@pytest.fixture(scope="session")
def _stored_before() -> dict[tuple[str, str], Stored]:
    """What `store_once` keeps of this worker, by name and backend."""
    return {}


@pytest.fixture
def store_once(
    app: Flask, backend: str, run_folder: Path, _stored_before: dict[tuple[str, str], Stored]
) -> Callable[[str, Callable[[], Told]], Told]:
    """Stores what takes long to make once per worker: the next test that names it gets the same rows.

    `store_once("demo", fill)` gives what `fill` gave, which must be plain values. Only for an empty database.
    """

    def stored(name: str, fill: Callable[[], Told]) -> Told:
        before = _stored_before.get((name, backend))
        if before is None:
            told = fill()
            db.session.commit()
            keep = partial(_keep_file, run_folder / f"{name}.db") if backend == "sqlite" else _keep_rows
            _stored_before[name, backend] = Stored(told, keep(db.engine))
            return told
        db.session.remove()
        before.put_back()
        return before.told  # type: ignore[no-any-return]  # what fill gave under this name

    return stored


def _keep_file(kept: Path, engine: Engine) -> Callable[[], None]:
    """Copy the file of an SQLite database; the answer puts the copy in its place."""
    file = Path(str(engine.url.database))
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(kept)) as copy:
        source.backup(copy)

    def put_back() -> None:
        engine.dispose()
        replace_database(file, by=kept)

    return put_back


def _keep_rows(engine: Engine) -> Callable[[], None]:
    """Read every row of a PostgreSQL database; the answer writes them into it when it is empty."""
    tables = [table.name for table in db.metadata.sorted_tables]
    numbered = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"
    with engine.connect() as connection, connection.connection.cursor() as cursor:
        rows = {}
        for table in tables:
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                rows[table] = b"".join(copy)
        numbers = cursor.execute(f"{numbered} AND last_value IS NOT NULL").fetchall()

    def put_back() -> None:
        with engine.begin() as connection, connection.connection.cursor() as cursor:
            for table in filter(rows.get, tables):
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows[table])
            for sequence, number in numbers:
                cursor.execute("SELECT setval(quote_ident(%s)::regclass, %s)", (sequence, number))

    return put_back
