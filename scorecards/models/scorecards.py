"""Scorecards: ratings with their evidence, and every submitted revision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import JsonValue, Keyed, Model, UtcDateTime
from rubrics.models import RubricDimension, RubricSignal
from scorecards.enums import Recommendation, ScorecardState
from scorecards.models.interviews import Interview


class Scorecard(Keyed, Model):
    """What one interviewer writes after one interview."""

    __tablename__ = "scorecard"

    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), unique=True)
    state: Mapped[ScorecardState] = mapped_column(
        Enum(ScorecardState, native_enum=False, length=20), default=ScorecardState.DRAFT
    )
    version: Mapped[int] = mapped_column(
        default=1, comment="counts saves, so that a stale form is noticed; 1: untouched"
    )
    submissions: Mapped[int] = mapped_column(default=0, comment="how often submitted: the latest revision's number")
    recommendation: Mapped[Recommendation | None] = mapped_column(Enum(Recommendation, native_enum=False, length=20))
    level_read: Mapped[str | None] = mapped_column(String(200), comment="the level the interviewer saw evidence of")
    minutes_used: Mapped[int | None] = mapped_column(comment="of the interview, as the interviewer states it")
    summary: Mapped[str] = mapped_column(Text, default="")
    private_notes: Mapped[str] = mapped_column(Text, default="", comment="for the author alone; never exported")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="of the latest revision")
    reopened_reason: Mapped[str] = mapped_column(Text, default="")
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when it was last reopened, if ever")

    interview: Mapped[Interview] = relationship(back_populates="scorecard")
    ratings: Mapped[list[Rating]] = relationship(back_populates="scorecard", cascade="all, delete-orphan")
    signals: Mapped[list[SignalSeen]] = relationship(back_populates="scorecard", cascade="all, delete-orphan")
    revisions: Mapped[list[ScorecardRevision]] = relationship(
        back_populates="scorecard", cascade="all, delete-orphan", order_by="ScorecardRevision.number"
    )


class Rating(Keyed, Model):
    """One dimension's score, or *not observed*, which is never a zero."""

    __tablename__ = "rating"
    __table_args__ = (
        UniqueConstraint("scorecard_id", "dimension_id"),
        Index("ix_rating_covering", "scorecard_id", "dimension_id", "score"),
        Index(None, "dimension_id"),
        CheckConstraint("not (not_observed and score is not null)", name="observed_or_scored"),
    )

    scorecard_id: Mapped[int] = mapped_column(ForeignKey("scorecard.id", ondelete="CASCADE"))
    dimension_id: Mapped[int] = mapped_column(ForeignKey("rubric_dimension.id"))
    score: Mapped[int | None] = mapped_column(comment="1 to 5; empty: not rated yet, or not observed")
    not_observed: Mapped[bool] = mapped_column(default=False)
    not_observed_reason: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")

    scorecard: Mapped[Scorecard] = relationship(back_populates="ratings")
    dimension: Mapped[RubricDimension] = relationship()


class SignalSeen(Keyed, Model):
    """The interviewer's answer on one signal or red flag."""

    __tablename__ = "signal_seen"
    __table_args__ = (UniqueConstraint("scorecard_id", "signal_id"), Index(None, "signal_id"))

    scorecard_id: Mapped[int] = mapped_column(ForeignKey("scorecard.id", ondelete="CASCADE"))
    signal_id: Mapped[int] = mapped_column(ForeignKey("rubric_signal.id"))
    seen: Mapped[bool | None] = mapped_column(comment="empty: written about in a draft, but not answered yet")
    evidence: Mapped[str] = mapped_column(Text, default="")

    scorecard: Mapped[Scorecard] = relationship(back_populates="signals")
    signal: Mapped[RubricSignal] = relationship()


class ScorecardRevision(Keyed, Model):
    """One submission, kept for good."""

    __tablename__ = "scorecard_revision"
    __table_args__ = (UniqueConstraint("scorecard_id", "number"),)

    scorecard_id: Mapped[int] = mapped_column(ForeignKey("scorecard.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(comment="from 1")
    content: Mapped[dict[str, Any]] = mapped_column(
        JsonValue, comment="ratings, signals, summary, recommendation as submitted; never the private notes"
    )
    content_sha256: Mapped[str] = mapped_column(String(64))
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="", comment="why it was reopened; empty for the first")

    scorecard: Mapped[Scorecard] = relationship(back_populates="revisions")
