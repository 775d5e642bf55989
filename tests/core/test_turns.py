"""Writers of one process stand in line, and wait for those of others with equal chances."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from core.database import db, read_only
from core.turns import Line, begin_to_write, line_of


def until(is_so: Callable[[], object]) -> None:
    """Return when it is so; fails after ten seconds."""
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_whoever_came_first_is_next() -> None:
    line, order = Line(), []
    assert line.take(0)

    def write(number: int) -> None:
        assert line.take(10)
        order.append(number)
        line.give_back()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for place, thread in enumerate(threads, 1):
        thread.start()
        until(lambda place=place: line.waiting == place)
    line.give_back()
    for thread in threads:
        thread.join()
    assert (order, line.take(0)) == ([0, 1, 2, 3, 4], True)


def test_whoever_loses_patience_leaves_the_line() -> None:
    line = Line()
    assert (line.take(0), line.take(0.01), line.waiting) == (True, False, 0)
    line.give_back()
    assert line.take(0)


def test_a_writer_waits_for_another_process_as_long_as_it_is_patient(tmp_path: Path) -> None:
    file = tmp_path / "shared.db"
    with (
        closing(sqlite3.connect(file, isolation_level=None, timeout=5)) as held,
        closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other,
    ):
        held.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            begin_to_write(other, until=time.monotonic())
        waiting = threading.Thread(target=begin_to_write, args=(other,), kwargs={"until": time.monotonic() + 10})
        waiting.start()
        held.execute("COMMIT")
        waiting.join()
        assert (other.in_transaction, other.execute("PRAGMA busy_timeout").fetchone()) == (True, (5000,))


def test_a_transaction_that_may_write_holds_the_turn_until_it_ends(app: Flask) -> None:
    line = line_of(str(db.engine.url.database))
    db.session.rollback()
    with read_only():
        db.session.execute(text("SELECT 1"))
        assert line.take(0)
        line.give_back()
    db.session.execute(text("SELECT 1"))
    assert not line.take(0)
    db.session.commit()
    assert line.take(0)
    line.give_back()
