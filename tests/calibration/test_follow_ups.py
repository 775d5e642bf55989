"""What is to be done after a session: agreed, told to its owner, done; and nothing to those to whom the item is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Account
from calibration.models import FollowUp
from calibration.operations import items, sessions
from calibration.operations.follow_ups import add_follow_up, finish_follow_up
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from scorecards.enums import TeamRole
from scorecards.models import TeamMember
from tests import factories
from tests.calibration.committee import Committee

pytestmark = pytest.mark.usefixtures("app")

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[..., Any]
CALL = "Ring the second reference about the migration"


def agreed(house: Committee, owner: Account, *, due: date | None = None, about_item: bool = True) -> FollowUp:
    made = add_follow_up(
        session=house.session,
        item=house.item if about_item else None,
        text=CALL,
        owner=owner,
        due_on=due,
        actor=house.chair,
    )
    db.session.commit()
    return made


def sees(client: FlaskClient, house: Committee) -> tuple[bool, bool]:
    """Whether the words stand on Today, and on the session's page."""
    today, session = client.get("/").text, client.get(f"/calibration/sessions/{house.session.id}").text
    return CALL in today, CALL in session


@pytest.mark.postgresql
def test_a_follow_up_goes_from_the_sessions_page_to_its_owners_day_and_is_done(
    house: Committee, sign_in: SignIn, markup: Markup
) -> None:
    house.sit()
    chair, owner = sign_in(house.chair), sign_in(house.noor)
    form = {
        "follow-up-text": CALL,
        "follow-up-about": str(house.item.id),
        "follow-up-owner": str(house.noor.id),
        "follow-up-due_on": (now() + timedelta(days=9)).date().isoformat(),
    }
    url = f"/calibration/sessions/{house.session.id}"
    assert chair.post(f"{url}/follow-ups", data=form).location == f"{url}#to-do"
    assert (sees(owner, house), sees(sign_in(house.olu), house)) == ((True, True), (False, True))
    page = markup(owner.get(url))
    done = page.css_first("#to-do-table form").attributes["action"]
    assert owner.post(done).location == f"{url}#to-do"
    assert sees(owner, house) == (False, True)
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.action.in_(["add_follow_up", "finish_follow_up"])))
    assert [(event.action, event.actor_name, event.about) for event in events] == [
        ("add_follow_up", "Chidi", f"application:{house.application.id}"),
        ("finish_follow_up", "Noor", f"application:{house.application.id}"),
    ]
    assert CALL not in str([event.details for event in db.session.scalars(select(AuditEvent))])


def test_a_late_follow_up_says_so_and_comes_first(house: Committee, sign_in: SignIn, markup: Markup) -> None:
    house.sit()
    agreed(house, house.noor, about_item=False)
    late = agreed(house, house.noor, due=now().date())
    late.due_on = now().date() - timedelta(days=3)
    page = markup(sign_in(house.noor).get("/"))
    assert [row.text().startswith("Late: ") for row in page.css(".tasks time")] == [True]


def test_who_steps_back_sees_nothing_of_what_was_agreed(house: Committee, sign_in: SignIn) -> None:
    house.sit()
    agreed(house, house.noor)
    noor = sign_in(house.noor)
    assert sees(noor, house) == (True, True)
    items.recuse(item=house.item, account=house.noor, reason="We are related.", actor=house.noor)
    assert sees(noor, house) == (False, False)
    assert noor.post(f"/calibration/follow-ups/{db.session.scalar(select(FollowUp.id))}/done").status_code == 404


def test_who_owes_a_scorecard_reads_no_follow_up_of_that_candidate(house: Committee, sign_in: SignIn) -> None:
    house.sit()
    agreed(house, house.noor)
    factories.interview(house.application, house.noor)
    noor = sign_in(house.noor)
    assert sees(noor, house) == (False, False)
    with pytest.raises(InvalidInput) as refused:
        agreed(house, house.noor)
    assert list(refused.value.problems) == ["owner"]


def test_a_recruiter_who_plans_can_be_given_one_whatever_the_policy_hides(house: Committee, sign_in: SignIn) -> None:
    house.sit()
    db.session.add(TeamMember(requisition_id=house.opening.id, account_id=house.rosa.id, role=TeamRole.RECRUITER))
    house.opening.visibility = 0
    agreed(house, house.rosa)
    agreed(house, house.noor)
    rosa = sign_in(house.rosa)
    assert sees(rosa, house) == (True, True)
    assert rosa.get(f"/calibration/sessions/{house.session.id}").text.count(CALL) == 2  # the row, and its button


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": " "}, "text"), ({"due_on": date(2020, 1, 1)}, "due_on"), ({"owner": "stranger"}, "owner")],
)
def test_a_follow_up_needs_words_a_day_to_come_and_somebody_of_the_opening(
    house: Committee, changes: dict[str, Any], field: str
) -> None:
    house.sit()
    values: dict[str, Any] = {"text": CALL, "due_on": None, "owner": house.noor, **changes}
    if values["owner"] == "stranger":
        values["owner"] = house.ada
    with pytest.raises(InvalidInput) as refused:
        add_follow_up(session=house.session, item=None, actor=house.chair, **values)
    assert list(refused.value.problems) == [field]


def test_one_is_agreed_once_the_session_is_open_and_also_after_it_closed_and_done_once(house: Committee) -> None:
    with pytest.raises(Conflict):
        agreed(house, house.noor)
    house.sit()
    sessions.close_session(session=house.session, actor=house.chair)
    made = agreed(house, house.noor)
    finish_follow_up(follow_up=made, actor=house.noor)
    with pytest.raises(Conflict):
        finish_follow_up(follow_up=made, actor=house.noor)


def test_only_its_owner_and_the_chair_say_that_it_is_done(house: Committee, sign_in: SignIn) -> None:
    house.sit()
    made = agreed(house, house.noor)
    url = f"/calibration/follow-ups/{made.id}/done"
    answers = [sign_in(person).post(url).status_code for person in (house.olu, house.rosa, house.ada, house.chair)]
    assert answers == [404, 404, 404, 302]


def test_what_cannot_be_taken_comes_back_as_typed(house: Committee, sign_in: SignIn, markup: Markup) -> None:
    house.sit()
    form = {"follow-up-text": "", "follow-up-about": "0", "follow-up-owner": str(house.noor.id)}
    answer = sign_in(house.chair).post(f"/calibration/sessions/{house.session.id}/follow-ups", data=form)
    page = markup(answer)
    chosen = page.css_first("#follow-up-owner option[selected]").attributes["value"]
    assert (answer.status_code, chosen) == (422, str(house.noor.id))
    assert "Say what is to be done." in page.css_first(".error-summary").text()
