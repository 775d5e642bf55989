"""The people and levels that a record names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the record names; `id` tells namesakes apart, `role` is what they were in this application."""

    id: str
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of the ladder the rubric was written for."""

    code: str
    name: str | None = None
