"""Plans: the interviews that every candidate of an opening is to go through, and plans kept by name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import JsonValue, Keyed, Model, UtcDateTime


class PlannedInterview(Keyed, Model):
    """One interview of an opening's plan, without a person or a time.

    Focus and exercise are named, not numbered: the plan holds when the opening is pinned to the rubric's next version,
    and what that version no longer has is shown as missing.
    """

    __tablename__ = "planned_interview"
    __table_args__ = (
        Index(None, "requisition_id", "position"),
        CheckConstraint("minutes > 0", name="takes_time"),
    )

    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisition.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(comment="place in the plan, from 1")
    stage: Mapped[str] = mapped_column(String(80), default="", comment="part of the loop: first talk, on site")
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int] = mapped_column(default=60)
    exercise: Mapped[str | None] = mapped_column(String(300), comment="an exercise of the rubric, by its name")
    focus: Mapped[list[str]] = mapped_column(JsonValue, default=list, comment="keys of the rubric's dimensions")
    questions: Mapped[list[str]] = mapped_column(
        JsonValue, default=list, comment="what to ask; empty: all that the rubric has on the focus"
    )


class SavedPlan(Keyed, Model):
    """A plan kept under a name, to be loaded into other openings; in the layout of a plan file."""

    __tablename__ = "saved_plan"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    content: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
