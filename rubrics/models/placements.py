"""Where people say that a level stands on the common scale of the crosswalk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Keyed, Model, UtcDateTime
from rubrics.models.ladders import Level
from rubrics.models.profiles import RoleProfile


class Placement(Keyed, Model):
    """A person's word on the rank of a level, or of a role profile's level; without one the proposed rank counts."""

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("(level_id IS NULL) <> (profile_id IS NULL)", name="one_subject"),
        CheckConstraint("rank BETWEEN 1 AND 8", name="rank_on_scale"),
    )

    level_id: Mapped[int | None] = mapped_column(ForeignKey("level.id", ondelete="CASCADE"), unique=True)
    profile_id: Mapped[int | None] = mapped_column(ForeignKey("role_profile.id", ondelete="CASCADE"), unique=True)
    rank: Mapped[int] = mapped_column(comment="1 to 8")
    proposed: Mapped[int | None] = mapped_column(comment="the rank read from the texts at that time; empty: none")
    reason: Mapped[str] = mapped_column(Text)
    placed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), comment="empty: by command")
    placed_by: Mapped[str] = mapped_column(String(200), comment="the name at that time")
    placed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    level: Mapped[Level | None] = relationship()
    profile: Mapped[RoleProfile | None] = relationship()
