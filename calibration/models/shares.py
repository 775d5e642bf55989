"""Links by which a sealed packet leaves the house without an account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from calibration.models.packets import Packet
from core.database import Keyed, Model, UtcDateTime


class PacketShare(Keyed, Model):
    """One link to one packet. Its token is kept only as a hash, so that reading the table opens nothing."""

    __tablename__ = "packet_share"
    __table_args__ = (CheckConstraint("opens >= 0", name="opens_from_nothing"),)

    packet_id: Mapped[int] = mapped_column(ForeignKey("packet.id", ondelete="CASCADE"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(200), default="", comment="for whom, as the maker notes it")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opens: Mapped[int] = mapped_column(
        default=0, comment="how often the file was taken; looking at the page is no open"
    )
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="the last time")

    packet: Mapped[Packet] = relationship()
    created_by: Mapped[Account] = relationship()
