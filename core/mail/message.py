"""A message from plain values: the same words as plain text and as simple HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from html import escape

WIDEST_SUBJECT = 150
ADDRESSES = frozenset({"list-unsubscribe", "message-id"})


class MailPolicy(EmailPolicy):
    """Lines as SMTP wants them; headers that hold an address are never folded, which would write them in a code (RFC 2047)."""

    def fold(self, name: str, value: str) -> str:
        """The header as text."""
        return f"{name}: {value}{self.linesep}" if name.lower() in ADDRESSES else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """The header as it is sent."""
        if name.lower() in ADDRESSES:
            return self.fold(name, value).encode()
        return super().fold_binary(name, value)


POLICY = MailPolicy(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading with lines under it; each line is its words and the page it leads to."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What one mail says to one person. `action` is what to do, as (words, address); so is `unsubscribe`."""

    to: str
    name: str
    subject: str
    paragraphs: tuple[str, ...]
    lists: tuple[Listed, ...] = ()
    action: tuple[str, str] | None = None
    unsubscribe: tuple[str, str] | None = None


def as_message(mail: Mail, *, sender: str, message_id: str, date: datetime) -> EmailMessage:
    """The message with its headers; the same `message_id` twice lets mailboxes show one.

    It says that a machine wrote it, so that absence notes are not sent back (RFC 3834), and where a single click ends
    mails of its kind (RFC 8058).
    """
    message = EmailMessage(policy=POLICY)
    message["Subject"] = " ".join(mail.subject.split())[:WIDEST_SUBJECT]
    message["From"] = sender
    message["To"] = Address(display_name=" ".join(mail.name.split()), addr_spec=mail.to)
    message["Date"] = format_datetime(date)
    message["Message-ID"] = f"<{message_id}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe[1]}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(plain_text(mail))
    message.add_alternative(hypertext(mail), subtype="html")
    return message


def plain_text(mail: Mail) -> str:
    """The mail as plain text."""
    parts = [f"Hello {mail.name},", *mail.paragraphs]
    parts += ["\n".join([each.heading, *(f"- {words}\n  {url}" for words, url in each.lines)]) for each in mail.lists]
    if mail.action is not None:
        parts.append(f"{mail.action[0]}:\n{mail.action[1]}")
    if mail.unsubscribe is not None:
        parts.append(f"-- \n{mail.unsubscribe[0]}:\n{mail.unsubscribe[1]}")
    return "\n\n".join(parts) + "\n"


def hypertext(mail: Mail) -> str:
    """The mail as HTML without styles, pictures or anything that calls home."""
    parts = [f"<p>{escape(words)}</p>" for words in (f"Hello {mail.name},", *mail.paragraphs)]
    for listed in mail.lists:
        lines = "".join(f"<li>{_link(line)}</li>" for line in listed.lines)
        parts.append(f"<h2>{escape(listed.heading)}</h2><ul>{lines}</ul>")
    if mail.action is not None:
        parts.append(f"<p>{_link(mail.action)}</p>")
    if mail.unsubscribe is not None:
        parts.append(f"<hr><p><small>{_link(mail.unsubscribe)}</small></p>")
    return f'<!doctype html><html lang="en"><body>{"".join(parts)}</body></html>\n'


def _link(target: tuple[str, str]) -> str:
    words, url = target
    return f'<a href="{escape(url)}">{escape(words)}</a>'
