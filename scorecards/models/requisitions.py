"""Requisitions and their hiring teams."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Integer, String, TypeDecorator, UniqueConstraint, false
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from core.database import JsonValue, Keyed, Model, UtcDateTime
from rubrics.models import RubricVersion
from scorecards.enums import RequisitionState, TeamRole, Visibility


class VisibilityColumn(TypeDecorator[Visibility]):
    """The scale as a number, so that the database can compare steps."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Visibility | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy passes it
        """The step's number."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Visibility | None:  # noqa: ARG002 - SQLAlchemy passes it
        """The step."""
        return None if value is None else Visibility(value)


class Requisition(Keyed, Model):
    """An opening at a target level, scored against one pinned rubric version."""

    __tablename__ = "requisition"
    __table_args__ = (
        CheckConstraint("required_raters >= 1", name="at_least_one_rater"),
        CheckConstraint("due_hours >= 1", name="due_after_the_interview"),
    )

    title: Mapped[str] = mapped_column(String(300))
    rubric_version_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id"), index=True)
    visibility: Mapped[Visibility] = mapped_column(VisibilityColumn, default=Visibility.AFTER_OWN_SUBMISSION)
    identities: Mapped[Visibility] = mapped_column(
        VisibilityColumn, default=Visibility.ALWAYS, comment="from when on interviewers' names are shown to peers"
    )
    recruiter_scores: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="recruiters' packets may tell what single interviewers scored"
    )
    required_raters: Mapped[int] = mapped_column(default=2, comment="independent interviewers wanted per dimension")
    dimension_raters: Mapped[dict[str, int] | None] = mapped_column(
        JsonValue, comment="another number of raters for single dimensions: key → number"
    )
    due_hours: Mapped[int] = mapped_column(default=24, comment="from an interview's end until its scorecard is late")
    remind_before: Mapped[list[int] | None] = mapped_column(
        JsonValue,
        comment="hours before a scorecard is due at which its interviewer is reminded; empty: the installation's",
    )
    remind_after: Mapped[list[int] | None] = mapped_column(
        JsonValue,
        comment="hours after a scorecard was due at which its interviewer is reminded; empty: the installation's",
    )
    state: Mapped[RequisitionState] = mapped_column(
        Enum(RequisitionState, native_enum=False, length=20), default=RequisitionState.OPEN
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    rubric_version: Mapped[RubricVersion] = relationship()
    team: Mapped[list[TeamMember]] = relationship(
        back_populates="requisition", cascade="all, delete-orphan", order_by="TeamMember.id"
    )


class TeamMember(Keyed, Model):
    """One person's part in one requisition; a person may have several."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("requisition_id", "account_id", "role"),)

    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisition.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[TeamRole] = mapped_column(Enum(TeamRole, native_enum=False, length=20))

    requisition: Mapped[Requisition] = relationship(back_populates="team")
    account: Mapped[Account] = relationship()
