"""The table of jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Enum, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import JsonValue, Keyed, Model, UtcDateTime
from core.jobs.enums import JobState

IS_OPEN = text("state IN ('WAITING', 'RUNNING')")


class Job(Keyed, Model):
    """One piece of work, from the wish to its end."""

    __tablename__ = "job"
    __table_args__ = (
        Index("uq_job_open_key", "key", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index(None, "state", "due_at"),
    )

    kind: Mapped[str] = mapped_column(String(80), comment="the name under which its function is registered")
    arguments: Mapped[dict[str, Any]] = mapped_column(JsonValue, comment="what the function is called with")
    key: Mapped[str | None] = mapped_column(String(200), comment="at most one open job per key")
    state: Mapped[JobState] = mapped_column(
        Enum(JobState, native_enum=False, length=20), default=JobState.WAITING, comment="waiting, running, done, …"
    )
    attempts: Mapped[int] = mapped_column(
        default=0, comment="how often it was begun; also tells one attempt from the next"
    )
    done: Mapped[int | None] = mapped_column(comment="steps done so far; empty where steps are not counted")
    total: Mapped[int | None] = mapped_column(comment="steps in all")
    error: Mapped[str | None] = mapped_column(Text, comment="why it failed, for a person to read")
    worker: Mapped[str | None] = mapped_column(String(200), comment="host:process of the last attempt")
    requested_by_id: Mapped[int | None] = mapped_column(comment="account that wanted it; empty for the installation")
    requested_by_name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="not to be begun before")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="last time a message about it was sent again")
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    heartbeat_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="last sign of life of its worker")
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
