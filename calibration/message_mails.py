"""The mail that says a committee's message waits. It says neither what the message is, nor of whom, nor from whom."""

from __future__ import annotations

from accounts.mails import MailPerson
from core.mail.message import Mail


def message_mail(*, person: MailPerson, requisition: str, url: str, stop_url: str) -> Mail:
    """The mail to one recruiter of the opening; `stop_url` ends mails of this kind."""
    return Mail(
        to=person.email,
        name=person.name,
        subject=f"A message waits for you: {requisition}",
        paragraphs=(f"A committee has left you a message about an application to {requisition}. Read it in Levelset.",),
        action=("Read the message", url),
        unsubscribe=("No more mails about messages", stop_url),
    )


def notice_key(*, message_id: int, account_id: int) -> str:
    """The occasion for one mail: one message, one person."""
    return f"message:{message_id}:{account_id}"


def message_of(key: str) -> int:
    """The message of `notice_key`."""
    return int(key.split(":")[1])
