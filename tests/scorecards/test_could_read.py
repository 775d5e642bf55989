"""An interview says of its scores whether its interviewer could read the others' before it became theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from calibration.queries.packet_record import packet_record
from core.clock import now
from core.database import db
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Interview
from scorecards.operations import candidates, guests, loops
from tests import factories

pytestmark = pytest.mark.usefixtures("app")
PEER = [4, 3, None]


class Loop:
    """Hugo, the hiring manager, and Bo interview; Bo has submitted."""

    def __init__(self, visibility: Visibility = Visibility.ALWAYS, stage: Stage = Stage.INTERVIEWING) -> None:
        self.hugo = factories.account("Hugo", Role.HIRING_MANAGER)
        self.bo, self.cy = factories.account("Bo"), factories.account("Cy", Role.COMMITTEE)
        self.opening = factories.requisition(
            visibility=visibility, team={TeamRole.HIRING_MANAGER: [self.hugo], TeamRole.COMMITTEE: [self.cy]}
        )
        self.application = factories.application(self.opening, stage=stage)
        self.owed = self.plan(self.hugo)
        factories.submitted(factories.interview(self.application, self.bo), scores=PEER)

    def plan(self, person: Account) -> Interview:
        focus = [self.opening.rubric_version.dimensions[0].id]
        return loops.plan_interview(
            application=self.application, title="Talk", interviewer=person, focus=focus, actor=self.hugo
        )

    def cancel(self) -> None:
        loops.cancel_interview(interview=self.owed, reason="No time.", actor=self.hugo)


def test_who_cancels_their_interview_reads_and_is_planned_again_is_marked() -> None:
    loop = Loop()
    owing = loop.plan(loop.hugo)
    loops.cancel_interview(interview=owing, reason="Twice.", actor=loop.hugo)
    loop.cancel()
    again, also, outsider = loop.plan(loop.hugo), loop.plan(loop.hugo), loop.plan(factories.account("Dee"))
    marks = [row.could_read for row in (loop.owed, owing, again, also, outsider)]
    assert marks == [False, False, True, True, False]


def test_who_hands_their_interview_on_and_takes_it_back_is_marked() -> None:
    loop, marks = Loop(), []
    for person in (factories.account("Dee"), loop.hugo):
        loops.reassign_interview(interview=loop.owed, interviewer=person, actor=loop.hugo)
        marks.append(loop.owed.could_read)
    guests.assign_guest(interview=loop.owed, name="Gia", email="gia@example.org", days=3, actor=loop.hugo)
    assert (marks, loop.owed.could_read) == ([False, True], False)


@pytest.mark.parametrize(
    ("policy", "returned", "marked"),
    [
        (Visibility.AFTER_OWN_SUBMISSION, False, True),  # without Hugo's, all that count are in
        (Visibility.IN_CALIBRATION, False, False),
        (Visibility.IN_CALIBRATION, True, True),
        (Visibility.NEVER, True, True),
    ],
)
def test_the_opening_s_policy_decides_and_what_was_open_in_calibration_stays_read(
    policy: Visibility, returned: bool, marked: bool
) -> None:
    loop = Loop(policy)
    loop.cancel()
    if returned:
        loop.application.stage = Stage.CALIBRATION
        candidates.return_to_interviews(application=loop.application, reason="More evidence.", actor=loop.hugo)
    assert loop.plan(loop.hugo).could_read is marked


def test_committee_and_packet_tell_it_beside_the_scores_where_it_may_know_the_person(
    sign_in: Callable[[Account], FlaskClient], markup: Callable[..., Any]
) -> None:
    loop = Loop()
    loop.cancel()
    factories.submitted(loop.plan(loop.hugo), scores=[3])
    client, told = sign_in(loop.cy), []
    for names in (Visibility.ALWAYS, Visibility.NEVER):
        loop.opening.identities = names
        db.session.commit()
        page = markup(client.get(f"/calibration/applications/{loop.application.id}"))
        told.append(["not blind" in cell.text() for cell in page.css("#scores thead th")])
        told.append("B Hugo could read the others’ scores before" in page.body.text())
    assert told == [[False, False, True, False], True, [False] * 4, False]
    packet = packet_record(application=loop.application, generated_at=now())
    assert [card.could_read for card in packet.scorecards] == [None, True]
