"""Whose turn it is to write to an SQLite file.

SQLite lets one transaction write at a time and has no queue: whoever waits looks again after ever longer pauses, up to a
tenth of a second, and whoever comes anew looks at once. Where many write without a pause, somebody who came early waits
for half a minute. Here the threads of one process stand in line, and only the first of them asks SQLite, after short
pauses of random length: so processes have equal chances, however long each has waited.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 30.0
"""Seconds until a transaction that may write gives up."""
PAUSE = (0.001, 0.004)
"""Seconds between two looks, from and to. Shorter ones cost processor time and gain nothing: a save takes longer."""


class Line:
    """A lock that is handed to whoever has waited longest; any thread may give it back."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Lock] = deque()

    @property
    def waiting(self) -> int:
        """How many stand in line behind whoever holds it."""
        return len(self._waiting)

    def take(self, patience: float) -> bool:
        """Whether the lock is the caller's now; False when others held it for all of these seconds."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            place = threading.Lock()
            place.acquire()
            self._waiting.append(place)
        if place.acquire(timeout=patience):
            return True
        with self._guard:
            if place in self._waiting:
                self._waiting.remove(place)
                return False
        return True  # it was handed over just as the patience ended

    def give_back(self) -> None:
        """The lock to the next in line."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


_lines: dict[str, Line] = {}


def line_of(file: str) -> Line:
    """The line of this process before one database file."""
    return _lines.setdefault(file, Line())


def begin_to_write(connection: sqlite3.Connection, *, until: float) -> None:
    """SQLite's lock for writing with the connection.

    Raises sqlite3.OperationalError when other processes held it until that moment of the monotonic clock.
    """
    with _without_waiting(connection):
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                    raise
            else:
                return
            time.sleep(random.uniform(*PAUSE))  # noqa: S311 - spreads the looks, guards nothing


@contextmanager
def _without_waiting(connection: sqlite3.Connection) -> Iterator[None]:
    """SQLite's own waiting is off inside, so that a look is over at once."""
    (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")


os.register_at_fork(after_in_child=_lines.clear)  # whoever held a turn is a thread of the parent
