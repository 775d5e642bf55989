"""Decisions and the committee's answers to red flags."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from calibration.enums import Outcome
from core.database import JsonValue, Keyed, Model, UtcDateTime
from scorecards.models import Application, SignalSeen


class Decision(Keyed, Model):
    """One decision; a later one stands beside it and never overwrites it."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        Index(None, "decided_by_id"),
        Index(None, "agenda_item_id"),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(comment="from 1; the highest is in force")
    outcome: Mapped[Outcome] = mapped_column(Enum(Outcome, native_enum=False, length=24))
    level_code: Mapped[str | None] = mapped_column(String(200), comment="the level of the offer; empty when none")
    reasons: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    agenda_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="SET NULL"), comment="where a session took it; empty: without a session"
    )
    composite: Mapped[dict[str, Any] | None] = mapped_column(
        JsonValue, comment="what the scores alone said at that moment: verdict, value, bar; empty: not computed"
    )
    difference: Mapped[str | None] = mapped_column(
        Text, comment="why the committee decided otherwise than the scores alone; empty: it did not, or no session"
    )

    application: Mapped[Application] = relationship()
    decided_by: Mapped[Account] = relationship()


class RedFlagAnswer(Keyed, Model):
    """What the committee says to a red flag that an interviewer saw."""

    __tablename__ = "red_flag_answer"

    signal_seen_id: Mapped[int] = mapped_column(ForeignKey("signal_seen.id", ondelete="CASCADE"), unique=True)
    answer: Mapped[str] = mapped_column(Text)
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)

    signal_seen: Mapped[SignalSeen] = relationship()
    answered_by: Mapped[Account] = relationship()
