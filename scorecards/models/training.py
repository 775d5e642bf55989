"""Who is learning to interview."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Enum, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from core.database import Keyed, Model, UtcDateTime
from rubrics.models import Rubric
from scorecards.enums import TrainingStep


class Training(Keyed, Model):
    """One person's training on one rubric; whoever has none interviews without."""

    __tablename__ = "training"
    __table_args__ = (UniqueConstraint("account_id", "rubric_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id", ondelete="CASCADE"), index=True)
    step: Mapped[TrainingStep] = mapped_column(
        Enum(TrainingStep, native_enum=False, length=20), default=TrainingStep.SHADOW
    )
    since: Mapped[datetime] = mapped_column(UtcDateTime, comment="when this step began")

    account: Mapped[Account] = relationship()
    rubric: Mapped[Rubric] = relationship()
