"""An application with something to hide, one viewer of each part, and every address that could tell of it."""

from __future__ import annotations

from typing import Any

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

PARTS = ("recruiter", "chair", "committee", "manager", "owes", "wrote", "shadow", "conflicted", "candidate", "stranger")
READ_SCORECARDS = frozenset({"today", "scorecards", "calibration", "insights", "retention"})
"""The blueprints whose code may read a scorecard; the others are asked only for those who see most of the house."""

EXPLAINED = {
    "static": "a file of the program",
    "accounts.stop_mails": "opens by a token from a mail and shows the mail's topic alone",
    "shares.share": "opens by a token and gives a packet that was frozen before: tests/calibration/test_shares.py",
    "packets.verify_hash": "asks about a packet that was frozen before: tests/calibration/test_packet_verify_page.py",
    "calibration.packet": "shows a packet that was frozen before: tests/calibration/test_packet_operations.py",
    "calibration.bulk": "lists packets that were frozen before: tests/calibration/test_bulk.py",
    "benchmarks.exercise": "a benchmark has tables of its own: tests/calibration/test_benchmarks.py",
    "benchmarks.edit": "as benchmarks.exercise",
    "benchmarks.score": "as benchmarks.exercise",
    "benchmarks.result": "as benchmarks.exercise",
    "library.document": "a document was read before anybody was interviewed",
    "library.original": "as library.document",
    "library.correct": "as library.document",
    "library.ladder": "as library.document",
    "library.profile": "as library.document",
    "library.criteria": "as library.document",
    "library.placement": "as library.document",
}
"""Addresses that the walk leaves out, by endpoint, and why they cannot tell."""


class House:
    """An application with two submitted scorecards, a begun one, a shadow, and one viewer of each part."""

    def __init__(self, policy: Visibility, stage: Stage) -> None:
        self.people: dict[str, Account] = {name: factories.account(name.capitalize()) for name in PARTS}
        self.people["admin"] = factories.account("Admin", Role.ADMIN)
        self.people["people"] = factories.account("People", Role.PEOPLE_OPERATIONS)
        self.author = factories.account("Author")
        who = self.people
        self.opening = factories.requisition(
            visibility=policy,
            team={
                TeamRole.RECRUITER: [who["recruiter"]],
                TeamRole.CHAIR: [who["chair"], who["conflicted"]],
                TeamRole.COMMITTEE: [who["committee"]],
                TeamRole.HIRING_MANAGER: [who["manager"]],
                TeamRole.INTERVIEWER: [who["stranger"]],
            },
        )
        applicant = factories.candidate("Cleo Candidate", account_id=who["candidate"].id)
        self.target: Application = factories.application(self.opening, applicant, stage=stage)
        factories.application(self.opening, factories.candidate("Another Candidate"))
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
            members=[who["chair"].id, who["committee"].id, who["manager"].id],
            scheduled_at=None,
            actor=who["recruiter"],
        )
        sessions.set_agenda(
            session=self.session, applications=[self.target.id], among=[self.target.id], actor=who["recruiter"]
        )
        db.session.commit()

    def _numbers(self, held: Interview) -> dict[str, int]:
        version = self.opening.rubric_version
        return {
            "requisition_id": self.opening.id,
            "application_id": self.target.id,
            "interview_id": held.id,
            "scorecard_id": held.scorecard.id,
            "planned_id": self.planned.id,
            "session_id": self.session.id,
            "item_id": self.session.items[0].id,
            "account_id": self.author.id,
            "rubric_id": version.rubric_id,
            "version_id": version.id,
            "dimension_id": version.dimensions[0].id,
            "exercise_id": version.exercises[0].id,
            "signal_id": version.signals[0].id,
        }

    def urls(self, app: Flask, viewer: str = "", *, everything: bool = False) -> list[str]:
        """Every address that can be fetched and may read scorecards; the viewer's own interview's too; or just every one."""
        taken = [self._numbers(held) for held in (self.hidden, self.own.get(viewer)) if held is not None]
        with app.test_request_context():
            found = [
                _address(app, route, numbers)
                for route in walked(app)
                if everything or route.endpoint.partition(".")[0] in READ_SCORECARDS
                for numbers in taken
            ]
        return [*dict.fromkeys(found), "/search?words=cand", "/due?page=2"]


def _address(app: Flask, route: Rule, numbers: dict[str, int]) -> str:
    values: dict[str, Any] = {name: numbers[name] for name in route.arguments}
    return app.url_for(route.endpoint, **values)


def walked(app: Flask) -> list[Rule]:
    """The routes of the walk: all that answer to GET and are not explained."""
    return [
        each for each in app.url_map.iter_rules() if "GET" in (each.methods or ()) and each.endpoint not in EXPLAINED
    ]


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
