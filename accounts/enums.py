"""Closed sets of values about people."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person may do across the installation; rights on one requisition come from its hiring team."""

    ADMIN = "admin"
    RECRUITER = "recruiter"
    INTERVIEWER = "interviewer"
    COMMITTEE = "committee"
    HIRING_MANAGER = "hiring_manager"
    PEOPLE_OPERATIONS = "people_operations"

    @property
    def label(self) -> str:
        """The role in words."""
        return self.value.replace("_", " ").capitalize()


def roles_in_words(roles: Iterable[Role]) -> str:
    """The roles in the order of the list above: "Recruiter, Hiring manager"."""
    held = set(roles)
    return ", ".join(role.label for role in Role if role in held)


class MailTopic(StrEnum):
    """What a person has mails about, or not."""

    BEFORE = "before"
    AFTER = "after"
    DIGEST = "digest"
    MESSAGES = "messages"

    @property
    def label(self) -> str:
        """The topic in words."""
        return _TOPICS[self]


_TOPICS = {
    MailTopic.BEFORE: "Reminders before a scorecard is due",
    MailTopic.AFTER: "Reminders when a scorecard is late",
    MailTopic.DIGEST: "A daily list of what is late on the openings you recruit for",
    MailTopic.MESSAGES: "Messages from a committee about the openings you recruit for",
}
