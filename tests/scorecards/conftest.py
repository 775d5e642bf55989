"""An opening with a recruiter, an interviewer, one candidate and two planned interviews; a mail server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from accounts.enums import Role
from accounts.models import Account
from scorecards.answers import Answers, RatingAnswer, SignalAnswer
from scorecards.enums import Recommendation, TeamRole
from scorecards.models import Application, Interview, PlannedInterview, Requisition, Scorecard
from tests import factories
from tests.support.smtp import Sink, mail_sink


@pytest.fixture
def recruiter(app: Flask) -> Account:
    return factories.account("Rita Recruiter", Role.RECRUITER)


@pytest.fixture
def ada(app: Flask) -> Account:
    return factories.account("Ada Interviewer")


@pytest.fixture
def opening(recruiter: Account) -> Requisition:
    return factories.requisition(team={TeamRole.RECRUITER: [recruiter]})


@pytest.fixture
def target(opening: Requisition) -> Application:
    return factories.application(opening, factories.candidate("Cleo Candidate"))


@pytest.fixture
def interview(target: Application, ada: Account) -> Interview:
    return factories.interview(target, ada, focus=(0, 1), title="Design talk")


@pytest.fixture
def card(interview: Interview) -> Scorecard:
    return interview.scorecard


@pytest.fixture
def complete(interview: Interview) -> Answers:
    """Everything a submission needs."""
    design, delivery = interview.focus
    flag = next(
        signal for signal in interview.application.requisition.rubric_version.signals if signal.kind == "red_flag"
    )
    return Answers(
        ratings={
            design.id: RatingAnswer(score=4, evidence="Drew the queue and said what breaks first."),
            delivery.id: RatingAnswer(not_observed=True, reason="No time."),
        },
        signals={flag.id: SignalAnswer(seen=False)},
        recommendation=Recommendation.YES,
        level_read="P5",
        summary="Would ask about load next.",
        private_notes="Call back.",
    )


@pytest.fixture
def talk(opening: Requisition) -> PlannedInterview:
    return factories.planned(opening, "Design talk", focus=(0, 1), minutes=45, exercise="Design a ticket queue")


@pytest.fixture
def past(opening: Requisition, talk: PlannedInterview) -> PlannedInterview:
    return factories.planned(opening, "Past work", focus=(1, 2), questions=["What broke first?"])


@pytest.fixture
def sink(app: Flask) -> Iterator[Sink]:
    with mail_sink() as running:
        app.config["MAIL_URL"] = running.url
        yield running
