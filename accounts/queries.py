"""Reads about people, their sessions and failed sign-ins."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from accounts.enums import MailTopic, Role
from accounts.mails import MailPerson
from accounts.models import Account, AccountRole, FailedSignIn, MailChoice, SignInSession
from accounts.throttle import WINDOW, Failure
from accounts.trail import UNTOLD
from core.audit import AuditEvent
from core.config import yes_or_no
from core.database import db
from core.mail.quiet import QuietHours, hours_of_day
from core.zones import zone_of


@dataclass(frozen=True)
class Credentials:
    """What a sign-in is checked against."""

    account_id: int
    password_hash: str
    active: bool


@dataclass(frozen=True)
class TracedChange:
    """One row of the trail: `kind` and `number` are of the whole that was changed, `name` the account's if it is one."""

    at: datetime
    actor: str
    action: str
    kind: str
    number: str
    name: str | None


@dataclass(frozen=True)
class Person:
    """One row of the list of people."""

    id: int
    name: str
    email: str
    active: bool
    roles: tuple[Role, ...]
    signed_in_since: datetime | None


def account(account_id: int) -> Account | None:
    """The account, or None."""
    return db.session.get(Account, account_id)


def account_by_email(email: str) -> Account | None:
    """The account that signs in with this address (any case), or None."""
    return db.session.scalar(select(Account).where(Account.email == email.strip().lower()))


def guest_by_email(email: str) -> Account | None:
    """The guest of this address (any case), or None."""
    found = account_by_email(email)
    return found if found is not None and found.is_guest else None


def credentials(email: str) -> Credentials | None:
    """What the address signs in with, or None when nobody does.

    A guest, who has no password to try, is nobody: an answer sooner than others would tell who was a guest here.
    """
    query = select(Account.id, Account.password_hash, Account.active).where(
        Account.email == email, Account.is_guest.is_(False)
    )
    row = db.session.execute(query).one_or_none()
    return Credentials(*row) if row else None


def recent_failures(*, email: str, address: str, moment: datetime) -> list[Failure]:
    """Failed sign-ins of this email or from this address within the throttle's window."""
    rows = db.session.execute(
        select(FailedSignIn.email, FailedSignIn.address, FailedSignIn.at).where(
            FailedSignIn.at > moment - WINDOW, (FailedSignIn.email == email) | (FailedSignIn.address == address)
        )
    )
    return [Failure(*row) for row in rows]


def token_hash(token: str) -> str:
    """What the table keeps of a session's token: its SHA-256, so that a read of the table signs nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


_SESSION = (
    select(SignInSession)
    .where(SignInSession.token_hash == bindparam("token_hash"), SignInSession.expires_at > bindparam("moment"))
    .options(joinedload(SignInSession.account).joinedload(Account.role_rows))
)
"""Every page asks it: built once, and one query."""


def session_by_token(token: str, *, moment: datetime) -> SignInSession | None:
    """The session if it is alive and its person may still sign in, with the account and its roles loaded."""
    rows = db.session.scalars(_SESSION, {"token_hash": token_hash(token), "moment": moment})
    found = rows.unique().one_or_none()
    return found if found is not None and found.account.active else None


def sign_in_session(session_id: int) -> SignInSession | None:
    """The session, or None."""
    return db.session.get(SignInSession, session_id)


def sessions_of(account_id: int, *, moment: datetime) -> Sequence[SignInSession]:
    """The person's living sessions, newest first."""
    return db.session.scalars(
        select(SignInSession)
        .where(SignInSession.account_id == account_id, SignInSession.expires_at > moment)
        .order_by(SignInSession.created_at.desc(), SignInSession.id.desc())
    ).all()


def people(*, moment: datetime, words: str = "") -> list[Person]:
    """Everybody with an account by name, active people first; two queries however many they are.

    `words` keeps those in whose name or address every one of them stands; guests are listed nowhere.
    """
    kept = [matches(word, Account.name, Account.email) for word in words.split()]
    alive = (
        select(SignInSession.account_id, func.min(SignInSession.created_at).label("since"))
        .where(SignInSession.expires_at > moment)
        .group_by(SignInSession.account_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Account.id, Account.name, Account.email, Account.active, alive.c.since)
        .outerjoin(alive, alive.c.account_id == Account.id)
        .where(Account.is_guest.is_(False), *kept)
        .order_by(Account.active.desc(), func.lower(Account.name), Account.id)
    ).all()
    roles: dict[int, list[Role]] = {}
    for account_id, role in db.session.execute(select(AccountRole.account_id, AccountRole.role)):
        roles.setdefault(account_id, []).append(role)
    order = list(Role)
    return [
        Person(id_, name, email, active, tuple(sorted(roles.get(id_, []), key=order.index)), since)
        for id_, name, email, active, since in rows
    ]


def matches(word: str, *columns: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Whether the word stands in one of the columns, in any case and taken literally.

    SQLite folds the case of ASCII letters alone, so other words are tried in each case that names are written in.
    """
    literal = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    forms = [literal] if literal.isascii() else sorted({literal, literal.lower(), literal.upper(), literal.title()})
    return or_(*[column.ilike(f"%{form}%", escape="\\") for column in columns for form in forms])


def trail(
    *, kinds: Collection[str], words: str, before: datetime | None, offset: int, limit: int
) -> list[TracedChange]:
    """What was done to wholes of these kinds, the newest first, by people in whose name every one of `words` stands.

    `before`: only what is older. Never what guests did, whose names tell who interviews. Two queries.
    """
    whole = func.coalesce(AuditEvent.about, AuditEvent.subject)
    guests = select(Account.id).where(Account.is_guest)
    query = select(AuditEvent.at, AuditEvent.actor_name, AuditEvent.action, whole.label("whole")).where(
        or_(*(whole.startswith(f"{kind}:", autoescape=True) for kind in kinds)),
        AuditEvent.action.not_in(UNTOLD),
        or_(AuditEvent.actor_id.is_(None), AuditEvent.actor_id.not_in(guests)),
        *(matches(word, AuditEvent.actor_name) for word in words.split()),
    )
    if before is not None:
        query = query.where(AuditEvent.at < before)
    rows = db.session.execute(
        query.order_by(AuditEvent.at.desc(), AuditEvent.id.desc()).offset(offset).limit(limit)
    ).all()
    parts = [row.whole.split(":") for row in rows]
    numbers = {int(number) for kind, number in parts if kind == "account"}
    names = {
        str(account_id): name
        for account_id, name in db.session.execute(select(Account.id, Account.name).where(Account.id.in_(numbers)))
    }
    return [
        TracedChange(row.at, row.actor_name, row.action, kind, number, names.get(number) if kind == "account" else None)
        for row, (kind, number) in zip(rows, parts, strict=True)
    ]


def active_admins() -> int:
    """How many people can administer the installation now."""
    count = (
        select(func.count())
        .select_from(Account)
        .join(AccountRole)
        .where(Account.active, AccountRole.role == Role.ADMIN)
    )
    return db.session.scalar(count) or 0


def mail_choice(account_id: int) -> MailChoice:
    """What the person chose about mails; a new, unsaved row with every mail wanted when they chose nothing yet."""
    found = db.session.get(MailChoice, account_id)
    return found or MailChoice(account_id=account_id, **dict.fromkeys(MailTopic, True))


def usual_quiet_hours() -> QuietHours:
    """The installation's quiet hours (settings QUIET_HOURS and MAIL_WEEKENDS)."""
    begins, ends = hours_of_day(current_app.config["QUIET_HOURS"])
    return QuietHours(begins, ends, weekends=yes_or_no("MAIL_WEEKENDS", current_app.config["MAIL_WEEKENDS"]))


def mail_people(account_ids: Collection[int]) -> dict[int, MailPerson]:
    """The people by number as mails know them; without those who have left, and in one query."""
    usual = usual_quiet_hours()
    rows = db.session.execute(
        select(Account.id, Account.name, Account.email, Account.time_zone, MailChoice, Account.is_guest)
        .outerjoin(MailChoice, MailChoice.account_id == Account.id)
        .where(Account.id.in_(account_ids), or_(Account.active, Account.is_guest))  # a guest is never active
    )
    return {
        account_id: MailPerson(
            account_id, name, email, zone_of(time_zone), _quiet_hours(choice, usual), _topics(choice), is_guest
        )
        for account_id, name, email, time_zone, choice, is_guest in rows
    }


def _quiet_hours(choice: MailChoice | None, usual: QuietHours) -> QuietHours:
    if choice is None:
        return usual
    weekends = usual.weekends if choice.weekends is None else choice.weekends
    if choice.quiet_from is None or choice.quiet_until is None:
        return QuietHours(usual.begins, usual.ends, weekends)
    return QuietHours(choice.quiet_from, choice.quiet_until, weekends)


def _topics(choice: MailChoice | None) -> frozenset[MailTopic]:
    return frozenset(topic for topic in MailTopic if choice is None or getattr(choice, topic.value))
