"""The loop: an application's interviews and the dimensions each must cover."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from core.database import JsonValue, Keyed, Model, UtcDateTime
from rubrics.models import RubricDimension, RubricExercise
from scorecards.enums import TrainingStep
from scorecards.models.candidates import Application
from scorecards.models.plans import PlannedInterview

if TYPE_CHECKING:
    from scorecards.models.scorecards import Scorecard


class Interview(Keyed, Model):
    """One meeting of one interviewer with the candidate; its scorecard is made with it.

    A cancelled interview keeps its place in the loop and is owed nothing any more.
    """

    __tablename__ = "interview"
    __table_args__ = (
        UniqueConstraint("application_id", "position"),
        Index(None, "interviewer_id", "application_id"),
        CheckConstraint("minutes > 0", name="takes_time"),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(comment="place in the loop, from 1")
    title: Mapped[str] = mapped_column(String(200))
    interviewer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    exercise_id: Mapped[int | None] = mapped_column(ForeignKey("rubric_exercise.id"), index=True)
    scheduled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    minutes: Mapped[int] = mapped_column(default=60)
    is_shadow: Mapped[bool] = mapped_column(default=False, comment="a learner's interview: marked, and never counted")
    training: Mapped[TrainingStep | None] = mapped_column(
        Enum(TrainingStep, native_enum=False, length=20),
        comment="the interviewer learns here: shadow watches, reverse_shadow leads; which of two counts says is_shadow",
    )
    planned_id: Mapped[int | None] = mapped_column(
        ForeignKey("planned_interview.id", ondelete="SET NULL"), index=True, comment="where it was made from the plan"
    )
    questions: Mapped[list[str] | None] = mapped_column(
        JsonValue, comment="what to ask; empty: all that the rubric has on the focus"
    )
    could_read: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        comment="others' scores were open to the interviewer when it became theirs",
    )
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")

    application: Mapped[Application] = relationship()
    interviewer: Mapped[Account] = relationship()
    exercise: Mapped[RubricExercise | None] = relationship()
    planned: Mapped[PlannedInterview | None] = relationship()
    focus: Mapped[list[RubricDimension]] = relationship(
        secondary="interview_focus", order_by="RubricDimension.position"
    )
    scorecard: Mapped[Scorecard] = relationship(back_populates="interview", uselist=False, cascade="all, delete-orphan")


class InterviewFocus(Model):
    """An interview must cover a dimension."""

    __tablename__ = "interview_focus"

    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True)
    dimension_id: Mapped[int] = mapped_column(ForeignKey("rubric_dimension.id"), primary_key=True)
