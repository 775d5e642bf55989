"""Writes about people: accounts, passwords and sessions."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from email_validator import EmailNotValidError, validate_email
from flask import current_app
from sqlalchemy import delete

from accounts import passwords, queries
from accounts.enums import MailTopic, Role
from accounts.models import Account, AccountRole, FailedSignIn, SignInSession
from accounts.throttle import WINDOW, closed_until, wait_in_words
from core import audit
from core.audit import Actor
from core.clock import now
from core.database import db, read_only
from core.errors import Conflict, InvalidInput, NotAllowed
from core.zones import zone_named

SESSION_LENGTH = timedelta(hours=14)
KEEP_FAILURES = WINDOW * 4
UNUSABLE = "none"
"""What stands for the hash where no password will ever fit."""
WRONG = "The email address or the password is not right. Try again, or ask an administrator for a new password."


@dataclass(frozen=True)
class SignInOutcome:
    """Either the token of the new session or the sentence that says why there is none."""

    token: str | None
    problem: str | None


def sign_in(*, email: str, password: str, address: str, agent: str) -> SignInOutcome:
    """A new session, or the reason why not; a failure is a stored fact too, so it is returned and not raised.

    The throttle is asked twice: before hashing, so that a closed door costs nothing, and again inside the writing
    transaction, so that guesses sent at the same time cannot slip past together. The first look ends its transaction:
    hashing takes tens of milliseconds, and no lock may be held meanwhile.
    """
    email = email.strip().lower()
    with read_only():
        closed = wait_after_failures(email=email, address=address)
        found = queries.credentials(email)
    if closed:
        return SignInOutcome(None, closed)
    cost = current_app.config["PASSWORD_COST"]
    is_right = passwords.matches(password, found.password_hash if found else passwords.nobodys_hash(cost))
    closed = wait_after_failures(email=email, address=address)
    if closed:
        return SignInOutcome(None, closed)
    moment = now()
    if found is None or not found.active or not is_right:
        record_failure(email=email, address=address)
        return SignInOutcome(None, WRONG)
    account = db.session.get_one(Account, found.account_id)
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.email == email, FailedSignIn.address == address))
    return SignInOutcome(open_session(account=account, agent=agent, moment=moment), None)


def record_failure(*, email: str, address: str) -> None:
    """One more failed attempt in the name of `email` from this network address; what is too old to count goes."""
    moment = now()
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.at < moment - KEEP_FAILURES))
    db.session.add(FailedSignIn(email=email[:254], address=address[:64], at=moment))


def wait_after_failures(*, email: str, address: str) -> str | None:
    """The sentence that asks to wait, after too many failures in the name of `email` or from this address; or None."""
    moment = now()
    failures = queries.recent_failures(email=email, address=address, moment=moment)
    until = closed_until(failures, email=email, address=address, moment=moment)
    return f"Too many failed attempts. Try again in {wait_in_words(until, moment)}." if until else None


def open_session(*, account: Account, agent: str, moment: datetime) -> str:
    """The token of a new session of the account, good for 14 hours; only its hash is stored."""
    token = secrets.token_urlsafe(32)
    db.session.execute(
        delete(SignInSession).where(SignInSession.account_id == account.id, SignInSession.expires_at <= moment)
    )
    opened = SignInSession(
        account_id=account.id,
        token_hash=queries.token_hash(token),
        created_at=moment,
        expires_at=moment + SESSION_LENGTH,
        agent=agent[:300],
    )
    db.session.add(opened)
    audit.record("sign_in", actor=account, subject=account)
    return token


def end_session(*, session: SignInSession, actor: Account) -> None:
    """Sign one browser out."""
    audit.record("end_session", actor=actor, subject=session.account, agent=session.agent)
    db.session.delete(session)


def end_other_sessions(*, account: Account, keep: SignInSession | None) -> None:
    """Sign out every browser of the account except the one in `keep`."""
    kept = keep.id if keep is not None else 0
    db.session.execute(
        delete(SignInSession).where(SignInSession.account_id == account.id, SignInSession.id != kept),
        execution_options={"synchronize_session": "fetch"},
    )


def create_account(*, email: str, name: str, roles: Iterable[Role], password: str, actor: Actor | None) -> Account:
    """A new account that can sign in at once.

    Raises InvalidInput when the address is malformed or taken, the name is empty, no role is given or the password is
    too weak. `actor` is None when the installation itself acts (command line, demo). Somebody who was a guest keeps what
    they wrote as one.
    """
    account = queries.guest_by_email(email) or Account(created_at=now())
    account.email, account.name = _free_email(email, but=account), _name(name)
    account.active, account.is_guest = True, False
    _refuse_weak(password, email=account.email)
    account.password_hash = passwords.hash_password(password, current_app.config["PASSWORD_COST"])
    chosen = _roles(roles)
    account.role_rows = [AccountRole(role=role) for role in chosen]
    db.session.add(account)
    audit.record("create_account", actor=actor, subject=account, roles=chosen)
    return account


def name_guest(*, email: str, name: str, actor: Actor) -> Account:
    """Who interviews as a guest: a new entry without roles that cannot sign in, or the one of this address already.

    Raises InvalidInput when the address is malformed or somebody's with an account, or the name is empty.
    """
    guest = queries.guest_by_email(email)
    if guest is not None:
        before, guest.name = guest.name, _name(name)
        if before != guest.name:  # it stands beside what they wrote elsewhere too
            audit.record("rename_guest", actor=actor, subject=guest, before=before, after=guest.name)
        return guest
    guest = Account(
        email=_free_email(email, but=None),
        name=_name(name),
        password_hash=UNUSABLE,
        active=False,
        is_guest=True,
        created_at=now(),
    )
    db.session.add(guest)
    audit.record("name_guest", actor=actor, subject=guest)
    return guest


def edit_account(*, account: Account, email: str, name: str, roles: Iterable[Role], actor: Actor) -> Account:
    """The account with its new name, address and roles.

    Raises InvalidInput as create_account does, and Conflict when the last active administrator would lose that role.
    """
    email, name, chosen = _free_email(email, but=account), _name(name), _roles(roles)
    if Role.ADMIN not in chosen:
        _keep_an_admin(account)
    before = {"email": account.email, "name": account.name, "roles": sorted(account.roles)}
    account.email, account.name = email, name
    account.role_rows = [row for row in account.role_rows if row.role in chosen] + [
        AccountRole(role=role) for role in chosen if role not in account.roles
    ]
    after = {"email": email, "name": name, "roles": sorted(chosen)}
    if after != before:
        audit.record("edit_account", actor=actor, subject=account, before=before, after=after)
    return account


def deactivate_account(*, account: Account, actor: Actor) -> None:
    """Close the account and sign its person out everywhere; what they wrote keeps their name.

    Raises NotAllowed for one's own account and Conflict for the last active administrator.
    """
    if account.id == actor.id:
        raise NotAllowed("You cannot deactivate your own account. Ask another administrator.")
    _keep_an_admin(account)
    if account.active:
        account.active = False
        end_other_sessions(account=account, keep=None)
        audit.record("deactivate_account", actor=actor, subject=account)


def reactivate_account(*, account: Account, actor: Actor) -> None:
    """Open a closed account again, with the roles and the password it had."""
    if not account.active:
        account.active = True
        audit.record("reactivate_account", actor=actor, subject=account)


def change_password(*, account: Account, current: str, new: str, keep: SignInSession | None) -> None:
    """Replace one's own password and sign out every browser but this one.

    Raises InvalidInput when the current password is wrong or the new one too weak.
    """
    if not passwords.matches(current, account.password_hash):
        raise InvalidInput("The password was not changed.", {"current": ["This is not your current password."]})
    _refuse_weak(new, email=account.email, field="new")
    account.password_hash = passwords.hash_password(new, current_app.config["PASSWORD_COST"])
    end_other_sessions(account=account, keep=keep)
    audit.record("change_password", actor=account, subject=account)


def change_preferences(
    *,
    account: Account,
    time_zone: str | None,
    topics: Iterable[MailTopic],
    quiet: tuple[time, time] | None,
    weekends: bool | None,
) -> None:
    """One's own time zone and mails; None each time means as the installation has it.

    `quiet`: from when until when no mail is sent, by the person's clock; two equal times: no quiet hours. Raises
    InvalidInput for a zone that does not exist.
    """
    if time_zone is not None:
        zone_named(time_zone)
    wanted, choice = set(topics), queries.mail_choice(account.id)
    account.time_zone, choice.weekends = time_zone, weekends
    choice.quiet_from, choice.quiet_until = quiet or (None, None)
    for topic in MailTopic:
        setattr(choice, topic.value, topic in wanted)
    db.session.add(choice)
    audit.record("change_preferences", actor=account, subject=account, time_zone=time_zone, mails=sorted(wanted))


def stop_mails(*, account: Account, topic: MailTopic) -> None:
    """The person gets no more mails on the topic, until they choose otherwise; nothing when they get none already."""
    choice = queries.mail_choice(account.id)
    if getattr(choice, topic.value):
        setattr(choice, topic.value, False)
        db.session.add(choice)
        audit.record("stop_mails", actor=account, subject=account, topic=topic.value)


def reset_password(*, account: Account, actor: Actor) -> str:
    """A made-up password for somebody who lost theirs, to be told them once; all their browsers are signed out."""
    password = passwords.generate_password()
    account.password_hash = passwords.hash_password(password, current_app.config["PASSWORD_COST"])
    end_other_sessions(account=account, keep=None)
    audit.record("reset_password", actor=actor, subject=account)
    return password


def _free_email(email: str, *, but: Account | None) -> str:
    try:
        checked = validate_email(email.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise InvalidInput(f"{email!r} is not an email address: {error}", {"email": [str(error)]}) from error
    address = checked.normalized.lower()
    holder = queries.account_by_email(address)
    if holder is not None and holder is not but:
        taken = f"{address} belongs to the account of {holder.name} already. Edit that account or use another address."
        raise InvalidInput(taken, {"email": [taken]})
    return address


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise InvalidInput("Give the person's name.", {"name": ["Give the person's name."]})
    if len(name) > 200:
        raise InvalidInput("The name is too long.", {"name": ["Use at most 200 characters."]})
    return name


def _roles(roles: Iterable[Role]) -> list[Role]:
    chosen = set(roles)
    if not chosen:
        raise InvalidInput("Choose at least one role.", {"roles": ["Choose at least one role."]})
    return [role for role in Role if role in chosen]


def _refuse_weak(password: str, *, email: str, field: str = "password") -> None:
    sentences = passwords.problems(password, email=email)
    if sentences:
        raise InvalidInput(f"The password cannot be used. {sentences[0]}", {field: sentences})


def _keep_an_admin(account: Account) -> None:
    if account.active and account.has_role(Role.ADMIN) and queries.active_admins() == 1:
        raise Conflict(
            f"{account.name} is the only active administrator. Make somebody else administrator first, then try again."
        )
