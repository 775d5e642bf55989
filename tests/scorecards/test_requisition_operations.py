"""Requisitions, teams, candidates and loops at their edges, past the pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.enums import Role
from accounts.models import Account
from core import errors
from core.audit import AuditEvent
from core.database import db
from core.errors import InvalidInput
from rubrics.enums import RubricState
from scorecards.calendar import invitation
from scorecards.enums import RequisitionState, Stage, TeamRole, Visibility
from scorecards.models import Application, Requisition
from scorecards.operations.candidates import add_applicant, add_candidate, declare_conflict, new_code
from scorecards.operations.loops import cancel_interview, copy_loop, plan_interview, reassign_interview
from scorecards.operations.requisitions import change_requisition, close_requisition, open_requisition, set_team
from tests import factories

pytestmark = pytest.mark.postgresql


@pytest.fixture
def rita(app: Flask) -> Account:
    return factories.account("Rita", Role.RECRUITER)


@pytest.fixture
def opening(rita: Account) -> Requisition:
    return factories.requisition(team={TeamRole.RECRUITER: [rita]})


@pytest.fixture
def target(opening: Requisition) -> Application:
    return factories.application(opening, stage=Stage.APPLIED)


@pytest.mark.parametrize("state", [RubricState.DRAFT, RubricState.IN_REVIEW, RubricState.RETIRED])
def test_only_a_published_rubric_can_be_pinned(rita: Account, state: RubricState) -> None:
    with pytest.raises(InvalidInput) as raised:
        open_requisition(title="Opening", version=factories.rubric(state=state), actor=rita)
    assert list(raised.value.problems) == ["version"]


def test_a_policy_looser_than_the_installations_is_refused(rita: Account) -> None:
    with pytest.raises(InvalidInput) as raised:
        open_requisition(
            title="Opening",
            version=factories.rubric(),
            visibility=Visibility.ALWAYS,
            limit=Visibility.IN_CALIBRATION,
            actor=rita,
        )
    assert list(raised.value.problems) == ["visibility", "identities"]


def test_opening_puts_the_recruiter_on_the_team_and_is_recorded(rita: Account) -> None:
    opened = open_requisition(title=" Opening ", version=factories.rubric(), actor=rita)
    assert [(member.account_id, member.role) for member in opened.team] == [(rita.id, TeamRole.RECRUITER)]
    event = db.session.scalars(select(AuditEvent)).one()
    assert (event.action, event.about, opened.title) == ("open_requisition", f"requisition:{opened.id}", "Opening")


def test_only_what_changed_is_recorded(rita: Account, opening: Requisition) -> None:
    same = {
        "title": opening.title,
        "visibility": opening.visibility,
        "identities": opening.identities,
        "required_raters": 2,
        "due_hours": 24,
    }
    change_requisition(requisition=opening, actor=rita, **same)
    assert db.session.scalars(select(AuditEvent)).all() == []
    change_requisition(requisition=opening, actor=rita, **{**same, "visibility": Visibility.NEVER})
    event = db.session.scalars(select(AuditEvent)).one()
    assert event.details == {"before": {"visibility": "AFTER_OWN_SUBMISSION"}, "after": {"visibility": "NEVER"}}


def test_two_chairs_and_people_who_left_are_refused(rita: Account, opening: Requisition) -> None:
    left, other = factories.account("Left", active=False), factories.account("Other")
    with pytest.raises(InvalidInput) as raised:
        set_team(
            requisition=opening,
            members={TeamRole.RECRUITER: [rita.id], TeamRole.CHAIR: [left.id, other.id]},
            actor=rita,
        )
    assert list(raised.value.problems) == ["chair", "team"]
    assert len(opening.team) == 1


def test_somebody_who_left_may_stay_on_a_team_they_were_on(rita: Account, opening: Requisition) -> None:
    chair = factories.account("Chair")
    members = {TeamRole.RECRUITER: [rita.id], TeamRole.CHAIR: [chair.id]}
    set_team(requisition=opening, members=members, actor=rita)
    chair.active = False
    set_team(requisition=opening, members={**members, TeamRole.INTERVIEWER: [rita.id]}, actor=rita)
    assert len(opening.team) == 3


def test_a_closed_requisition_takes_no_candidate(rita: Account, opening: Requisition) -> None:
    close_requisition(requisition=opening, actor=rita)
    with pytest.raises(errors.Conflict, match="closed"):
        add_applicant(name="Cleo", email=None, source=None, requisition=opening, actor=rita)
    assert opening.state is RequisitionState.CLOSED


def test_an_employee_who_applies_is_linked_to_their_account(rita: Account) -> None:
    employee = factories.account("Eve")
    added = add_candidate(name="Eve", email=employee.email.upper(), source=None, actor=rita)
    assert added.account_id == employee.id


def test_one_person_applies_to_two_openings_as_one_candidate(rita: Account, opening: Requisition) -> None:
    other = factories.requisition("Other", version=opening.rubric_version)
    first = add_applicant(name="Cleo", email="cleo@example.com", source="Fair", requisition=opening, actor=rita)
    second = add_applicant(name="C.", email="CLEO@example.com", source=None, requisition=other, actor=rita)
    assert (first.candidate_id, second.candidate.name) == (second.candidate_id, "Cleo")
    with pytest.raises(InvalidInput) as refused:
        add_applicant(name="Cleo", email="cleo@example.com", source=None, requisition=other, actor=rita)
    assert refused.value.problems["email"][0].startswith("Somebody with this address has applied to this opening")


def test_codes_tell_nothing_and_spell_nothing() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 8 and not set(code[2:]) & set("AEIOU01") for code in codes)


@pytest.mark.parametrize(
    ("who", "field", "sentence"),
    [
        ("candidate", "interviewer", "Eve is the candidate."),
        ("conflicted", "interviewer", "Eve has declared a conflict of interest. Choose somebody else."),
        ("left", "interviewer", "Eve has no active account any more."),
    ],
)
def test_some_people_cannot_interview(rita: Account, target: Application, who: str, field: str, sentence: str) -> None:
    eve = factories.account("Eve")
    if who == "candidate":
        target.candidate.account_id = eve.id
    elif who == "left":
        eve.active = False
    else:
        declare_conflict(application=target, account=eve, reason="Cousins", actor=eve)
    focus = {target.requisition.rubric_version.dimensions[0].id}
    with pytest.raises(InvalidInput) as raised:
        plan_interview(application=target, title="Talk", interviewer=eve, focus=focus, actor=rita)
    assert raised.value.problems == {field: [sentence]}


def test_everything_wrong_with_a_plan_is_said_at_once(rita: Account, target: Application) -> None:
    foreign = factories.rubric("Another")
    with pytest.raises(InvalidInput) as raised:
        plan_interview(
            application=target,
            title=" ",
            interviewer=rita,
            focus={foreign.dimensions[0].id},
            exercise_id=foreign.exercises[0].id,
            minutes=0,
            actor=rita,
        )
    assert list(raised.value.problems) == ["title", "focus", "exercise", "minutes"]


@pytest.mark.parametrize("stage", [Stage.CALIBRATION, Stage.DECIDED, Stage.WITHDRAWN])
def test_no_interview_is_planned_after_the_interviews(rita: Account, opening: Requisition, stage: Stage) -> None:
    later = factories.application(opening, stage=stage)
    focus = {opening.rubric_version.dimensions[0].id}
    with pytest.raises(errors.Conflict):
        plan_interview(application=later, title="Talk", interviewer=rita, focus=focus, actor=rita)


def test_a_submitted_interview_is_neither_cancelled_nor_passed_on(rita: Account, target: Application) -> None:
    held = factories.interview(target, factories.account())
    factories.submitted(held)
    with pytest.raises(errors.Conflict, match="submitted"):
        cancel_interview(interview=held, reason="Too late", actor=rita)
    with pytest.raises(errors.Conflict, match="submitted"):
        reassign_interview(interview=held, interviewer=rita, actor=rita)


def test_a_loop_of_another_rubric_is_not_copied(rita: Account, target: Application) -> None:
    source = factories.application(factories.requisition("Other", version=factories.rubric("Other")))
    factories.interview(source, factories.account())
    with pytest.raises(errors.Conflict, match="different rubrics"):
        copy_loop(source=source, application=target, actor=rita)


def test_a_conflict_declared_twice_is_one(target: Application) -> None:
    eve = factories.account("Eve")
    first = declare_conflict(application=target, account=eve, reason="Cousins", actor=eve)
    assert declare_conflict(application=target, account=eve, reason="Again", actor=eve).id == first.id


def test_a_calendar_entry_escapes_and_folds() -> None:
    text = invitation(
        uid="interview-7@levelset",
        title="Design; part 1, " + "ö" * 60,
        starts=datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
        minutes=45,
        url="https://levelset.example/interviews/7/kit",
        made=datetime(2026, 11, 21, 8, 0, tzinfo=UTC),
    )
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert "DTSTART:20261201T093000Z" in unfolded
    assert "DTEND:20261201T101500Z" in unfolded
    assert "SUMMARY:Design\\; part 1\\, " + "ö" * 60 in unfolded
