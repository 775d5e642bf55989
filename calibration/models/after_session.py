"""What remains to be done after a committee met: follow-ups, and messages to the recruiter."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from calibration.models.sessions import AgendaItem, CalibrationSession
from core.database import Keyed, Model, UtcDateTime
from scorecards.models import Application


class FollowUp(Keyed, Model):
    """Something that one person does after a session, about one of its items or about the session."""

    __tablename__ = "follow_up"
    __table_args__ = (
        Index(None, "session_id"),
        Index(None, "agenda_item_id"),
        Index(None, "owner_id", "done_at"),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("calibration_session.id", ondelete="CASCADE"))
    agenda_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="CASCADE"), comment="empty: about the session, told to all of it"
    )
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    due_on: Mapped[date | None] = mapped_column(comment="the day by which it is to be done; empty: no day was named")
    added_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: still to be done")

    session: Mapped[CalibrationSession] = relationship()
    item: Mapped[AgendaItem | None] = relationship()
    owner: Mapped[Account] = relationship(foreign_keys=[owner_id])


class RecruiterMessage(Keyed, Model):
    """What somebody of the committee tells the recruiters of an application."""

    __tablename__ = "recruiter_message"
    __table_args__ = (Index(None, "application_id", "noted_at"),)

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    noted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when a recruiter took note; empty: not yet")

    application: Mapped[Application] = relationship()
    written_by: Mapped[Account] = relationship(foreign_keys=[written_by_id])
