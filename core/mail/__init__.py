"""Mail: what a message is made of, where it is handed over, and the hours in which none is sent.

`MAIL_URL` names the server. Without one, every message is written to `instance/outbox/` as an `.eml` file, so none is lost.
Only jobs send: a page never waits for a mail server.

    mail.deliver(mail.Mail(to=account.email, name=account.name, subject="…", paragraphs=("…",)), message_id="notice-7")
"""

from core.mail.delivery import MailNotConfirmed, MailRefused, deliver, installation_server, page_url
from core.mail.message import Listed, Mail
from core.mail.quiet import QuietHours, hours_of_day, is_quiet

__all__ = [
    "Listed",
    "Mail",
    "MailNotConfirmed",
    "MailRefused",
    "QuietHours",
    "deliver",
    "hours_of_day",
    "installation_server",
    "is_quiet",
    "page_url",
]
