"""Which mails about owed scorecards are due now: plain values and the moment in, occasions for a mail out.

Nothing is planned ahead. Whoever asks at any moment gets what is to be sent at that moment, so a mail that waited for the
end of quiet hours is never about a scorecard that was written meanwhile. `key` names the occasion: the same one always has
the same key, and `sent` holds the keys of those that are taken care of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from accounts.enums import MailTopic
from accounts.mails import MailPerson
from core.errors import InvalidInput
from core.mail.quiet import is_quiet
from scorecards.enums import NoticeKind

STALE = timedelta(days=7)
"""An occasion that nobody was told of for a week (a stopped worker, a long weekend) is let go."""

LONGEST_HOURS = 14 * 24
MOST_MOMENTS = 4

TOPIC = {NoticeKind.BEFORE: MailTopic.BEFORE, NoticeKind.AFTER: MailTopic.AFTER, NoticeKind.DIGEST: MailTopic.DIGEST}


@dataclass(frozen=True, slots=True)
class Owed:
    """A scorecard that its interviewer owes; `ended`: the interview's end, or when the scorecard was reopened.

    `before` and `after` are the hours at which to remind, counted from `due`.
    """

    scorecard_id: int
    person: MailPerson
    ended: datetime
    due: datetime
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why one mail goes to one person; `scorecard_id` is None for a digest."""

    key: str
    kind: NoticeKind
    account_id: int
    scorecard_id: int | None = None


def reminders(cards: Iterable[Owed], *, now: datetime, sent: Collection[str]) -> list[Occasion]:
    """The reminders to send now, at most one for each scorecard: that of the latest moment that has come.

    So after a night or a stopped worker nobody gets three mails about one scorecard. No reminder comes before the
    interview has ended.
    """
    found = [latest_occasion(card, now=now) for card in cards if may_be_sent_now(card.person, now=now)]
    return [occasion for occasion in found if occasion is not None and occasion.key not in sent]


def latest_occasion(card: Owed, *, now: datetime) -> Occasion | None:
    """What the latest moment that has come asks for, sent or not; None when none has come or nobody wants it."""
    moments = [(max(card.due - timedelta(hours=hours), card.ended), NoticeKind.BEFORE) for hours in card.before]
    moments += [(card.due + timedelta(hours=hours), NoticeKind.AFTER) for hours in card.after]
    come = [(moment, kind) for moment, kind in moments if moment <= now and TOPIC[kind] in card.person.topics]
    if not come:
        return None
    moment, kind = max(come)
    if now - moment > STALE:
        return None
    stamp = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}"
    key = f"{kind}:{card.scorecard_id}:{card.person.account_id}:{stamp}"
    return Occasion(key, kind, card.person.account_id, card.scorecard_id)


def digests(people: Iterable[MailPerson], *, now: datetime, at: time, sent: Collection[str]) -> list[Occasion]:
    """The daily lists to send now: from `at` on by the person's clock, once on each of their days, never in quiet hours."""
    found = []
    for person in people:
        local = now.astimezone(person.zone)
        key = f"{NoticeKind.DIGEST}:{person.account_id}:{local:%Y-%m-%d}"
        wanted = MailTopic.DIGEST in person.topics and local.time() >= at and may_be_sent_now(person, now=now)
        if wanted and key not in sent:
            found.append(Occasion(key, NoticeKind.DIGEST, person.account_id))
    return found


def may_be_sent_now(person: MailPerson, *, now: datetime) -> bool:
    """Whether a mail may go to the person at this moment: it is not in their quiet hours."""
    return not is_quiet(now, person.zone, person.quiet)


def takes_reminders(person: MailPerson, *, is_late: bool) -> bool:
    """Whether the person wants to be reminded of a scorecard that is late, or (False) not yet."""
    return (MailTopic.AFTER if is_late else MailTopic.BEFORE) in person.topics


def hours_in_words(hours: Iterable[int] | None) -> str:
    """The hours as a form shows them: "24, 4"; "none" for an empty list, nothing for None."""
    return "" if hours is None else ", ".join(str(each) for each in hours) or "none"


def hours_typed(text: str) -> list[int] | None:
    """The hours of "24, 4", each once; an empty list for "none", None for nothing. Raises InvalidInput otherwise."""
    words = text.strip().lower()
    if words in {"", "none"}:
        return [] if words else None
    parts = [part.strip() for part in words.split(",")]
    if not all(part.isascii() and part.isdecimal() and 1 <= int(part) <= LONGEST_HOURS for part in parts):
        raise InvalidInput(f"Give whole hours between 1 and {LONGEST_HOURS} with commas between them, or none.")
    hours = list(dict.fromkeys(int(part) for part in parts))
    if len(hours) > MOST_MOMENTS:
        raise InvalidInput(f"At most {MOST_MOMENTS} reminders: more are not read.")
    return hours
