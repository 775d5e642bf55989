"""An interview that was given to a guest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from scorecards.models import GuestLink, Interview
from scorecards.operations.guests import assign_guest
from tests import factories
from tests.scorecards.house import House

SignIn = Callable[[Account], FlaskClient]


class Invited:
    """An interview that was given to a guest, with the token of their link."""

    def __init__(self, days: int = 14, *, house: House | None = None) -> None:
        self.recruiter = factories.account("Rita Recruiter", Role.RECRUITER)
        target = house.target if house else factories.application()
        self.interview: Interview = factories.interview(target, self.recruiter, title="Guest talk")
        self.token = assign_guest(
            interview=self.interview, name="Gus Guest", email="gus@example.org", days=days, actor=self.recruiter
        )
        db.session.commit()
        self.guest = self.interview.interviewer
        self.link = db.session.query(GuestLink).one()
        self.card = self.interview.scorecard

    def enter(self, app: Flask, client: FlaskClient, token: str = "") -> Any:
        return client.post("/guest", data={"link": f"https://levelset.example/guest#{token or self.token}"})

    @property
    def form(self) -> dict[str, str]:
        """What makes the scorecard complete."""
        fields = {"version": str(self.card.version), "action": "submit", "recommendation": "yes"}
        for dimension in self.interview.focus:
            fields |= {f"rating-{dimension.id}": "4", f"evidence-{dimension.id}": "Drew the queue, then broke it."}
        flags = [each for each in self.interview.application.requisition.rubric_version.signals if each.position == 1]
        return fields | {f"signal-{flag.id}": "no" for flag in flags if flag.kind.value == "red_flag"}
