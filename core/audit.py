"""The trace that every change leaves: who did what to which thing, when, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import now
from core.database import JsonValue, Keyed, Model, UtcDateTime, db


class Actor(Protocol):
    """Someone who can be named as the author of a change."""

    @property
    def id(self) -> int:
        """The account's number."""

    @property
    def name(self) -> str:
        """The name as it is shown."""


class AuditEvent(Keyed, Model):
    """One change, written in the same transaction as the change itself and never altered."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "about", "id"), Index(None, "subject", "id"))

    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(comment="account that acted; empty for the installation itself")
    actor_name: Mapped[str] = mapped_column(String(200), comment="the name at that time")
    action: Mapped[str] = mapped_column(String(80), comment="verb and noun, as the operation is called")
    subject: Mapped[str] = mapped_column(String(80), comment="the thing changed: kind:number")
    about: Mapped[str | None] = mapped_column(String(80), comment="the whole it belongs to, such as application:12")
    details: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict)


def record(
    action: str, *, actor: Actor | None, subject: object, about: object | None = None, **details: Any
) -> AuditEvent:
    """The event, added to the session and so committed or rolled back together with the change it tells of.

    `subject` and `about` are rows with a number (flushed if new). `details` must not hold scores that the readers of the
    event's history may not see.
    """
    db.session.flush()
    event = AuditEvent(
        at=now(),
        actor_id=actor.id if actor else None,
        actor_name=actor.name if actor else "Levelset",
        action=action,
        subject=reference(subject),
        about=reference(about) if about is not None else None,
        details=details,
    )
    db.session.add(event)
    return event


def reference(thing: object) -> str:
    """The written reference to a row: its table's name and its number, as in `scorecard:7`."""
    return f"{getattr(thing, '__tablename__', type(thing).__name__.lower())}:{getattr(thing, 'id', 0)}"
