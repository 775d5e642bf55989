"""Links through which a guest without an account writes one scorecard."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from core.database import Keyed, Model, UtcDateTime
from scorecards.models.interviews import Interview


class GuestLink(Keyed, Model):
    """The link to one interview's kit and scorecard, for one guest; renewing it replaces its token."""

    __tablename__ = "guest_link"
    __table_args__ = (UniqueConstraint("interview_id"), UniqueConstraint("token_hash"))

    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), index=True, comment="the guest's name and address"
    )
    token_hash: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the token; the token itself is not kept")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), comment="whom the guest asks for another link")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="of the present token")
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opens: Mapped[int] = mapped_column(default=0, comment="how often it was opened in all, renewed or not")
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="the last time")

    interview: Mapped[Interview] = relationship()
    account: Mapped[Account] = relationship(foreign_keys=account_id)
    made_by: Mapped[Account] = relationship(foreign_keys=made_by_id)
