"""What is read to decide which mails about scorecards go out, and to write one at the moment it is sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, or_, select

from accounts.queries import mail_people
from core.database import db
from core.errors import DomainError, InvalidInput
from scorecards.deadlines import due_at
from scorecards.enums import NoticeKind, ScorecardState, TeamRole
from scorecards.models import Interview, Notice, Requisition, Scorecard, TeamMember
from scorecards.queries.owed import owed
from scorecards.reminders import LONGEST_HOURS, STALE, Owed, hours_typed

LOOK_BACK = timedelta(days=14) + timedelta(hours=LONGEST_HOURS) + STALE
"""The latest a reminder can be: the longest deadline, the latest reminder after it, and what is let go."""


@dataclass(frozen=True, slots=True)
class OwedScorecard:
    """A scorecard that its interviewer owes and may write, as a reminder of it needs it."""

    scorecard_id: int
    account_id: int
    interview: str
    requisition: str
    scheduled_at: datetime | None
    ended: datetime | None
    due: datetime | None
    is_reopened: bool
    remind_before: tuple[int, ...]
    remind_after: tuple[int, ...]


def digest_time() -> time:
    """From when on the daily list goes out, by each person's clock (setting DIGEST_AT)."""
    word = current_app.config["DIGEST_AT"]
    try:
        return time.fromisoformat(word)
    except ValueError:
        raise DomainError(f"DIGEST_AT is {word!r}. Give a time such as 09:00.") from None


def usual_hours(name: str) -> tuple[int, ...]:
    """The installation's hours of REMIND_BEFORE or REMIND_AFTER."""
    try:
        return tuple(hours_typed(current_app.config[name]) or ())
    except InvalidInput as error:
        raise DomainError(f"{name} is {current_app.config[name]!r}. {error}") from error


def usual_reminders() -> dict[str, tuple[int, ...]]:
    """The installation's hours before and after a deadline, by the name of their setting."""
    return {name: usual_hours(name) for name in ("REMIND_BEFORE", "REMIND_AFTER")}


def to_remind(*, now: datetime) -> list[Owed]:
    """Every owed scorecard whose interview is over and which a reminder could still be about; two queries.

    Without the scorecards of people who have left, are in conflict, or are the candidate: they owe none.
    """
    recent = or_(Interview.scheduled_at >= now - LOOK_BACK, Scorecard.reopened_at >= now - LOOK_BACK)
    found = _owed(or_(Interview.scheduled_at <= now, Scorecard.reopened_at.is_not(None)), recent)
    people = mail_people({card.account_id for card in found})
    return [
        Owed(card.scorecard_id, people[card.account_id], card.ended, card.due, card.remind_before, card.remind_after)
        for card in found
        if card.account_id in people and card.due is not None and card.ended is not None
    ]


def owed_scorecard(scorecard_id: int) -> OwedScorecard | None:
    """The scorecard while it is owed by somebody who may write it; None from then on."""
    return next(iter(_owed(Scorecard.id == scorecard_id)), None)


def recruiting_people() -> set[int]:
    """The accounts that recruit for some opening."""
    return set(
        db.session.scalars(select(TeamMember.account_id).where(TeamMember.role == TeamRole.RECRUITER).distinct())
    )


def known_keys(keys: Collection[str]) -> frozenset[str]:
    """Those of the keys under which there is a notice."""
    return frozenset(db.session.scalars(select(Notice.key).where(Notice.key.in_(keys)))) if keys else frozenset()


def asked_notices() -> Sequence[Notice]:
    """Reminders that somebody asked for and that wait for the end of quiet hours, oldest first."""
    return db.session.scalars(select(Notice).where(Notice.queued_at.is_(None)).order_by(Notice.id)).all()


def last_asked(scorecard_id: int, account_id: int) -> datetime | None:
    """When somebody last asked for this scorecard by mail."""
    return db.session.scalar(
        select(Notice.created_at)
        .where(Notice.scorecard_id == scorecard_id, Notice.account_id == account_id, Notice.kind == NoticeKind.ASKED)
        .order_by(Notice.created_at.desc())
        .limit(1)
    )


def _owed(*conditions: ColumnElement[bool]) -> list[OwedScorecard]:
    usual = usual_reminders()
    rows = db.session.execute(
        owed(
            Scorecard.id,
            Interview.interviewer_id,
            Interview.title,
            Requisition.title.label("requisition"),
            Interview.scheduled_at,
            Interview.minutes,
            Requisition.due_hours,
            Scorecard.reopened_at,
            Scorecard.state,
            Requisition.remind_before,
            Requisition.remind_after,
        )
        .where(*conditions)
        .order_by(Scorecard.id)
    )
    return [
        OwedScorecard(
            scorecard_id=row.id,
            account_id=row.interviewer_id,
            interview=row.title,
            requisition=row.requisition,
            scheduled_at=row.scheduled_at,
            ended=_ended(row.scheduled_at, row.minutes, row.reopened_at),
            due=due_at(row.scheduled_at, row.minutes, row.due_hours, row.reopened_at),
            is_reopened=row.state is ScorecardState.REOPENED,
            remind_before=usual["REMIND_BEFORE"] if row.remind_before is None else tuple(row.remind_before),
            remind_after=usual["REMIND_AFTER"] if row.remind_after is None else tuple(row.remind_after),
        )
        for row in rows
    ]


def _ended(scheduled_at: datetime | None, minutes: int, reopened_at: datetime | None) -> datetime | None:
    moments = [] if scheduled_at is None else [scheduled_at + timedelta(minutes=minutes)]
    return max([*moments, *filter(None, [reopened_at])], default=None)
