"""Tables of people: accounts, their roles, their signed-in sessions and failed sign-ins."""

from __future__ import annotations

from datetime import datetime, time

from flask_login import UserMixin
from sqlalchemy import Enum, ForeignKey, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.enums import Role
from core.database import Keyed, Model, UtcDateTime


class Account(UserMixin, Keyed, Model):
    """A person who can sign in."""

    __tablename__ = "account"
    __allow_unmapped__ = True  # for `session_token`, which belongs to the request and not to the table

    email: Mapped[str] = mapped_column(String(254), unique=True, comment="lower case; what the person signs in with")
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200), comment="argon2id")
    active: Mapped[bool] = mapped_column(default=True, comment="a left person keeps their name on what they wrote")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str | None] = mapped_column(
        String(64), comment="in which times are shown, such as Europe/Paris; empty: the installation's"
    )
    is_guest: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="interviews by link alone: no roles, no sign-in"
    )

    role_rows: Mapped[list[AccountRole]] = relationship(
        back_populates="account", lazy="selectin", cascade="all, delete-orphan", order_by="AccountRole.role"
    )

    session_token: str | None = None
    """The token of the session through which this request came; set by the loader, not a column."""
    guest_of: int | None = None
    """The one interview that this request may touch, when it came by a guest's link; set by the loader, not a column."""

    @property
    def roles(self) -> frozenset[Role]:
        """The roles the person holds."""
        return frozenset(row.role for row in self.role_rows)

    def has_role(self, *roles: Role) -> bool:
        """Whether the person holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in, or has come by a guest's link."""
        return self.active or self.guest_of is not None

    def get_id(self) -> str:
        """The token of the session, so that any node can end one session without ending the others."""
        return self.session_token or ""


class AccountRole(Model):
    """One role of one person."""

    __tablename__ = "account_role"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[Role] = mapped_column(Enum(Role, native_enum=False, length=20), primary_key=True)

    account: Mapped[Account] = relationship(back_populates="role_rows")


class MailChoice(Model):
    """Which mails one person wants, and when; without a row they want all of them, at the installation's hours."""

    __tablename__ = "mail_choice"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    before: Mapped[bool] = mapped_column(default=True, comment="reminders of what is due soon")
    after: Mapped[bool] = mapped_column(default=True, comment="reminders of what is late")
    digest: Mapped[bool] = mapped_column(default=True, comment="the daily list of what others owe")
    messages: Mapped[bool] = mapped_column(
        default=True, server_default=true(), comment="that a committee's message waits"
    )
    quiet_from: Mapped[time | None] = mapped_column(comment="in the person's zone; both empty: the installation's")
    quiet_until: Mapped[time | None] = mapped_column(comment="the same as quiet_from: no quiet hours")
    weekends: Mapped[bool | None] = mapped_column(comment="mails on Saturday and Sunday; empty: the installation's")


class SignInSession(Keyed, Model):
    """One signed-in browser; deleting the row signs it out."""

    __tablename__ = "sign_in_session"
    __table_args__ = (UniqueConstraint("token_hash"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the token in the cookie")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    agent: Mapped[str] = mapped_column(String(300), default="", comment="the browser, as it names itself")

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)


class FailedSignIn(Keyed, Model):
    """One failed attempt; too many in a short time close the door for a while."""

    __tablename__ = "failed_sign_in"

    email: Mapped[str] = mapped_column(String(254), index=True)
    address: Mapped[str] = mapped_column(String(64), index=True, comment="network address of the client")
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
