"""Many packets asked for at once: the order, and one row for each application in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Enum, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from calibration.enums import Profile
from calibration.models.packets import Packet
from core.database import Keyed, Model, UtcDateTime
from scorecards.models import Application


class PacketBulk(Keyed, Model):
    """Packets of several applications to one opening, for one kind of reader, to be had as one zip."""

    __tablename__ = "packet_bulk"

    title: Mapped[str] = mapped_column(String(300), comment="the session's, or the opening's")
    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisition.id", ondelete="CASCADE"), index=True)
    profile: Mapped[Profile] = mapped_column(Enum(Profile, native_enum=False, length=20))
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    index_job_id: Mapped[int | None] = mapped_column(comment="the job that makes the list; empty: not begun")
    index_sha256: Mapped[str | None] = mapped_column(
        ForeignKey("stored_file.sha256"), index=True, comment="the list as PDF; empty until all packets are there"
    )
    ready_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    requested_by: Mapped[Account] = relationship()
    items: Mapped[list[PacketBulkItem]] = relationship(
        back_populates="bulk", cascade="all, delete-orphan", order_by="PacketBulkItem.position", passive_deletes=True
    )


class PacketBulkItem(Keyed, Model):
    """One application of the order; its state is its packet's and its job's."""

    __tablename__ = "packet_bulk_item"
    __table_args__ = (
        UniqueConstraint("bulk_id", "application_id"),
        CheckConstraint("position >= 1", name="position_from_one"),
    )

    bulk_id: Mapped[int] = mapped_column(ForeignKey("packet_bulk.id", ondelete="CASCADE"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(comment="order in the list, from 1")
    packet_id: Mapped[int | None] = mapped_column(
        ForeignKey("packet.id", ondelete="SET NULL"), index=True, comment="empty until its record is frozen"
    )
    job_id: Mapped[int | None] = mapped_column(comment="the job that freezes and renders it")
    left_out: Mapped[str | None] = mapped_column(Text, comment="why the zip does without it; empty: it waits for it")

    bulk: Mapped[PacketBulk] = relationship(back_populates="items")
    application: Mapped[Application] = relationship()
    packet: Mapped[Packet | None] = relationship()
