"""Mails about scorecards: what the worker looks for each minute, and the job that sends one."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app

from accounts.enums import MailTopic
from accounts.mails import MailPerson, stop_token
from accounts.models import Account
from accounts.queries import mail_people
from core import jobs, mail
from core.clock import in_words, now
from core.database import db, read_only
from core.errors import DomainError
from core.mail import Mail, page_url
from scorecards.deadlines import is_late
from scorecards.enums import NoticeKind, TeamRole
from scorecards.models import Notice
from scorecards.operations.notices import begin_handing_over, end_notice, plan_notices, take_back
from scorecards.queries import notices as queries
from scorecards.queries.owed import OwedCard, others_owed
from scorecards.reminder_mails import CardWords, LateWords, digest_mail, reminder_mail
from scorecards.reminders import Occasion, digests, reminders, takes_reminders

Writer = Callable[[Notice, MailPerson], Mail | None]
_writers: dict[NoticeKind, Writer] = {}
"""Who writes the mails of a kind; the others are reminders."""


@jobs.each_minute
def look_for_mails() -> None:
    """Plan the reminders and daily lists that are due at this moment; nothing is written when there are none."""
    with read_only():
        occasions = [*_due_reminders(), *_due_digests()]
        waiting = [notice.id for notice in queries.asked_notices()]
    if occasions or waiting:
        plan_notices(occasions=occasions, asked=queries.asked_notices(), moment=now())


def _due_reminders() -> list[Occasion]:
    found = reminders(queries.to_remind(now=now()), now=now(), sent=())
    known = queries.known_keys([occasion.key for occasion in found])
    return [occasion for occasion in found if occasion.key not in known]


def _due_digests() -> list[Occasion]:
    people = mail_people(queries.recruiting_people()).values()
    found = digests(people, now=now(), at=queries.digest_time(), sent=())
    known = queries.known_keys([occasion.key for occasion in found])
    return [occasion for occasion in found if occasion.key not in known and _late_lines(occasion.account_id)]


@jobs.job("send_notice", attempts=20, timeout=120)
def send_notice_job(run: jobs.Run, *, notice_id: int) -> None:
    """Send one mail, written from what is true now; none when there is no reason left.

    That a hand-over begins is committed before it does, and that it failed is committed after: so a retried job sends a
    second mail only when the first surely did not go out, or when a person wants it tried again.
    """
    notice = db.session.get(Notice, notice_id)
    if notice is None or notice.ended_at is not None:
        return
    found = _written(notice)
    if found is None:
        end_notice(notice=notice, was_sent=False)
        return
    try:
        begin_handing_over(notice=notice)
    except DomainError:
        _take_back(run, notice)
        raise
    run.step(0, 1)
    try:
        mail.deliver(found, message_id=f"notice-{notice_id}")
    except Exception:
        _take_back(run, db.session.get_one(Notice, notice_id))
        raise
    end_notice(notice=db.session.get_one(Notice, notice_id), was_sent=True)


def _take_back(run: jobs.Run, notice: Notice) -> None:
    take_back(notice=notice)
    run.step(0, 1)


def _written(notice: Notice) -> Mail | None:
    person = mail_people({notice.account_id}).get(notice.account_id)
    if person is None:
        return None
    write = _writers.get(notice.kind, _reminder)
    return write(notice, person)


def write_with(kind: NoticeKind, writer: Writer) -> None:
    """Have mails of the kind written by `writer(notice, person)`, which gives None when there is no reason left."""
    _writers[kind] = writer


def _reminder(notice: Notice, person: MailPerson) -> Mail | None:
    card = queries.owed_scorecard(notice.scorecard_id or 0)
    if card is None or card.account_id != notice.account_id:
        return None
    late = is_late(card.due, now())
    if not takes_reminders(person, is_late=late):
        return None
    topic = MailTopic.AFTER if late else MailTopic.BEFORE
    words = CardWords(
        interview=card.interview,
        requisition=card.requisition,
        held=in_words(card.scheduled_at, person.zone) if card.scheduled_at else None,
        due=in_words(card.due, person.zone) if card.due else None,
        is_late=late,
        is_reopened=card.is_reopened,
        url=page_url("scorecards.enter")
        if person.is_guest
        else page_url("scorecards.edit_scorecard", scorecard_id=card.scorecard_id),
    )
    return reminder_mail(words, person=person, asked_by=notice.asked_by, stop=(topic, stop_url(person, topic)))


def _digest(notice: Notice, person: MailPerson) -> Mail | None:  # noqa: ARG001 - every writer gets both
    lines = _late_lines(person.account_id)
    if not lines or MailTopic.DIGEST not in person.topics:
        return None
    words = [
        LateWords(
            requisition=card.requisition,
            interview=card.title,
            interviewer=card.interviewer,
            due=in_words(card.due, person.zone) if card.due else "",
            url=page_url("scorecards.application", application_id=card.application_id),
        )
        for card in lines
    ]
    return digest_mail(words, person=person, due_url=page_url("today.due"), stop_url=stop_url(person, MailTopic.DIGEST))


def _late_lines(account_id: int) -> list[OwedCard]:
    """What is late on the openings for which the person recruits, as they may know of it."""
    viewer = db.session.get_one(Account, account_id)
    found = others_owed(viewer=viewer, roles=(TeamRole.RECRUITER,), now=now())
    return [card for card in found if card.is_late]


def stop_url(person: MailPerson, topic: MailTopic) -> str:
    """The address that ends mails on the topic for the person."""
    token = stop_token(account_id=person.account_id, topic=topic, secret=current_app.config["SECRET_KEY"])
    return page_url("accounts.stop_mails", token=token)


write_with(NoticeKind.DIGEST, _digest)
