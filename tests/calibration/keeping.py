"""What a test begins with, as plain values: each row as its table and number, to be found again in a copy of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import DeclarativeBase

from core.database import db


@dataclass(frozen=True, slots=True)
class Row:
    """A stored row."""

    kind: type[Any]
    key: Any


@dataclass(frozen=True, slots=True)
class House:
    """An object of a test: its class and what its attributes hold."""

    kind: type[Any]
    parts: dict[str, Any]


def told(thing: Any) -> Any:
    """The thing without a single row in it; `found` makes it again."""
    if isinstance(thing, DeclarativeBase):
        return Row(type(thing), inspect(thing).identity)
    if isinstance(thing, list | tuple):
        return type(thing)(map(told, thing))
    if isinstance(thing, dict):
        return {name: told(part) for name, part in thing.items()}
    if type(thing).__module__.startswith("tests."):
        return House(type(thing), told(vars(thing)))
    return thing


def found(kept: Any) -> Any:
    """What was told, with its rows as the database holds them now."""
    if isinstance(kept, Row):
        return db.session.get_one(kept.kind, kept.key)
    if isinstance(kept, House):
        made = kept.kind.__new__(kept.kind)
        vars(made).update(found(kept.parts))
        return made
    if isinstance(kept, list | tuple):
        return type(kept)(map(found, kept))
    if isinstance(kept, dict):
        return {name: found(part) for name, part in kept.items()}
    return kept
