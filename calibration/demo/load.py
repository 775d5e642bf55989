"""Loading the demo company into an empty database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, inspect, literal, select, update

from accounts.enums import Role
from accounts.models import Account
from calibration.demo.applications import applications
from calibration.demo.benchmark import add_benchmarks
from calibration.demo.library import add_people, import_ladder, import_profile, place_by_hand, publish_rubric
from calibration.demo.openings import OPENINGS, RELIABILITY, Opening
from calibration.demo.people import (
    CHAIR,
    COMMITTEE,
    COMPANY,
    HIRING_MANAGER,
    LEARNER,
    PASSWORD,
    RECRUITER,
    Person,
    sign_ins,
)
from calibration.demo.rewriting import ask_the_panel, publish_next_version
from calibration.demo.rows.applications import store_applications
from calibration.demo.rows.filed import Ground
from calibration.models import Decision
from calibration.operations.runs import request_fits
from core.audit import AuditEvent, record
from core.database import db
from core.errors import Conflict
from core.jobs.models import Job
from rubrics.models import Ladder, Placement, Rubric, RubricVersion, SourceDocument
from scorecards.enums import TeamRole, Visibility
from scorecards.models import (
    Application,
    Candidate,
    Interview,
    Rating,
    Requisition,
    Scorecard,
    ScorecardRevision,
    Training,
)
from scorecards.operations.plans import load_plan
from scorecards.operations.requisitions import open_requisition, set_team
from scorecards.operations.training import begin_training
from scorecards.plan import Step

LOADED = "load_demo"
FOUNDED_BEFORE = timedelta(days=21)
"""How long before the first application the documents were imported and the rubrics published."""

FIRST_DAY = 3
"""How many interviews of a loop are held on its first day."""

TALK = (
    "Which colleague's work is better because of you, and how would that colleague tell it?",
    "When did you last change your mind in front of others? What changed it?",
)
"""What is asked in the demo where there is no exercise to talk about."""

COUNTED = (
    Account,
    SourceDocument,
    Ladder,
    Rubric,
    Requisition,
    Candidate,
    Application,
    Interview,
    Scorecard,
    ScorecardRevision,
    Rating,
    Decision,
    AuditEvent,
)


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What the database holds now. `is_new` is false where the same demo was loaded before and is still there."""

    candidates: int
    seed: int
    today: date
    is_new: bool
    counts: dict[str, int]
    sign_ins: dict[Role, str]

    def to_json(self) -> dict[str, Any]:
        """The summary as `flask demo` prints it, but for the packet."""
        return {
            "version": 1,
            "company": COMPANY,
            "loaded": self.is_new,
            "candidates": self.candidates,
            "seed": self.seed,
            "today": self.today.isoformat(),
            "counts": self.counts,
            "sign_ins": {role.value: email for role, email in self.sign_ins.items()},
            "password": PASSWORD,
        }


def load_demo(*, candidates: int, seed: int, today: date) -> DemoSummary:
    """The demo company with so many candidates, as it stands on the day `today`; the same for the same three values.

    A database that holds this demo already is left as it is. Raises Conflict when it holds anything else or has no
    tables, InvalidInput when the number of candidates is too small to show every state or too large for distinct names.
    """
    if not inspect(db.session.connection()).has_table(AuditEvent.__tablename__):
        raise Conflict("The database has no tables yet. Run `flask db upgrade` first, then load the demo again.")
    earlier = db.session.scalar(select(AuditEvent).where(AuditEvent.action == LOADED))
    if earlier is not None and (earlier.details["candidates"], earlier.details["seed"]) == (candidates, seed):
        return _summary(candidates, seed, date.fromisoformat(earlier.details["today"]), is_new=False)
    _refuse_a_used_database()
    stories = applications(candidates, seed=seed, today=today)
    accounts = add_people()
    recruiter = accounts[RECRUITER]
    ladder, profiled = import_ladder(recruiter), import_profile(recruiter)
    place_by_hand(profiled, accounts[HIRING_MANAGER])
    requisitions = {
        opening: _opened(opening, publish_rubric(opening, ladder, recruiter), accounts) for opening in OPENINGS
    }
    record(LOADED, actor=None, subject=accounts[CHAIR], candidates=candidates, seed=seed, today=today.isoformat())
    founded = min(story.applied_at for story in stories) - FOUNDED_BEFORE
    pinned = [requisitions[opening].rubric_version for opening in OPENINGS]
    add_benchmarks(pinned[0], accounts, moment=founded)
    _backdate(founded)
    store_applications(Ground(accounts, requisitions), stories, seed=seed, today=today)
    publish_next_version(pinned[0], accounts, today=today)
    ask_the_panel(ladder, profiled, pinned[1].criteria, accounts, today=today)
    request_fits(actor=None)
    return _summary(candidates, seed, today, is_new=True)


def _refuse_a_used_database() -> None:
    """Raise Conflict when any table but the job list holds a row."""
    for table in db.metadata.sorted_tables:
        if table.name != Job.__tablename__ and db.session.scalar(select(literal(1)).select_from(table).limit(1)):
            raise Conflict(
                f"The database holds something already (table {table.name}). The demo is loaded into an empty database "
                "only: set DATABASE_URL to a new one and run `flask db upgrade` first."
            )


def _opened(opening: Opening, version: RubricVersion, accounts: dict[Person, Account]) -> Requisition:
    """The requisition of the opening with its team; the second opening shows scores later than the first."""
    recruiter = accounts[RECRUITER]
    opened = open_requisition(
        title=opening.title,
        version=version,
        visibility=Visibility.AFTER_ALL_SUBMITTED if opening is RELIABILITY else Visibility.AFTER_OWN_SUBMISSION,
        actor=recruiter,
    )
    team = {
        TeamRole.RECRUITER: [RECRUITER],
        TeamRole.HIRING_MANAGER: [HIRING_MANAGER],
        TeamRole.CHAIR: [CHAIR],
        TeamRole.COMMITTEE: [person for person in COMMITTEE if person is not CHAIR],
        TeamRole.INTERVIEWER: opening.interviewers,
    }
    members = {role: [accounts[person].id for person in people] for role, people in team.items()}
    set_team(requisition=opened, members=members, actor=recruiter)
    db.session.flush()
    if opening is RELIABILITY:
        begin_training(account=accounts[LEARNER], rubric=version.rubric, actor=recruiter)
    load_plan(requisition=opened, steps=_plan(opening, version), actor=recruiter, origin="the demo")
    return opened


def _plan(opening: Opening, version: RubricVersion) -> list[Step]:
    """The opening's loop as its plan; the interviewers of a conversation without an exercise have a question of their own."""
    keys = {dimension.name: dimension.key for dimension in version.dimensions}
    return [
        Step(
            title=step.title,
            minutes=step.minutes,
            focus=tuple(keys[name] for name in step.focus),
            exercise=step.exercise,
            stage="First day" if place < FIRST_DAY else "Second day",
            questions=() if step.exercise else TALK,
        )
        for place, step in enumerate(opening.loop)
    ]


def _backdate(moment: datetime) -> None:
    """Let everything stored so far have happened at `moment`: rubrics are published before anybody is scored."""
    db.session.flush()
    for model, names in (
        (Account, ("created_at",)),
        (SourceDocument, ("received_at", "imported_at")),
        (Placement, ("placed_at",)),
        (Rubric, ("created_at",)),
        (RubricVersion, ("created_at", "published_at")),
        (Requisition, ("created_at",)),
        (Training, ("since",)),
        (AuditEvent, ("at",)),
    ):
        db.session.execute(update(model).values(dict.fromkeys(names, moment)))


def _summary(candidates: int, seed: int, today: date, *, is_new: bool) -> DemoSummary:
    counts = {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) or 0 for model in COUNTED}
    return DemoSummary(candidates, seed, today, is_new, counts, sign_ins())
