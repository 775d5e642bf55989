"""Reviews of a rubric version before it is published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Keyed, Model, UtcDateTime
from rubrics.enums import Aspect
from rubrics.models.rubrics import RubricVersion


class RubricReview(Keyed, Model):
    """One reviewer's scores of one version; a later review of the same person takes its place."""

    __tablename__ = "rubric_review"
    __table_args__ = (
        UniqueConstraint("version_id", "reviewer_id"),
        *(CheckConstraint(f"{aspect} BETWEEN 1 AND 5", name=f"{aspect}_on_the_scale") for aspect in Aspect),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    reviewer_name: Mapped[str] = mapped_column(String(200), comment="the name at that time")
    content_sha256: Mapped[str] = mapped_column(String(64), comment="of the text that was reviewed")
    level_differentiation: Mapped[int]
    focus_specificity: Mapped[int]
    concreteness: Mapped[int]
    factual_accuracy: Mapped[int]
    real_world_coverage: Mapped[int]
    reviewed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    version: Mapped[RubricVersion] = relationship()

    @property
    def scores(self) -> dict[Aspect, int]:
        """The score of each aspect."""
        return {aspect: getattr(self, aspect.value) for aspect in Aspect}


class ReviewComment(Keyed, Model):
    """Something a reviewer asks for; open until somebody who writes the rubric answers it or accepts it."""

    __tablename__ = "review_comment"

    version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    author_name: Mapped[str] = mapped_column(String(200), comment="the name at that time")
    about: Mapped[str] = mapped_column(String(300), default="", comment="the dimension's name; empty: the whole rubric")
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted: Mapped[bool | None] = mapped_column(comment="empty while open; true: done as asked; false: answered")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answered_by_name: Mapped[str] = mapped_column(String(200), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    version: Mapped[RubricVersion] = relationship()
