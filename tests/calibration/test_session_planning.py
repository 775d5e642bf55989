"""A session is planned, opened and closed: what each step demands, what it keeps."""

from __future__ import annotations

from typing import Any

import pytest

from calibration.models import AgendaItem, Position
from calibration.operations import sessions
from core import errors
from core.database import db
from core.errors import InvalidInput
from scorecards.enums import Stage
from tests import factories
from tests.calibration.committee import Committee

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("changes", "field"), [({"title": " "}, "title"), ({"minutes_per_item": 0}, "minutes_per_item")]
)
def test_a_session_needs_a_title_and_time(house: Committee, changes: dict[str, Any], field: str) -> None:
    values = {"title": "Friday", "minutes_per_item": 10, **changes}
    with pytest.raises(InvalidInput) as refused:
        sessions.plan_session(
            requisition=house.opening,
            chair_id=house.chair.id,
            members=[],
            scheduled_at=None,
            actor=house.rosa,
            **values,
        )
    assert list(refused.value.problems) == [field]


def test_a_committee_is_made_of_those_of_the_hiring_team_who_decide(house: Committee) -> None:
    for chair, members, field in ((house.chair, [house.ada], "members"), (house.rosa, [], "chair")):
        with pytest.raises(InvalidInput) as refused:
            sessions.plan_session(
                requisition=house.opening,
                title="Friday",
                chair_id=chair.id,
                members=[person.id for person in members],
                scheduled_at=None,
                actor=house.rosa,
            )
        assert list(refused.value.problems) == [field]


def test_the_chair_is_a_member_named_or_not(house: Committee) -> None:
    planned = sessions.plan_session(
        requisition=house.opening,
        title="Friday",
        chair_id=house.chair.id,
        members=[house.mira.id],
        scheduled_at=None,
        actor=house.rosa,
    )
    assert [member.account_id for member in planned.members] == [house.chair.id, house.mira.id]


@pytest.mark.parametrize("has_held", [True, False])
def test_whether_a_member_can_leave_tells_nothing_of_their_positions(house: Committee, has_held: bool) -> None:
    rest = [house.noor.id, house.olu.id, house.hugo.id]
    sessions.acknowledge_pre_read(session=house.session, actor=house.mira)
    if has_held:
        house.hold(house.mira)
    sessions.set_members(session=house.session, members=rest, chair_id=house.chair.id, actor=house.rosa)
    assert [member.account_id for member in house.session.members] == [house.chair.id, *rest]
    assert db.session.query(Position).count() == int(has_held)
    sessions.open_session(session=house.session, actor=house.chair)
    with pytest.raises(errors.Conflict, match="The committee sits"):
        sessions.set_members(session=house.session, members=rest[1:], chair_id=house.chair.id, actor=house.rosa)
    back = [*rest, house.mira.id]
    sessions.set_members(session=house.session, members=back, chair_id=house.chair.id, actor=house.rosa)
    assert [member.account_id for member in house.session.members] == [house.chair.id, *back]


@pytest.mark.postgresql
def test_the_agenda_keeps_its_order_and_what_the_planner_does_not_see(house: Committee) -> None:
    second, third = house.apply("Second"), house.apply("Third")
    house.put_on_agenda(third, house.application, second)
    sessions.set_agenda(
        session=house.session,
        applications=[second.id],
        among=[second.id, house.application.id],
        actor=house.hugo,
    )
    db.session.commit()
    rows = db.session.query(AgendaItem).order_by(AgendaItem.application_id)
    assert [row.application_id for row in rows] == sorted([second.id, third.id])


def test_an_application_of_another_opening_is_not_put_on_the_agenda(house: Committee) -> None:
    other = factories.application(stage=Stage.CALIBRATION)
    with pytest.raises(InvalidInput) as refused:
        sessions.set_agenda(session=house.session, applications=[other.id], among=[other.id], actor=house.rosa)
    assert list(refused.value.problems) == ["agenda"]


def test_what_the_committee_has_begun_stays_on_the_agenda(house: Committee) -> None:
    house.sit()
    house.hold(house.mira)
    with pytest.raises(errors.Conflict):
        sessions.set_agenda(session=house.session, applications=[], among=[house.application.id], actor=house.rosa)


def test_a_closed_session_changes_no_more(house: Committee) -> None:
    house.sit()
    sessions.close_session(session=house.session, actor=house.chair)
    for change in (
        lambda: sessions.set_members(session=house.session, members=[], chair_id=house.chair.id, actor=house.rosa),
        lambda: sessions.set_agenda(session=house.session, applications=[], among=[], actor=house.rosa),
        lambda: sessions.close_session(session=house.session, actor=house.chair),
        lambda: sessions.mark_present(session=house.session, account_id=house.mira.id, present=False, actor=house.mira),
        house.turn,
        lambda: house.hold(house.mira),
    ):
        with pytest.raises(errors.Conflict):
            change()
