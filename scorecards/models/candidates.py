"""Candidates, their applications, and the people who must stay away from them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Enum, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from core.database import JsonValue, Keyed, Model, UtcDateTime
from scorecards.enums import Stage
from scorecards.models.requisitions import Requisition


class Candidate(Keyed, Model):
    """A person who applies."""

    __tablename__ = "candidate"

    code: Mapped[str] = mapped_column(String(20), unique=True, comment="stands for the name in anonymous papers")
    name: Mapped[str] = mapped_column(String(200), index=True)
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    source: Mapped[str | None] = mapped_column(String(200), comment="how the person came to us")
    schools: Mapped[list[str]] = mapped_column(
        JsonValue, default=list, server_default=text("'[]'"), comment="masked in anonymous papers"
    )
    employers: Mapped[list[str]] = mapped_column(
        JsonValue, default=list, server_default=text("'[]'"), comment="masked in anonymous papers"
    )
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True, comment="an employee who applies sees nothing of it here"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Application(Keyed, Model):
    """A candidate × a requisition."""

    __tablename__ = "application"
    __table_args__ = (
        UniqueConstraint("requisition_id", "candidate_id"),
        Index(None, "candidate_id"),
        Index(None, "stage"),
        # An opening's applications are counted by stage, without those of the viewer themselves, from this index alone.
        Index(None, "requisition_id", "stage", "candidate_id"),
        # The newest of them are listed by walking this one from its end, however many there are.
        Index(None, "requisition_id", "id"),
    )

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id", ondelete="CASCADE"))
    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisition.id"))
    stage: Mapped[Stage] = mapped_column(Enum(Stage, native_enum=False, length=20), default=Stage.APPLIED)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    candidate: Mapped[Candidate] = relationship()
    requisition: Mapped[Requisition] = relationship()


class Conflict(Keyed, Model):
    """Someone who must see nothing of an application and take no part in it."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("application_id", "account_id"),)

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")

    account: Mapped[Account] = relationship()
