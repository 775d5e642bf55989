"""A house in which a scorecard is late, and what a worker does in one minute of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from time_machine import travel

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from core.jobs.models import Job
from scorecards import tasks
from scorecards.enums import TeamRole
from tests import factories
from tests.support.smtp import Sink

RunJobs = Callable[[], list[Job]]
HELD = datetime(2026, 7, 13, 9, tzinfo=UTC)
"""A Monday; the interview takes an hour, so its scorecard is due on Tuesday at 10:00."""
LATE = datetime(2026, 7, 14, 11, 30, tzinfo=UTC)


class House:
    """An opening with a recruiter, and two interviews of one candidate; the first interviewer owes, the second may."""

    def __init__(self, **columns: object) -> None:
        self.recruiter = person("Rita Recruiter", Role.RECRUITER)
        self.owes, self.peer = person("Ivo Owes"), person("Pia Peer")
        self.opening = factories.requisition(team={TeamRole.RECRUITER: [self.recruiter]}, **columns)
        self.candidate = factories.candidate("Cleo Candidate")
        self.target = factories.application(self.opening, self.candidate)
        self.held = factories.interview(self.target, self.owes, starts=HELD, title="Design")
        self.other = factories.interview(self.target, self.peer, starts=HELD - timedelta(days=30), title="Delivery")
        factories.submitted(self.other)


def person(name: str, *roles: Role) -> Account:
    made = factories.account(name, *roles)
    made.email = f"{name.split(maxsplit=1)[0].lower()}@firm.org"
    db.session.commit()
    return made


def look(run_jobs: RunJobs, moment: datetime = LATE) -> list[Job]:
    """What a worker does in the minute of `moment`."""
    db.session.commit()
    with travel(moment, tick=False):
        tasks.look_for_mails()
        db.session.commit()
        return run_jobs()


def to(sink: Sink) -> list[str]:
    return sorted(recipient for recipient, _ in sink.mails)


def words(sink: Sink, recipient: str) -> str:
    return "".join(
        part.get_content() for address, message in sink.mails if address == recipient for part in message.iter_parts()
    )
