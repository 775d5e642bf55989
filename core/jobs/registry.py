"""Which function does which kind of job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import DomainError


@dataclass(frozen=True)
class Run:
    """One attempt at a job, as its function sees it."""

    job_id: int
    attempt: int
    step: Callable[[int, int], None]
    """`step(done, total)` commits what was done so far together with the figure, and ends the attempt when the job was
    cancelled or taken by another worker. Work that calls it must be able to start over after any step."""


@dataclass(frozen=True)
class Kind:
    """A kind of job: its function, how often it is tried, and after how many seconds an attempt is cut off."""

    name: str
    function: Callable[..., None]
    attempts: int
    timeout: float


_kinds: dict[str, Kind] = {}
_each_minute: list[Callable[[], None]] = []


def job(name: str, *, attempts: int = 3, timeout: float = 600) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A decorator that registers the function for jobs of this kind; it is called `function(run, **arguments)`.

    It runs inside the application's context and is committed once, together with the job's end. A DomainError fails the
    job with its message; any other error is tried again. On SQLite a transaction that has begun may write and keeps
    every other writer waiting: gather inside `core.database.read_only()`, compute, then write.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _kinds[name] = Kind(name, function, attempts, timeout)
        return function

    return register


def each_minute(function: Callable[[], None]) -> Callable[[], None]:
    """A decorator: the worker calls the function about once a minute and commits after it.

    Several workers may call it at the same moment, and none while all of them are down. So it must look at what is there,
    and a unique key must keep what it does from being done twice.
    """
    if function not in _each_minute:
        _each_minute.append(function)
    return function


def each_minutes_functions() -> tuple[Callable[[], None], ...]:
    """What the worker calls about once a minute."""
    return tuple(_each_minute)


def kind_named(name: str) -> Kind:
    """The kind; raises DomainError when nothing is registered under the name."""
    try:
        return _kinds[name]
    except KeyError:
        raise DomainError(
            f"This version of Levelset does not know jobs of the kind {name!r}. Was the worker updated with the rest?"
        ) from None
