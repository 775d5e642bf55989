"""What keeps an application's data beyond their time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from core.database import Keyed, Model, UtcDateTime
from scorecards.models import Application


class LegalHold(Keyed, Model):
    """Nothing of the application is deleted by its age, nor the candidate, until the hold is lifted."""

    __tablename__ = "legal_hold"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    placed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    placed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship()
    placed_by: Mapped[Account] = relationship()
