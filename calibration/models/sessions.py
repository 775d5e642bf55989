"""Calibration sessions: the committee, its agenda, the positions taken and what the talk changed.

Nothing here changes a scorecard: an adjustment stands beside the score that was given.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from calibration.enums import ItemState, Outcome, SessionState
from calibration.models.decisions import Decision
from core.database import Keyed, Model, UtcDateTime
from rubrics.models import RubricDimension
from scorecards.models import Application, Requisition, Scorecard


class CalibrationSession(Keyed, Model):
    """One meeting of a committee on applications to one requisition."""

    __tablename__ = "calibration_session"
    __table_args__ = (
        CheckConstraint("minutes_per_item > 0", name="takes_time"),
        Index(None, "requisition_id"),
        Index(None, "state", "scheduled_at"),
    )

    title: Mapped[str] = mapped_column(String(200))
    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisition.id", ondelete="CASCADE"))
    chair_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    state: Mapped[SessionState] = mapped_column(
        Enum(SessionState, native_enum=False, length=20), default=SessionState.PLANNED
    )
    scheduled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: no appointment yet")
    minutes_per_item: Mapped[int] = mapped_column(default=15, comment="what the page's timer counts against")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    requisition: Mapped[Requisition] = relationship()
    chair: Mapped[Account] = relationship()
    members: Mapped[list[SessionMember]] = relationship(
        back_populates="session", cascade="all, delete-orphan", order_by="SessionMember.id"
    )
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="session", cascade="all, delete-orphan", order_by="(AgendaItem.position, AgendaItem.id)"
    )


class SessionMember(Keyed, Model):
    """Somebody of the committee; who was named first stands in first for the chair."""

    __tablename__ = "session_member"
    __table_args__ = (UniqueConstraint("session_id", "account_id"), Index(None, "account_id"))

    session_id: Mapped[int] = mapped_column(ForeignKey("calibration_session.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    acknowledged_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when they said that they have read the evidence; empty: not yet"
    )
    is_present: Mapped[bool] = mapped_column(default=False, comment="in the meeting now, or when it closed")

    session: Mapped[CalibrationSession] = relationship(back_populates="members")
    account: Mapped[Account] = relationship()


class AgendaItem(Keyed, Model):
    """One application on the agenda of one session."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("session_id", "application_id"),
        Index(None, "application_id"),
        CheckConstraint("position >= 1", name="position_from_one"),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("calibration_session.id", ondelete="CASCADE"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(comment="order on the agenda; each reader counts what they may see from 1")
    state: Mapped[ItemState] = mapped_column(Enum(ItemState, native_enum=False, length=20), default=ItemState.WAITING)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when the committee turned to it, last")
    positions_opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when the talk began, first")
    positions_opened_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), comment="who opened them early; empty: all present had taken theirs"
    )
    follow_up: Mapped[str] = mapped_column(Text, default="", comment="what happens next, and who does it")

    session: Mapped[CalibrationSession] = relationship(back_populates="items")
    application: Mapped[Application] = relationship()


class Recusal(Keyed, Model):
    """A member who takes no part in one item and sees nothing of it."""

    __tablename__ = "recusal"
    __table_args__ = (UniqueConstraint("agenda_item_id", "account_id"), Index(None, "account_id"))

    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(Text)
    recused_at: Mapped[datetime] = mapped_column(UtcDateTime)

    item: Mapped[AgendaItem] = relationship()
    account: Mapped[Account] = relationship()


class Position(Keyed, Model):
    """What one member held on one item at one time; a later one stands beside it and never overwrites it."""

    __tablename__ = "committee_position"
    __table_args__ = (UniqueConstraint("agenda_item_id", "account_id", "number"), Index(None, "account_id"))

    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int] = mapped_column(comment="from 1 for each member; the highest is what they hold now")
    outcome: Mapped[Outcome] = mapped_column(Enum(Outcome, native_enum=False, length=24))
    level_code: Mapped[str | None] = mapped_column(String(200), comment="the level of the offer; empty when none")
    reasons: Mapped[str] = mapped_column(Text)
    is_blind: Mapped[bool] = mapped_column(comment="taken before anybody else's was open to them")
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)

    item: Mapped[AgendaItem] = relationship()
    account: Mapped[Account] = relationship()


class Adjustment(Keyed, Model):
    """A score that the committee counts differently from how it was given; the scorecard itself stays as it is."""

    __tablename__ = "adjustment"
    __table_args__ = (
        CheckConstraint("coalesce(before, -1) <> coalesce(after, -1)", name="changes_something"),
        Index(None, "agenda_item_id"),
        Index(None, "scorecard_id", "dimension_id"),
        Index(None, "dimension_id"),
    )

    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"))
    scorecard_id: Mapped[int] = mapped_column(ForeignKey("scorecard.id", ondelete="CASCADE"))
    submission: Mapped[int] = mapped_column(
        comment="number of the scorecard's revision; a later submission puts the adjustment out of force"
    )
    dimension_id: Mapped[int] = mapped_column(ForeignKey("rubric_dimension.id"))
    before: Mapped[int | None] = mapped_column(comment="the score that counted until then; empty: not observed")
    after: Mapped[int | None] = mapped_column(comment="the score that counts now; empty: not observed")
    reason: Mapped[str] = mapped_column(Text)
    adjusted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    adjusted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: in force")

    item: Mapped[AgendaItem] = relationship()
    scorecard: Mapped[Scorecard] = relationship()
    dimension: Mapped[RubricDimension] = relationship()
    adjusted_by: Mapped[Account] = relationship(foreign_keys=[adjusted_by_id])


class Dissent(Keyed, Model):
    """A member who does not share a decision, in their words."""

    __tablename__ = "dissent"
    __table_args__ = (UniqueConstraint("decision_id", "account_id"), Index(None, "account_id"))

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)

    decision: Mapped[Decision] = relationship()
    account: Mapped[Account] = relationship()
