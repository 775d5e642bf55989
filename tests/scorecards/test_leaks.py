"""No answer to a viewer changes when only scores change that they may not see: same status, same bytes, on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.enums import Role
from accounts.models import Account
from core.content import content_sha256
from core.database import db
from scorecards import rules
from scorecards.enums import Recommendation, Stage, TeamRole, Visibility
from scorecards.models import Application, Interview, Scorecard
from scorecards.queries import access
from tests import factories

SignIn = Callable[[Account], FlaskClient]
PARTS = ("recruiter", "chair", "committee", "manager", "owes", "wrote", "shadow", "conflicted", "candidate", "stranger")


class House:
    """An application with two submitted scorecards, a begun one, a shadow, and one viewer of each part."""

    def __init__(self, policy: Visibility, stage: Stage) -> None:
        self.people: dict[str, Account] = {name: factories.account(name.capitalize()) for name in PARTS}
        self.people["admin"] = factories.account("Admin", Role.ADMIN)
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
        factories.submitted(factories.interview(self.target, who["wrote"]))
        factories.drafted(factories.interview(self.target, who["owes"]))
        factories.submitted(factories.interview(self.target, who["shadow"], shadow=True))
        factories.conflict(self.target, who["conflicted"])

    def urls(self, app: Flask) -> Iterator[str]:
        """Every page of the application that can be fetched, of every package, and the lists around it."""
        known = {
            "requisition_id": self.opening.id,
            "application_id": self.target.id,
            "interview_id": self.hidden.id,
            "scorecard_id": self.hidden.scorecard.id,
        }
        with app.test_request_context():
            for rule in app.url_map.iter_rules():
                own = rule.endpoint.partition(".")[0] in {"today", "scorecards", "calibration"}
                if own and "GET" in (rule.methods or ()) and rule.arguments <= known.keys():
                    yield app.url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
        yield "/search?words=cand"


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


def answers(app: Flask, house: House, browser: FlaskClient) -> dict[str, tuple[int, bytes]]:
    return {url: (found := browser.get(url)).status_code and (found.status_code, found.data) for url in house.urls(app)}


def check(app: Flask, sign_in: SignIn, house: House) -> set[str]:
    """Compare before and after for everybody who may not read the card; who they were."""
    hidden_from = set()
    with time_machine.travel("2026-11-21 10:00:00+00:00", tick=False):
        for name, viewer in house.people.items():
            found = access.scorecard(house.hidden.scorecard.id)
            assert found is not None
            if rules.may_read_scorecard(viewer, found):
                continue
            hidden_from.add(name)
            browser = sign_in(viewer)
            rewrite(house.hidden.scorecard, score=1)
            before = answers(app, house, browser)
            rewrite(house.hidden.scorecard, score=5)
            assert answers(app, house, browser) == before, f"{name} can tell"
    return hidden_from


@pytest.mark.parametrize(
    ("policy", "stage", "hidden_from"),
    [
        (Visibility.NEVER, Stage.CALIBRATION, {"recruiter", "wrote", "shadow"}),
        (
            Visibility.IN_CALIBRATION,
            Stage.INTERVIEWING,
            {"recruiter", "chair", "committee", "manager", "wrote", "shadow"},
        ),
        (Visibility.AFTER_OWN_SUBMISSION, Stage.INTERVIEWING, {"recruiter", "chair", "committee", "manager"}),
        (Visibility.ALWAYS, Stage.CALIBRATION, set()),
    ],
)
def test_a_submitted_scorecard_is_not_told_by_any_page(
    app: Flask, sign_in: SignIn, policy: Visibility, stage: Stage, hidden_from: set[str]
) -> None:
    house = House(policy, stage)
    factories.submitted(house.hidden)
    always = {"owes", "conflicted", "candidate", "stranger", "admin"}
    assert check(app, sign_in, house) == hidden_from | always


def test_a_draft_is_told_to_nobody_by_any_page(app: Flask, sign_in: SignIn) -> None:
    house = House(Visibility.ALWAYS, Stage.CALIBRATION)
    factories.drafted(house.hidden)
    assert check(app, sign_in, house) == {*PARTS, "admin"}


def test_the_comparison_would_notice(app: Flask, sign_in: SignIn) -> None:
    house = House(Visibility.ALWAYS, Stage.CALIBRATION)
    factories.submitted(house.hidden)
    with time_machine.travel("2026-11-21 10:00:00+00:00", tick=False):
        browser = sign_in(house.people["chair"])
        rewrite(house.hidden.scorecard, score=1)
        before = answers(app, house, browser)
        rewrite(house.hidden.scorecard, score=5)
        after = answers(app, house, browser)
    changed = {url for url in before if before[url] != after[url]}
    card = db.session.scalars(select(Scorecard.id).where(Scorecard.interview_id == house.hidden.id)).one()
    assert f"/scorecards/{card}" in changed
