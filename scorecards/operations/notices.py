"""Mails about scorecards: planned as rows with a unique key, sent by a job each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from accounts.queries import mail_people
from core import jobs
from core.audit import Actor, record
from core.clock import in_words, now
from core.database import db
from core.errors import Conflict, DomainError
from scorecards.deadlines import is_late
from scorecards.enums import NoticeKind
from scorecards.models import Notice, Scorecard
from scorecards.queries import notices as queries
from scorecards.reminders import Occasion, may_be_sent_now, takes_reminders

ASK_AGAIN = timedelta(hours=4)
"""Between two mails that people ask for about one scorecard."""


def plan_notices(*, occasions: Iterable[Occasion], asked: Iterable[Notice], moment: datetime) -> list[Notice]:
    """The mails that go out now, each with its job: new ones for `occasions`, and waiting ones that were asked for.

    An occasion that another worker has just taken care of is left to it: the key is unique.
    """
    planned = [notice for occasion in occasions if (notice := _new_notice(occasion, moment)) is not None]
    people = mail_people({notice.account_id for notice in asked})
    planned += [
        notice
        for notice in asked
        if notice.account_id in people and may_be_sent_now(people[notice.account_id], now=moment)
    ]
    for notice in planned:
        notice.queued_at = moment
        jobs.enqueue("send_notice", {"notice_id": notice.id}, None, key=f"notice:{notice.id}")
    return planned


def remind_interviewer(*, card: Scorecard, actor: Actor) -> bool:
    """Ask the interviewer by mail for the scorecard; whether it goes out now (else when their quiet hours end).

    Raises Conflict when nothing is owed any more, when the last such mail is not four hours old, or when the person
    takes no reminders.
    """
    moment, interviewer = now(), card.interview.interviewer
    owed = queries.owed_scorecard(card.id)
    if owed is None:
        raise Conflict(
            f"{interviewer.name} cannot write this scorecard now, or has written it. Look at the application."
        )
    last = queries.last_asked(card.id, interviewer.id)
    if last is not None and moment - last < ASK_AGAIN:
        raise Conflict(f"{interviewer.name} was asked already. Ask again from {in_words(last + ASK_AGAIN)} on.")
    person = mail_people({interviewer.id})[interviewer.id]
    if not takes_reminders(person, is_late=is_late(owed.due, moment)):
        raise Conflict(f"{interviewer.name} takes no reminders of this kind by mail. Speak to them instead.")
    slot = int(moment.timestamp() // ASK_AGAIN.total_seconds())
    occasion = Occasion(f"asked:{card.id}:{interviewer.id}:{slot}", NoticeKind.ASKED, interviewer.id, card.id)
    notice = _new_notice(occasion, moment, asked_by=actor)
    if notice is None:
        raise Conflict(f"{interviewer.name} was asked a moment ago.")
    record("remind_interviewer", actor=actor, subject=card, about=card.interview.application)
    return bool(plan_notices(occasions=(), asked=[notice], moment=moment))


def begin_handing_over(*, notice: Notice) -> None:
    """Note that the mail is being handed to the server, to be committed before it is.

    Raises DomainError when an earlier attempt began and never ended: the mail may have gone out. The note is taken back
    then, so that trying the job again does send it once more.
    """
    if notice.handed_at is not None:
        raise DomainError(
            "A worker stopped while it handed this mail to the server, so it may have gone out. Try again to send it once more."
        )
    notice.handed_at = now()


def take_back(*, notice: Notice) -> None:
    """The mail was not handed over, as far as anybody knows, and may be tried again."""
    notice.handed_at = None


def end_notice(*, notice: Notice, was_sent: bool) -> None:
    """The mail has gone out, or (False) there was no reason left to send it."""
    notice.ended_at, notice.was_sent = now(), was_sent


def _new_notice(occasion: Occasion, moment: datetime, *, asked_by: Actor | None = None) -> Notice | None:
    notice = Notice(
        key=occasion.key,
        kind=occasion.kind,
        account_id=occasion.account_id,
        scorecard_id=occasion.scorecard_id,
        asked_by=asked_by.name if asked_by else None,
        created_at=moment,
    )
    try:
        with db.session.begin_nested():
            db.session.add(notice)
    except IntegrityError:
        return None
    return notice
