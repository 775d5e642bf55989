"""Mails about scorecards that are owed: one row for each, so that none is sent twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Enum, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Keyed, Model, UtcDateTime
from scorecards.enums import NoticeKind


class Notice(Keyed, Model):
    """One mail to one person. It holds no text: what the mail says is read when it is sent, and so is true then."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("key"),)

    key: Mapped[str] = mapped_column(String(200), comment="the occasion: kind, scorecard or day, person, moment")
    kind: Mapped[NoticeKind] = mapped_column(Enum(NoticeKind, native_enum=False, length=20))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    scorecard_id: Mapped[int | None] = mapped_column(
        ForeignKey("scorecard.id", ondelete="CASCADE"), index=True, comment="empty for a digest"
    )
    asked_by: Mapped[str | None] = mapped_column(String(200), comment="who asked for it; empty: the usual reminders")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    queued_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, index=True, comment="when its job was made; empty while it waits for the end of quiet hours"
    )
    handed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime,
        comment="when it began to be handed to the mail server; without an end nobody knows whether it went",
    )
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True, comment="sent, or found unnecessary")
    was_sent: Mapped[bool] = mapped_column(default=False)
