"""Packets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Enum, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from calibration.enums import Profile
from core.database import JsonValue, Keyed, Model, UtcDateTime
from scorecards.models import Application


class Packet(Keyed, Model):
    """The frozen record of an application for one kind of reader, and its PDF once rendered."""

    __tablename__ = "packet"
    __table_args__ = (
        UniqueConstraint("application_id", "profile", "inputs_sha256"),
        Index(None, "content_sha256"),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"))
    profile: Mapped[Profile] = mapped_column(Enum(Profile, native_enum=False, length=20))
    record: Mapped[dict[str, Any]] = mapped_column(JsonValue, deferred=True, comment="packet.json")
    content_sha256: Mapped[str] = mapped_column(String(64), comment="of the canonical record without this key")
    inputs_sha256: Mapped[str] = mapped_column(
        String(64), comment="of the record without its moment: the same inputs are the same packet"
    )
    job_id: Mapped[int | None] = mapped_column(comment="the job that renders it; empty: rendered at once by command")
    file_sha256: Mapped[str | None] = mapped_column(
        ForeignKey("stored_file.sha256"), index=True, comment="the PDF; empty until it is rendered"
    )
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), comment="empty: by command")
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ready_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship()
    requested_by: Mapped[Account | None] = relationship()
