"""An application with something to hide, one viewer of each part, and every address that could tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from flask import Flask
from werkzeug.routing import Rule

from accounts.enums import Role
from accounts.models import Account
from calibration.models import CalibrationSession
from calibration.operations import sessions
from core.content import content_sha256
from core.database import db
from scorecards.enums import Recommendation, Stage, TeamRole, Visibility
from scorecards.models import Application, Interview, Scorecard
from tests import factories

PARTS = (
    *("recruiter", "chair", "committee", "manager", "recused"),
    *("author", "wrote", "owes", "shadow", "conflicted", "candidate", "stranger"),
)
ROLES = {
    "recruiter": Role.RECRUITER,
    "chair": Role.COMMITTEE,
    "committee": Role.COMMITTEE,
    "recused": Role.COMMITTEE,
    "conflicted": Role.COMMITTEE,
    "manager": Role.HIRING_MANAGER,
}
"""What the parts are in the whole house; the others interview."""

EXPLAINED = {
    "static": "a file of the program",
    "accounts.stop_mails": "opens by a token from a mail and shows the mail's topic alone",
    "shares.share": "opens by a token and gives a packet that was frozen before: tests/calibration/test_shares.py",
}
"""Addresses that the walk leaves out, by endpoint, and why they cannot tell."""

Numbers = dict[str, list[int | str]]


class House:
    """An application with two submitted scorecards, a begun one, a shadow, and one viewer of each part."""

    def __init__(self, policy: Visibility, stage: Stage) -> None:
        self.people: dict[str, Account] = {
            name: factories.account(name.capitalize(), ROLES.get(name, Role.INTERVIEWER)) for name in PARTS
        }
        self.people["admin"] = factories.account("Admin", Role.ADMIN)
        self.people["people"] = factories.account("People", Role.PEOPLE_OPERATIONS)
        self.author = self.people["author"]
        who = self.people
        self.opening = factories.requisition(
            visibility=policy,
            team={
                TeamRole.RECRUITER: [who["recruiter"]],
                TeamRole.CHAIR: [who["chair"], who["conflicted"]],
                TeamRole.COMMITTEE: [who["committee"], who["recused"]],
                TeamRole.HIRING_MANAGER: [who["manager"]],
                TeamRole.INTERVIEWER: [who["stranger"]],
            },
        )
        applicant = factories.candidate("Cleo Candidate", account_id=who["candidate"].id)
        self.target: Application = factories.application(self.opening, applicant, stage=stage)
        self.other: Application = factories.application(self.opening, factories.candidate("Another Candidate"))
        self.hidden: Interview = factories.interview(self.target, self.author)
        self.own = {
            "wrote": factories.interview(self.target, who["wrote"]),
            "owes": factories.interview(self.target, who["owes"]),
            "shadow": factories.interview(self.target, who["shadow"], shadow=True),
        }
        factories.submitted(self.own["wrote"])
        factories.drafted(self.own["owes"])
        factories.submitted(self.own["shadow"])
        factories.conflict(self.target, who["conflicted"])
        self.planned = factories.planned(self.opening, "Design talk")
        self.session: CalibrationSession = sessions.plan_session(
            requisition=self.opening,
            title="Thursday",
            chair_id=who["chair"].id,
            members=[who[name].id for name in ("chair", "committee", "manager", "recused")],
            scheduled_at=None,
            actor=who["recruiter"],
        )
        sessions.set_agenda(
            session=self.session, applications=[self.target.id], among=[self.target.id], actor=who["recruiter"]
        )
        db.session.commit()

    def numbers(self, viewer: str = "") -> Numbers:
        """What can stand in an address, by its name there; the viewer's own interview beside the hidden one."""
        version = self.opening.rubric_version
        held = [self.hidden, *filter(None, [self.own.get(viewer)])]
        return {
            "requisition_id": [self.opening.id],
            "application_id": [self.target.id],
            "interview_id": [each.id for each in held],
            "scorecard_id": [each.scorecard.id for each in held],
            "planned_id": [self.planned.id],
            "session_id": [self.session.id],
            "item_id": [self.session.items[0].id],
            "account_id": [self.author.id],
            "rubric_id": [version.rubric_id],
            "version_id": [version.id],
            "dimension_id": [version.dimensions[0].id],
            "exercise_id": [version.exercises[0].id],
            "signal_id": [version.signals[0].id],
        }

    def urls(self, app: Flask) -> list[str]:
        """Every address that can be fetched with the numbers of this house and is not public."""
        known = self.numbers()
        routes = [
            route
            for route in fetched(app)
            if route.arguments <= known.keys() and app.view_functions[route.endpoint].permission.rule is not None  # type: ignore[attr-defined]  # each view has one
        ]
        with app.test_request_context():
            return [app.url_for(route.endpoint, **one) for route in routes for one in filled(route, known)]


def fetched(app: Flask) -> list[Rule]:
    """The routes of the walk: all that answer to GET and are not explained."""
    return [
        each for each in app.url_map.iter_rules() if "GET" in (each.methods or ()) and each.endpoint not in EXPLAINED
    ]


def filled(route: Rule, numbers: Numbers) -> Iterable[dict[str, int | str]]:
    """The route's arguments, in every way that the numbers permit."""
    names = sorted(route.arguments)
    return [dict(zip(names, values, strict=True)) for values in product(*(numbers[name] for name in names))]


def rewrite(card: Scorecard, *, score: int) -> None:
    """Change everything that is a secret of the scorecard, and nothing else."""
    for rating in card.ratings:
        rating.score, rating.not_observed, rating.not_observed_reason = score, False, ""
        rating.evidence = f"Entirely different evidence {score}"
    for signal in card.signals:
        signal.seen, signal.evidence = score < 3, "Seen" if score < 3 else ""
    card.recommendation = Recommendation.STRONG_NO if score < 3 else Recommendation.STRONG_YES
    card.level_read, card.summary, card.private_notes = f"P{score}", f"Summary {score}", f"Note {score}"
    card.minutes_used = 30 + score
    for revision in card.revisions:
        revision.content = {**revision.content, "summary": card.summary, "recommendation": card.recommendation.value}
        revision.content_sha256 = content_sha256(revision.content)
    db.session.commit()
