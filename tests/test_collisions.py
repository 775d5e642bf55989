"""Two requests that do the same at the same moment: one is taken, the other is told."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from accounts.enums import Role
from calibration.models import LegalHold
from core.clock import now
from core.database import db
from scorecards.enums import TeamRole
from tests import factories
from tests.scorecards.kinds import SignIn


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)  # SQLite lets one writer in at a time
def test_a_second_click_is_told_that_the_first_was_taken(app: Flask, sign_in: SignIn) -> None:
    rita = factories.account("Rita Recruiter", Role.RECRUITER)
    held = factories.application(factories.requisition(team={TeamRole.RECRUITER: [rita]}))
    application_id, client = held.id, sign_in(rita)
    db.session.commit()
    codes: list[int] = []
    url, typed = f"/retention/applications/{application_id}/hold", {"reason": "A complaint."}

    def click() -> None:
        with app.app_context():
            codes.append(client.post(url, data=typed).status_code)

    with db.engine.connect() as first:
        row = {"application_id": application_id, "reason": "First", "placed_by_id": rita.id, "placed_at": now()}
        first.execute(LegalHold.__table__.insert().values(row))
        db.session.commit()
        second = threading.Thread(target=click)
        second.start()
        second.join(1.5)  # it waits for the first, which holds the place in the index
        first.commit()
    second.join(20)
    assert codes == [409]
