"""The database: one declarative base, naming of constraints, column types and how SQLite is opened.

SQLite runs in WAL mode. A transaction that may write starts with BEGIN IMMEDIATE: with a plain BEGIN, a read that is
followed by a write fails or overwrites when another writer came between. Those that may write take turns (core.turns).
Requests that only read say so with `reading()` and take no lock.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, MetaData, TypeDecorator, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

from core.turns import PATIENCE, begin_to_write, line_of

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_reads_only: ContextVar[bool] = ContextVar("reads_only", default=False)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets time zones, so the zone is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; a naive one is refused, because nobody could say which moment it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"{value!r} has no time zone"
            raise ValueError(msg)
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy passes it
        """The moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


JsonValue = JSON().with_variant(JSONB(), "postgresql")
"""A JSON column: JSONB on PostgreSQL, text on SQLite."""

db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Model(Base):
        """What the type checker sees: Flask-SQLAlchemy makes `db.Model` at run time."""

        __abstract__ = True

        def __init__(self, **columns: Any) -> None: ...
else:
    Model = db.Model


class Keyed:
    """A table with a number of its own as primary key."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside only read: on SQLite they take no lock and do not wait for a writer."""
    token = _reads_only.set(True)
    try:
        yield
    finally:
        _reads_only.reset(token)


@contextmanager
def read_only() -> Iterator[None]:
    """A transaction of its own that only reads, over when the block ends: no lock outlives it.

    For work that gathers, then computes for long, then writes. Must not be entered with unsaved changes; rows loaded
    inside are read again when they are used after it.
    """
    if db.session.new or db.session.dirty or db.session.deleted:
        msg = "a read-only transaction would throw away unsaved changes"
        raise RuntimeError(msg)
    db.session.rollback()
    with reading():
        try:
            yield
        finally:
            db.session.rollback()


def state_intent(*, reads_only: bool) -> None:
    """Say whether the transactions of this request only read."""
    _reads_only.set(reads_only)


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _record: object) -> None:
    if type(connection).__module__.partition(".")[0] != "sqlite3":
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 30000")  # before the others: they wait for locks too
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if _reads_only.get():
        connection.exec_driver_sql("BEGIN")
        return
    until = time.monotonic() + PATIENCE
    file, held = connection.engine.url.database, connection.connection.record_info
    if file and held is not None and "turn" not in held and (line := line_of(file)).take(PATIENCE):
        held["turn"] = line
    begin_to_write(cast("sqlite3.Connection", connection.connection.dbapi_connection), until=until)


@event.listens_for(Engine, "checkin")
def _end_turn(_connection: Any, entry: ConnectionPoolEntry) -> None:
    if entry.record_info and (line := entry.record_info.pop("turn", None)) is not None:
        line.give_back()
