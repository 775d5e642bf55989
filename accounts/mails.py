"""A person as mails know them, and the words with which a link ends mails about a topic without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from itsdangerous import BadData, URLSafeSerializer

from accounts.enums import MailTopic
from core.mail.quiet import QuietHours


@dataclass(frozen=True, slots=True)
class MailPerson:
    """Address, zone, quiet hours, and the topics on which the person wants mails; a guest comes by a link, not by signing in."""

    account_id: int
    name: str
    email: str
    zone: ZoneInfo
    quiet: QuietHours
    topics: frozenset[MailTopic]
    is_guest: bool = False


def stop_token(*, account_id: int, topic: MailTopic, secret: str) -> str:
    """What stands in a mail's link: it can end mails on one topic for one person, and nothing else. It stays good."""
    return str(_serializer(secret).dumps([account_id, topic.value]))


def stop_wish(token: str, *, secret: str) -> tuple[int, MailTopic] | None:
    """Whose mails on which topic the token ends; None when it was not made here."""
    try:
        account_id, topic = _serializer(secret).loads(token)
        return int(account_id), MailTopic(topic)
    except (BadData, ValueError, TypeError):
        return None


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="no more mails")
