"""Learning to interview: shadow, reverse shadow, graduated; and whose scorecard counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from scorecards.enums import TeamRole, TrainingStep
from scorecards.models import Application, Interview, Requisition, Training
from scorecards.operations.loops import plan_interview
from scorecards.operations.planned_loops import plan_reverse_shadow
from scorecards.operations.training import begin_training, move_training
from scorecards.queries.people import interviewers
from scorecards.training import TrainingRules, asks_reason, may_follow, refusal
from tests import factories
from tests.scorecards.kinds import Markup, SignIn

SHADOW, REVERSE, GRADUATED = TrainingStep


@pytest.fixture
def rita(app: Flask) -> Account:
    return factories.account("Rita Recruiter", Role.RECRUITER)


@pytest.fixture
def lea(app: Flask) -> Account:
    return factories.account("Lea Learner")


@pytest.fixture
def opening(rita: Account) -> Requisition:
    return factories.requisition(team={TeamRole.RECRUITER: [rita]})


@pytest.fixture
def target(opening: Requisition) -> Application:
    return factories.application(opening)


@pytest.fixture
def training(opening: Requisition, lea: Account, rita: Account) -> Training:
    begun = begin_training(account=lea, rubric=opening.rubric_version.rubric, actor=rita)
    db.session.commit()
    return begun


@pytest.mark.parametrize(
    ("step", "training", "counts", "is_refused"),
    [
        (None, None, True, False),
        (None, SHADOW, False, False),
        (None, REVERSE, False, True),
        (SHADOW, None, True, True),
        (SHADOW, None, False, False),
        (SHADOW, SHADOW, False, False),
        (SHADOW, REVERSE, False, True),
        (REVERSE, None, True, True),
        (REVERSE, SHADOW, False, False),
        (REVERSE, REVERSE, False, False),
        (GRADUATED, None, True, False),
        (GRADUATED, REVERSE, False, True),
    ],
)
def test_what_a_learner_may_do_follows_from_the_step(
    step: TrainingStep | None, training: TrainingStep | None, counts: bool, is_refused: bool
) -> None:
    assert (refusal("Lea", step, training, counts=counts) is not None) == is_refused


def test_a_shadow_never_counts_and_a_leader_under_watch_only_by_setting() -> None:
    assert [TrainingRules().counts(step) for step in (None, SHADOW, REVERSE)] == [True, False, False]
    assert [TrainingRules(leader_counts=True).counts(step) for step in (None, SHADOW, REVERSE)] == [True, False, True]


def test_steps_are_taken_one_by_one_and_back_at_will() -> None:
    assert {(a, b) for a in TrainingStep for b in TrainingStep if may_follow(a, b)} == {
        (SHADOW, REVERSE),
        (REVERSE, GRADUATED),
        (REVERSE, SHADOW),
        (GRADUATED, REVERSE),
        (GRADUATED, SHADOW),
    }


@pytest.mark.parametrize(
    ("before", "after", "done", "asked"),
    [
        (TrainingStep.SHADOW, TrainingStep.REVERSE_SHADOW, 2, False),
        (TrainingStep.SHADOW, TrainingStep.REVERSE_SHADOW, 1, True),
        (TrainingStep.REVERSE_SHADOW, TrainingStep.SHADOW, 2, True),
    ],
)
def test_a_reason_is_asked_to_go_on_early_and_to_go_back(
    before: TrainingStep, after: TrainingStep, done: int, asked: bool
) -> None:
    assert asks_reason(before, after, done=done, needed=2) is asked


@pytest.mark.parametrize("leader_counts", [False, True])
def test_exactly_one_of_leader_and_watcher_counts(
    app: Flask, rita: Account, lea: Account, target: Application, training: Training, leader_counts: bool
) -> None:
    app.config["TRAINING_LEADER_COUNTS"] = leader_counts
    training.step = REVERSE
    focus = {target.requisition.rubric_version.dimensions[0].id}
    leading, watching = plan_reverse_shadow(
        application=target, title="Talk", learner=lea, watcher=rita, focus=focus, actor=rita
    )
    assert (leading.is_shadow, watching.is_shadow) == (not leader_counts, leader_counts)
    assert (leading.training, watching.training) == (REVERSE, None)


def test_a_learner_is_not_planned_as_an_interviewer(
    rita: Account, lea: Account, target: Application, training: Training
) -> None:
    focus = {target.requisition.rubric_version.dimensions[0].id}
    with pytest.raises(InvalidInput) as raised:
        plan_interview(application=target, title="Talk", interviewer=lea, focus=focus, actor=rita)
    assert raised.value.problems == {
        "interviewer": ["Lea Learner is learning and shadows only. Plan this as a shadow, or choose somebody else."]
    }
    planned = plan_interview(
        application=target, title="Talk", interviewer=lea, focus=focus, training=SHADOW, actor=rita
    )
    assert planned.is_shadow


def test_a_person_moves_the_training_on_and_says_why_when_it_is_early(
    rita: Account, lea: Account, target: Application, training: Training
) -> None:
    with pytest.raises(InvalidInput, match="0 of 2 are done"):
        move_training(training=training, step=REVERSE, reason=" ", actor=rita)
    for _ in range(2):
        held = factories.interview(target, lea, shadow=True, training=SHADOW)
        factories.submitted(held)
    move_training(training=training, step=REVERSE, reason="", actor=rita)
    with pytest.raises(Conflict, match="Nobody moves their own training"):
        move_training(training=training, step=GRADUATED, reason="I am good", actor=lea)
    with pytest.raises(InvalidInput, match="0 of 1"):
        move_training(training=training, step=GRADUATED, reason="", actor=rita)
    move_training(training=training, step=GRADUATED, reason="Led panels elsewhere.", actor=rita)
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "move_training").order_by(AuditEvent.id))
    assert [(each.actor_name, each.details["after"], each.details["done"]) for each in events] == [
        ("Rita Recruiter", "reverse_shadow", 2),
        ("Rita Recruiter", "graduated", 0),
    ]


def test_enough_interviews_never_move_anybody_on(lea: Account, target: Application, training: Training) -> None:
    for _ in range(5):
        factories.submitted(factories.interview(target, lea, shadow=True, training=SHADOW))
    db.session.expire_all()
    assert training.step is SHADOW


def test_load_counts_this_week_and_the_next_without_what_was_cancelled(
    app: Flask, rita: Account, lea: Account, target: Application
) -> None:
    week = now() - timedelta(days=now().weekday())
    for days, cancelled in ((0, False), (6, False), (7, False), (8, True), (14, False), (-1, False)):
        factories.interview(target, lea, starts=week + timedelta(days=days), cancelled=cancelled)
    (person,) = [each for each in interviewers(rubric_id=None, now=now(), viewer=rita) if each.account_id == lea.id]
    assert (person.this_week, person.next_week, person.unwritten) == (2, 1, 5)


def test_training_is_begun_and_moved_on_its_page_and_seen_when_assigning(
    sign_in: SignIn, rita: Account, lea: Account, opening: Requisition, target: Application
) -> None:
    browser, url = sign_in(rita), f"/requisitions/{opening.id}/training"
    browser.post(url, data={"account": lea.id})
    row = db.session.scalars(select(Training)).one()
    assert "learning: 0 shadowed" in browser.get(f"/applications/{target.id}/interviews/new").text
    assert browser.post(f"{url}/{row.id}", data={"step": "reverse_shadow"}).status_code == 422
    browser.post(f"{url}/{row.id}", data={"step": "reverse_shadow", "reason": "Interviewed for years."})
    db.session.expire_all()
    assert row.step is REVERSE
    planned = browser.post(
        f"/applications/{target.id}/interviews/new",
        data={
            "title": "Talk",
            "interviewer": lea.id,
            "training": "reverse_shadow",
            "watcher": rita.id,
            "focus": [opening.rubric_version.dimensions[0].id],
            "minutes": "45",
        },
    )
    assert planned.status_code == 302
    rows = db.session.scalars(select(Interview).order_by(Interview.position))
    assert "Reverse shadow, not counted" in browser.get(f"/applications/{target.id}").text
    assert [(each.title, each.interviewer.name, each.is_shadow) for each in rows] == [
        ("Talk", "Lea Learner", True),
        ("Talk (watching)", "Rita Recruiter", False),
    ]


def test_people_operations_find_the_training_of_each_rubric_and_no_opening(
    sign_in: SignIn, markup: Markup, rita: Account, lea: Account, opening: Requisition
) -> None:
    petra = factories.account("Petra", Role.PEOPLE_OPERATIONS)
    begin_training(account=lea, rubric=opening.rubric_version.rubric, actor=rita)
    browser = sign_in(petra)
    page = markup(browser.get("/training"))
    (row,) = page.css("#trainings tbody tr")
    assert [cell.text(strip=True) for cell in row.css("td")] == ["1", "0"]
    assert "/training" in [link.attributes["href"] for link in markup(browser.get("/insights/")).css("main a")]
    training = markup(browser.get(row.css_first("a").attributes["href"]))
    assert [link.attributes["href"] for link in training.css(".crumbs a")] == ["/training"]
    assert opening.title not in page.text() + training.text()
    assert sign_in(rita).get("/training").status_code == 403
