"""Writing, submitting and reopening scorecards, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from core.errors import Conflict, InvalidInput, NotAllowed
from scorecards.answers import Answers, RatingAnswer, SignalAnswer
from scorecards.enums import ScorecardState, Stage
from scorecards.models import Interview, Rating, Scorecard, ScorecardRevision, SignalSeen
from scorecards.operations.scorecards import StaleScorecard, reopen_scorecard, save_draft, submit_scorecard
from scorecards.queries import sheets
from tests import factories

pytestmark = pytest.mark.postgresql


@pytest.fixture
def ada(app: Flask) -> Account:
    return factories.account("Ada")


@pytest.fixture
def interview(ada: Account) -> Interview:
    return factories.interview(factories.application(), ada, focus=(0, 1))


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def test_a_half_filled_draft_is_stored_as_it_is(ada: Account, card: Scorecard, interview: Interview) -> None:
    half = Answers(
        ratings={interview.focus[0].id: RatingAnswer(evidence=" Asked about load. ")}, summary="So far\r\nso good"
    )
    assert save_draft(card=card, answers=half, actor=ada, expected_version=1) == 2
    db.session.commit()
    stored = sheets.answers(card.id)
    assert stored.rating(interview.focus[0].id) == RatingAnswer(evidence="Asked about load.")
    assert stored.summary == "So far\nso good"
    assert (card.state, card.version) == (ScorecardState.DRAFT, 2)


def test_only_the_first_save_is_recorded(ada: Account, card: Scorecard, complete: Answers) -> None:
    save_draft(card=card, answers=replace(complete, summary="One"), actor=ada, expected_version=1)
    save_draft(card=card, answers=replace(complete, summary="Two"), actor=ada, expected_version=2)
    assert actions() == ["begin_scorecard"]


def test_saving_the_same_text_again_changes_nothing_whatever_was_expected(
    ada: Account, card: Scorecard, complete: Answers
) -> None:
    assert save_draft(card=card, answers=complete, actor=ada, expected_version=1) == 2
    assert save_draft(card=card, answers=complete, actor=ada, expected_version=1) == 2
    assert save_draft(card=card, answers=complete, actor=ada, expected_version=2) == 2


def test_a_cleared_answer_is_gone(ada: Account, card: Scorecard, complete: Answers) -> None:
    save_draft(card=card, answers=complete, actor=ada, expected_version=1)
    save_draft(card=card, answers=Answers(), actor=ada, expected_version=2)
    assert sheets.answers(card.id) == Answers()
    assert db.session.scalar(select(func.count()).select_from(Rating)) == 0


def test_a_stale_save_stores_nothing_and_gives_both_texts(ada: Account, card: Scorecard, complete: Answers) -> None:
    elsewhere = replace(complete, summary="Written on the phone")
    save_draft(card=card, answers=elsewhere, actor=ada, expected_version=1)
    with pytest.raises(StaleScorecard) as raised:
        save_draft(card=card, answers=complete, actor=ada, expected_version=1)
    assert raised.value.stored == elsewhere
    assert raised.value.version == 2
    assert sheets.answers(card.id) == elsewhere


def test_a_stale_submit_submits_nothing(ada: Account, card: Scorecard, complete: Answers) -> None:
    save_draft(card=card, answers=replace(complete, summary="Elsewhere"), actor=ada, expected_version=1)
    with pytest.raises(StaleScorecard):
        submit_scorecard(card=card, answers=complete, actor=ada, expected_version=1)
    assert card.state is ScorecardState.DRAFT


@pytest.mark.parametrize("field", ["ratings", "signals"])
def test_an_answer_about_another_rubric_is_refused(
    ada: Account, card: Scorecard, complete: Answers, field: str
) -> None:
    other = factories.rubric("Another")
    foreign = {
        "ratings": {other.dimensions[0].id: RatingAnswer(score=3, evidence="x")},
        "signals": {other.signals[0].id: SignalAnswer(seen=True)},
    }
    answers = replace(complete, **{field: foreign[field]})
    with pytest.raises(InvalidInput, match="belongs to another rubric"):
        save_draft(card=card, answers=answers, actor=ada, expected_version=1)
    assert sheets.answers(card.id) == Answers()


def test_a_score_off_the_scale_is_refused(ada: Account, card: Scorecard, interview: Interview) -> None:
    answers = Answers(ratings={interview.focus[0].id: RatingAnswer(score=6, evidence="Off the chart")})
    with pytest.raises(InvalidInput, match="between 1 and 5"):
        save_draft(card=card, answers=answers, actor=ada, expected_version=1)


def test_submit_is_refused_when_a_dimension_is_unrated(
    ada: Account, card: Scorecard, complete: Answers, interview: Interview
) -> None:
    design = interview.focus[0]
    left = {key: answer for key, answer in complete.ratings.items() if key != design.id}
    with pytest.raises(InvalidInput) as raised:
        submit_scorecard(card=card, answers=replace(complete, ratings=left), actor=ada, expected_version=1)
    assert list(raised.value.problems) == [f"rating-{design.id}"]
    assert card.state is ScorecardState.DRAFT


def test_a_submission_is_kept_as_a_revision_without_the_private_notes(
    ada: Account, card: Scorecard, complete: Answers
) -> None:
    revision = submit_scorecard(card=card, answers=complete, actor=ada, expected_version=1)
    db.session.commit()
    assert (revision.number, revision.submitted_by_id, len(revision.content_sha256)) == (1, ada.id, 64)
    assert sheets.revision_answers(revision.content) == replace(complete, private_notes="")
    assert (card.state, card.submissions, card.submitted_at) == (ScorecardState.SUBMITTED, 1, revision.submitted_at)
    assert actions() == ["begin_scorecard", "submit_scorecard"]


def test_what_is_recorded_holds_no_score(ada: Account, card: Scorecard, complete: Answers) -> None:
    submit_scorecard(card=card, answers=complete, actor=ada, expected_version=1)
    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(event.about, event.details) for event in events] == [
        (f"application:{card.interview.application_id}", {}),
        (f"application:{card.interview.application_id}", {"revision": 1}),
    ]


def test_submitting_twice_does_nothing_twice(ada: Account, card: Scorecard, complete: Answers) -> None:
    first = submit_scorecard(card=card, answers=complete, actor=ada, expected_version=1)
    again = submit_scorecard(card=card, answers=complete, actor=ada, expected_version=1)
    assert again.id == first.id
    assert db.session.scalar(select(func.count()).select_from(ScorecardRevision)) == 1
    assert actions() == ["begin_scorecard", "submit_scorecard"]


def test_submitting_another_text_afterwards_is_refused(ada: Account, card: Scorecard, complete: Answers) -> None:
    submit_scorecard(card=card, answers=complete, actor=ada, expected_version=1)
    with pytest.raises(Conflict, match="Reopen it"):
        submit_scorecard(card=card, answers=replace(complete, summary="Other"), actor=ada, expected_version=2)
    with pytest.raises(Conflict, match="Reopen it"):
        save_draft(card=card, answers=complete, actor=ada, expected_version=2)


def test_reopening_needs_a_reason_and_keeps_the_old_text(ada: Account, card: Scorecard, complete: Answers) -> None:
    submit_scorecard(card=card, answers=complete, actor=ada, expected_version=1)
    with pytest.raises(InvalidInput, match="not reopened"):
        reopen_scorecard(card=card, reason="  ", actor=ada)
    reopen_scorecard(card=card, reason="Mixed up two candidates", actor=ada)
    assert card.state is ScorecardState.REOPENED
    submit_scorecard(
        card=card, answers=replace(complete, summary="Corrected"), actor=ada, expected_version=card.version
    )
    revisions = list(sheets.revisions(card.id))
    assert [(revision.number, revision.reason, revision.content["summary"]) for revision in revisions] == [
        (1, "", "Would ask about load next."),
        (2, "Mixed up two candidates", "Corrected"),
    ]


def test_a_signal_keeps_its_row_when_its_answer_changes(ada: Account, card: Scorecard, complete: Answers) -> None:
    save_draft(card=card, answers=complete, actor=ada, expected_version=1)
    before = db.session.scalars(select(SignalSeen.id)).all()
    (signal_id,) = complete.signals
    seen = replace(complete, signals={signal_id: SignalAnswer(seen=True, evidence="Said so.")})
    save_draft(card=card, answers=seen, actor=ada, expected_version=2)
    assert db.session.execute(select(SignalSeen.id, SignalSeen.seen)).all() == [(before[0], True)]


@pytest.mark.parametrize("stage", [Stage.DECIDED, Stage.WITHDRAWN])
def test_a_closed_application_keeps_its_scorecards(
    ada: Account, card: Scorecard, complete: Answers, stage: Stage
) -> None:
    submit_scorecard(card=card, answers=complete, actor=ada, expected_version=1)
    card.interview.application.stage = stage
    with pytest.raises(Conflict, match="closed"):
        reopen_scorecard(card=card, reason="Typo", actor=ada)


def test_nobody_else_writes_a_scorecard(card: Scorecard, complete: Answers) -> None:
    with pytest.raises(NotAllowed):
        save_draft(card=card, answers=complete, actor=factories.account("Ben"), expected_version=1)


def test_a_cancelled_interview_takes_no_scorecard(ada: Account, complete: Answers, interview: Interview) -> None:
    gone = factories.interview(interview.application, ada, cancelled=True)
    with pytest.raises(Conflict, match="cancelled"):
        save_draft(card=gone.scorecard, answers=complete, actor=ada, expected_version=1)
