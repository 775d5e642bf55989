"""What a committee tells the recruiters of an application."""

from __future__ import annotations

from calibration.message_mails import notice_key
from calibration.models import RecruiterMessage
from calibration.queries.messages import recruiters_of
from core import errors
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import InvalidInput
from scorecards.enums import NoticeKind
from scorecards.models import Application, Notice
from scorecards.operations.notices import plan_notices

LONGEST = 5_000


def write_message(*, application: Application, text: str, actor: Actor) -> RecruiterMessage:
    """A message to the recruiters of the opening's team, each of whom a mail tells that it waits, when they want mails.

    Raises InvalidInput for an empty or overlong text, Conflict when nobody recruits for the opening who could read it.
    """
    if not text.strip() or len(text) > LONGEST:
        problem = f"Write up to {LONGEST} characters." if text.strip() else "Write the message."
        raise InvalidInput("The message was not sent.", {"text": [problem]})
    readers = recruiters_of(application)
    if not readers:
        raise errors.Conflict(
            "Nobody recruits for this opening who could read the message. Name a recruiter in its hiring team first."
        )
    message = RecruiterMessage(application=application, text=text.strip(), written_by_id=actor.id, written_at=now())
    db.session.add(message)
    db.session.flush()
    record("write_message", actor=actor, subject=message, about=application)
    notices = [
        Notice(
            key=notice_key(message_id=message.id, account_id=account_id),
            kind=NoticeKind.MESSAGE,
            account_id=account_id,
            created_at=message.written_at,
        )
        for account_id in readers
    ]
    db.session.add_all(notices)
    db.session.flush()
    plan_notices(occasions=(), asked=notices, moment=message.written_at)
    return message


def note_message(*, message: RecruiterMessage, actor: Actor) -> None:
    """The actor, a recruiter, has taken note; noted again changes nothing."""
    if message.noted_at is None:
        message.noted_by_id, message.noted_at = actor.id, now()
        record("note_message", actor=actor, subject=message, about=message.application)
