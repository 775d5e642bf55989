"""An opening with a recruiter, an interviewer and one candidate."""

from __future__ import annotations

import pytest
from flask import Flask

from accounts.enums import Role
from accounts.models import Account
from scorecards.enums import TeamRole
from scorecards.models import Application, Interview, Requisition
from tests import factories


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
