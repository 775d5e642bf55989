"""The demo in the database: whole, correct, repeatable, and never mixed with anything else."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from accounts.enums import Role
from accounts.passwords import matches
from accounts.queries import account_by_email
from calibration.demo.applications import applications
from calibration.demo.library import PLACED_AT
from calibration.demo.load import LOADED, DemoSummary
from calibration.demo.openings import OPENINGS
from calibration.demo.people import PASSWORD
from calibration.demo.rewriting import ADDED, REWRITTEN
from calibration.models import Decision, RedFlagAnswer
from core.audit import AuditEvent
from core.content import content_sha256
from core.database import db
from rubrics.difference import ChangeKind, difference
from rubrics.enums import RubricState
from rubrics.models import Placement, RoleProfile, RubricReview, RubricVersion, Statement
from rubrics.queries.adjacent import adjacent_to
from rubrics.queries.contents import content
from rubrics.queries.reviews import review_page
from scorecards.answers import revision_content
from scorecards.completeness import problems
from scorecards.enums import ScorecardState, Stage, TeamRole
from scorecards.models import Application, Interview, Requisition, Scorecard
from scorecards.queries import sheets
from scorecards.queries.plans import steps
from tests.calibration.demo.company import TODAY, digest, loaded

OPERATIONS = (
    "accounts.operations",
    "rubrics.operations.documents",
    "rubrics.operations.drafts",
    "rubrics.operations.placing",
    "rubrics.operations.publishing",
    "rubrics.operations.reviewing",
    "scorecards.operations.candidates",
    "scorecards.operations.loops",
    "scorecards.operations.plans",
    "scorecards.operations.requisitions",
    "scorecards.operations.scorecards",
    "calibration.operations.adjustments",
    "calibration.operations.benchmarks",
    "calibration.operations.decisions",
    "calibration.operations.follow_ups",
    "calibration.operations.items",
    "calibration.operations.messages",
    "calibration.operations.positions",
    "calibration.operations.sessions",
    "scorecards.operations.training",
)


@pytest.mark.postgresql
def test_everything_told_is_stored(demo: DemoSummary) -> None:
    stories = applications(24, seed=1, today=TODAY)
    meetings = [meeting for story in stories for meeting in story.meetings]
    cards = [meeting.card for meeting in meetings if meeting.card]
    assert demo.is_new
    expected = {
        "account": 15,
        "source_document": 4,
        "ladder": 2,
        "rubric": 3,
        "requisition": 2,
        "candidate": 24,
        "application": 24,
        "interview": len(meetings),
        "scorecard": len(meetings),
        "scorecard_revision": sum(len(card.submissions) for card in cards),
        "rating": sum(len(card.ratings) for card in cards),
        "decision": sum(len(story.rulings) for story in stories),
    }
    assert {name: demo.counts[name] for name in expected} == expected
    stages = db.session.execute(select(Application.stage, func.count()).group_by(Application.stage))
    assert {stage for stage, _ in stages} == set(Stage)


def test_the_same_seed_gives_the_same_company_twice_and_another_seed_another(demo: DemoSummary) -> None:
    digests = [digest()]
    for seed in (1, 2):
        db.session.remove()
        db.drop_all()
        db.create_all()
        loaded(seed=seed)
        digests.append(digest())
    assert digests[0] == digests[1] != digests[2]


def test_rubrics_are_published_for_their_targets_with_must_haves_and_sourced_statements(demo: DemoSummary) -> None:
    for version, opening in zip(_pinned(), OPENINGS, strict=True):
        assert (version.state, version.target_code) == (RubricState.PUBLISHED, opening.target)
        assert {row.name for row in version.dimensions} == set(opening.dimensions)
        assert {row.name for row in version.dimensions if row.must_have} == opening.must_haves
        assert {row.name: {dimension.name for dimension in row.dimensions} for row in version.exercises} == {
            step.exercise: set(step.focus) for step in opening.loop if step.exercise
        }
    unsourced = select(Statement.text).where(Statement.document_id.is_(None) | (Statement.locator == ""))
    assert list(db.session.scalars(unsourced)) == [ADDED]


def _pinned() -> list[RubricVersion]:
    """The versions that the openings are scored against."""
    return [row.rubric_version for row in db.session.scalars(select(Requisition).order_by(Requisition.id))]


def test_a_newer_version_waits_for_its_opening_and_a_draft_for_its_panel(demo: DemoSummary) -> None:
    first, *_ = _pinned()
    newer = db.session.scalars(select(RubricVersion).where(RubricVersion.rubric == first.rubric)).all()[-1]
    assert (first.number, newer.number, newer.state) == (1, 2, RubricState.PUBLISHED)
    changed = difference(content(first), content(newer))
    assert [entry.kind for entry in changed] == [
        ChangeKind.weight,
        ChangeKind.questions,
        ChangeKind.statement_edited,
        ChangeKind.statement_added,
    ]
    assert [REWRITTEN in str(entry) for entry in changed] == [True] * 4
    draft = db.session.scalars(select(RubricVersion).where(RubricVersion.state == RubricState.IN_REVIEW)).one()
    assert draft.second_ladder is not None
    panel = review_page(draft)
    assert panel is not None
    assert [row.is_present for row in panel.reviewers] == [True, True]
    assert [row.state for row in panel.comments] == ["answered", "open"]
    assert panel.passes is False
    moments = [draft.created_at, *(db.session.scalars(select(RubricReview.reviewed_at)))]
    assert moments == sorted(moments)


def test_the_library_holds_a_whole_profile_and_a_level_placed_by_a_person(demo: DemoSummary) -> None:
    profile = db.session.scalars(select(RoleProfile)).one()
    parts = ("attributes", "story", "components", "skills", "aliases", "classifications", "pay", "provenance")
    assert [part for part in parts if not profile.details[part]] == []
    assert [name for name, entries in profile.details["components"].items() if not entries] == []
    assert adjacent_to(profile) != []
    placement = db.session.scalars(select(Placement)).one()
    assert (placement.placed_by, placement.rank) == ("Daniel Osei", PLACED_AT)
    assert placement.proposed != placement.rank


def test_every_anchor_of_the_first_opening_is_written(demo: DemoSummary) -> None:
    first, *_ = _pinned()
    unwritten = [
        (row.name, anchor.score) for row in first.dimensions for anchor in row.anchors if not anchor.statements
    ]
    assert unwritten == []


@pytest.mark.postgresql
def test_submitted_scorecards_are_what_the_real_operation_would_have_kept(demo: DemoSummary) -> None:
    for card in _cards(ScorecardState.SUBMITTED):
        sheet, answers = sheets.sheet(card.interview_id), sheets.answers(card.id)
        assert problems(sheet, answers) == {}
        latest = card.revisions[-1]
        assert content_sha256(revision_content(sheet, answers)) == latest.content_sha256
        assert (latest.number, latest.submitted_at) == (card.submissions, card.submitted_at)
        assert latest.submitted_by_id == card.interview.interviewer_id


def _cards(state: ScorecardState) -> Iterator[Scorecard]:
    yield from db.session.scalars(select(Scorecard).where(Scorecard.state == state).order_by(Scorecard.id))


def test_drafts_and_untouched_scorecards_have_no_revision(demo: DemoSummary) -> None:
    drafts = list(_cards(ScorecardState.DRAFT))
    assert {bool(card.revisions) for card in drafts} == {False}
    assert {card.version == 1 for card in drafts if not card.ratings} == {True}
    assert {card.version for card in drafts if card.ratings} == {2}


def test_a_scorecard_submitted_twice_keeps_both_texts_and_the_reason(demo: DemoSummary) -> None:
    (card,) = db.session.scalars(select(Scorecard).where(Scorecard.submissions == 2))
    first, second = card.revisions
    assert first.content["ratings"] != second.content["ratings"]
    assert (first.reason, bool(second.reason)) == ("", True)


def test_interviewers_scorecards_and_decisions_are_of_people_on_the_team(demo: DemoSummary) -> None:
    for requisition in db.session.scalars(select(Requisition)):
        team = {role: {row.account_id for row in requisition.team if row.role is role} for role in TeamRole}
        assert {role: bool(people) for role, people in team.items()} == dict.fromkeys(TeamRole, True)
        seats = select(Interview.interviewer_id).join(Application).where(Application.requisition_id == requisition.id)
        deciders = select(Decision.decided_by_id).join(Application).where(Application.requisition_id == requisition.id)
        assert set(db.session.scalars(seats)) <= team[TeamRole.INTERVIEWER]
        assert set(db.session.scalars(deciders)) == team[TeamRole.CHAIR]


def test_every_loop_is_the_plan_of_its_opening_but_for_second_looks(demo: DemoSummary) -> None:
    for opening, requisition in zip(
        OPENINGS, db.session.scalars(select(Requisition).order_by(Requisition.id)), strict=True
    ):
        planned = steps(requisition.id)
        assert [(step.title, step.minutes, step.exercise) for step in planned] == [
            (step.title, step.minutes, step.exercise) for step in opening.loop
        ]
        known = {step.id: step.title for step in planned}
        for row in db.session.scalars(
            select(Interview).join(Application).where(Application.requisition_id == requisition.id)
        ):
            assert row.title == known.get(row.planned_id or 0, "Second look")


def test_history_uses_the_names_of_real_operations_and_runs_forward(demo: DemoSummary) -> None:
    known = {name for module in OPERATIONS for name in vars(importlib.import_module(module))} | {
        LOADED,
        "begin_scorecard",
    }
    assert set(db.session.scalars(select(AuditEvent.action))) - known == set()
    for application in db.session.scalars(select(Application)):
        about = select(AuditEvent.at).where(AuditEvent.about == f"application:{application.id}")
        moments = list(db.session.scalars(about.order_by(AuditEvent.id)))
        assert moments == sorted(moments)
        assert moments[0] == application.created_at


def test_documents_and_rubrics_are_older_than_the_first_application(demo: DemoSummary) -> None:
    first = db.session.scalar(select(func.min(Application.created_at)))
    assert [row.published_at < first for row in _pinned() if row.published_at] == [True, True]


def test_red_flags_of_decided_applications_are_answered(demo: DemoSummary) -> None:
    answers = db.session.scalars(select(RedFlagAnswer)).all()
    assert {row.signal_seen.scorecard.interview.application.stage for row in answers} == {Stage.DECIDED}


def test_everybody_named_can_sign_in_with_the_printed_password(demo: DemoSummary) -> None:
    printed = demo.to_json()
    assert set(printed["sign_ins"]) == {role.value for role in Role}
    for role, email in printed["sign_ins"].items():
        account = account_by_email(email)
        assert account is not None
        assert account.has_role(Role(role))
        assert matches(printed["password"], account.password_hash)
    assert printed["password"] == PASSWORD
