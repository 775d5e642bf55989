"""What mails about scorecards say. The candidate is never named: mails are kept and read where nobody can delete them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from accounts.enums import MailTopic
from accounts.mails import MailPerson
from core.mail.message import Listed, Mail

STOP = {
    MailTopic.BEFORE: "No more reminders before a scorecard is due",
    MailTopic.AFTER: "No more reminders of late scorecards",
    MailTopic.DIGEST: "No more daily lists",
}


@dataclass(frozen=True, slots=True)
class CardWords:
    """A scorecard as a mail tells of it; times in words, `held` and `due` None without an appointment.

    Nothing in it says what anybody wrote, or whether others have written.
    """

    interview: str
    requisition: str
    held: str | None
    due: str | None
    is_late: bool
    is_reopened: bool
    url: str


@dataclass(frozen=True, slots=True)
class LateWords:
    """One line of a digest."""

    requisition: str
    interview: str
    interviewer: str
    due: str
    url: str


def reminder_mail(card: CardWords, *, person: MailPerson, asked_by: str | None, stop: tuple[MailTopic, str]) -> Mail:
    """The mail to the interviewer who owes the scorecard; `asked_by`: who asked for it now, None for a usual one."""
    state = "is late" if card.is_late else "is due soon"
    when = "" if card.due is None else f" It was due on {card.due}." if card.is_late else f" It is due on {card.due}."
    held = f" on {card.held}" if card.held else ""
    reopened = " You were asked to look at it again." if card.is_reopened else ""
    opening = f"{asked_by} asks for your scorecard" if asked_by else f"Your scorecard {state}"
    return Mail(
        to=person.email,
        name=person.name,
        subject=f"Your scorecard {state}: {card.interview}",
        paragraphs=(
            f"{opening}: {card.interview}{held}, {card.requisition}.{when}{reopened}",
            "What you typed so far is saved. A few plain notes written now are worth more than a full text next week."
            if not person.is_guest
            else "The browser in which you opened your link still knows you. In another one use that link again; if it has "
            "ended, ask whoever sent it for a new one. What you typed so far is saved.",
        ),
        action=("Go on with your interview" if person.is_guest else "Open your scorecard", card.url),
        unsubscribe=(STOP[stop[0]], stop[1]),
    )


def digest_mail(cards: Iterable[LateWords], *, person: MailPerson, due_url: str, stop_url: str) -> Mail:
    """The daily list of what is late, opening by opening; it says who is late and since when, and nothing else."""
    rows = sorted(cards, key=lambda row: row.requisition)
    lists = tuple(
        Listed(title, tuple((f"{row.interviewer}: {row.interview}, due {row.due}", row.url) for row in group))
        for title, group in groupby(rows, key=lambda row: row.requisition)
    )
    count = "One scorecard is late" if len(rows) == 1 else f"{len(rows)} scorecards are late"
    return Mail(
        to=person.email,
        name=person.name,
        subject=f"{count} on your openings",
        paragraphs=(
            f"{count} on the openings you recruit for. Their interviewers are reminded by mail as the openings say.",
        ),
        lists=lists,
        action=("See all that is due", due_url),
        unsubscribe=(STOP[MailTopic.DIGEST], stop_url),
    )
