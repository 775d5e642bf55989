"""The page that shows guests' new links, once, and the mail that carries one if that is wanted."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, flash, render_template, url_for
from flask_login import current_user
from sqlalchemy import select

from core import mail
from core.clock import in_words
from core.database import db
from core.errors import DomainError
from core.mail import Mail
from scorecards.guest_mail import guest_mail
from scorecards.models import GuestLink
from scorecards.queries import kits


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that was just made, whose token is known at this moment only."""

    interview_id: int
    token: str


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A new link as the page and its mail tell of it."""

    name: str
    email: str
    interview: str
    until: str
    address: str


def links_shown_once(made: Sequence[MadeLink], *, by_mail: bool) -> str:
    """The page with each new link of one application's interviews; each is mailed to its guest before, if so wanted."""
    heads = [kits.interview_head(each.interview_id) for each in made]
    application = heads[0].application
    rows = [_shown(each, head.title) for each, head in zip(made, heads, strict=True)]
    for row in rows if by_mail else ():
        _mail_link(
            guest_mail(
                to=row.email,
                name=row.name,
                asked_by=current_user.name,
                requisition=application.requisition,
                interview=row.interview,
                until=row.until,
                link=row.address,
            )
        )
    return render_template("scorecards/guest_link.html", head=application, rows=rows)


def _shown(made: MadeLink, interview: str) -> ShownLink:
    link = db.session.scalars(select(GuestLink).where(GuestLink.interview_id == made.interview_id)).one()
    door = f"{current_app.config['BASE_URL']}{url_for('scorecards.enter')}"
    return ShownLink(
        link.account.name, link.account.email, interview, in_words(link.expires_at), f"{door}#{made.token}"
    )


def _mail_link(words: Mail) -> None:
    db.session.commit()  # nobody waits for this transaction while a mail server takes its time
    try:
        mail.deliver(words, message_id=f"guest-{secrets.token_hex(8)}")
    except (DomainError, OSError):
        flash(f"The mail to {words.name} did not go out. Send the link yourself.", "error")
    else:
        flash(f"The link was mailed to {words.to}.", "success")
