"""Benchmark exercises: one sample interview that many interviewers score, beside a key that was agreed before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Enum, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from calibration.enums import BenchmarkState
from core.database import JsonValue, Keyed, Model, UtcDateTime
from rubrics.models import RubricDimension, RubricVersion


class BenchmarkExercise(Keyed, Model):
    """A sample interview, written or recorded, to be scored with a published rubric."""

    __tablename__ = "benchmark_exercise"

    rubric_version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    setting: Mapped[str] = mapped_column(Text, default="", comment="what the interview was about, and for whom")
    sample: Mapped[str] = mapped_column(Text, default="", comment="the interview as text or transcript")
    link: Mapped[str] = mapped_column(String(1000), default="", comment="where a recording lies; empty: none")
    state: Mapped[BenchmarkState] = mapped_column(
        Enum(BenchmarkState, native_enum=False, length=20), default=BenchmarkState.DRAFT
    )
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="since when the key is frozen")
    closed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="since when nobody scores it, and its scores take part in calibration runs"
    )

    rubric_version: Mapped[RubricVersion] = relationship()
    created_by: Mapped[Account] = relationship()
    key: Mapped[list[BenchmarkKey]] = relationship(back_populates="exercise", cascade="all, delete-orphan")
    key_holders: Mapped[list[Account]] = relationship(secondary="benchmark_key_holder", order_by=Account.name)
    seats: Mapped[list[BenchmarkSeat]] = relationship(back_populates="exercise", cascade="all, delete-orphan")


class BenchmarkKey(Keyed, Model):
    """The agreed score of one dimension, and why; no score: the sample gives no evidence on it."""

    __tablename__ = "benchmark_key"
    __table_args__ = (UniqueConstraint("exercise_id", "dimension_id"),)

    exercise_id: Mapped[int] = mapped_column(ForeignKey("benchmark_exercise.id", ondelete="CASCADE"))
    dimension_id: Mapped[int] = mapped_column(ForeignKey("rubric_dimension.id"), index=True)
    score: Mapped[int | None] = mapped_column(comment="empty: not observed")
    why: Mapped[str] = mapped_column(Text, default="")

    exercise: Mapped[BenchmarkExercise] = relationship(back_populates="key")
    dimension: Mapped[RubricDimension] = relationship()


class BenchmarkKeyHolder(Model):
    """Somebody who agreed the key, and therefore never scores the exercise."""

    __tablename__ = "benchmark_key_holder"

    exercise_id: Mapped[int] = mapped_column(ForeignKey("benchmark_exercise.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)


class BenchmarkSeat(Keyed, Model):
    """An interviewer who was asked to score the exercise, once."""

    __tablename__ = "benchmark_seat"
    __table_args__ = (UniqueConstraint("exercise_id", "account_id"),)

    exercise_id: Mapped[int] = mapped_column(ForeignKey("benchmark_exercise.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: not scored yet")
    draft: Mapped[dict[str, Any] | None] = mapped_column(
        JsonValue, comment="what was written and not submitted, by dimension; empty: nothing, or submitted"
    )
    draft_number: Mapped[int] = mapped_column(
        default=1, server_default="1", comment="goes up with each save; tells a stale form"
    )
    drafted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when the draft was last saved")

    exercise: Mapped[BenchmarkExercise] = relationship(back_populates="seats")
    account: Mapped[Account] = relationship()
    ratings: Mapped[list[BenchmarkRating]] = relationship(back_populates="seat", cascade="all, delete-orphan")


class BenchmarkRating(Keyed, Model):
    """What the interviewer gave one dimension; no score: not observed."""

    __tablename__ = "benchmark_rating"
    __table_args__ = (
        UniqueConstraint("seat_id", "dimension_id"),
        CheckConstraint("score IS NULL OR not_observed_reason = ''", name="reason_only_where_not_observed"),
    )

    seat_id: Mapped[int] = mapped_column(ForeignKey("benchmark_seat.id", ondelete="CASCADE"))
    dimension_id: Mapped[int] = mapped_column(ForeignKey("rubric_dimension.id"), index=True)
    score: Mapped[int | None] = mapped_column(comment="empty: not observed")
    not_observed_reason: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")

    seat: Mapped[BenchmarkSeat] = relationship(back_populates="ratings")
    dimension: Mapped[RubricDimension] = relationship()
