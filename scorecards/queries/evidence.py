"""The evidence on applications: who scored what, on which grounds.

`visible_evidence…` gives what one viewer may read now; `whole_evidence` gives every submitted scorecard and is for
callers that have checked their rule already, such as the packet. Drafts, reopened scorecards and private notes are in
neither. Four queries, however many applications.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from accounts.models import Account
from core.database import db
from rubrics.models import RubricDimension, RubricExercise, RubricSignal
from scorecards.enums import ScorecardState
from scorecards.evidence import AnsweredSignal, Evidence, LoopInterview, SubmittedCard, SubmittedRating
from scorecards.models import (
    Application,
    Interview,
    InterviewFocus,
    Rating,
    Requisition,
    Scorecard,
    ScorecardRevision,
    SignalSeen,
)
from scorecards.queries.sight import Viewer, application_is_known, identities_are_open, scorecard_is_open

__all__ = [
    "AnsweredSignal",
    "Evidence",
    "LoopInterview",
    "SubmittedCard",
    "SubmittedRating",
    "visible_evidence",
    "visible_evidence_of",
    "whole_evidence",
]

_OfCard = TypeVar("_OfCard", SubmittedRating, AnsweredSignal)


def visible_evidence(*, application_id: int, viewer: Viewer) -> Evidence | None:
    """What the viewer may read of the application now, or None when it does not exist for them."""
    return _gather(Application.id == application_id, viewer).get(application_id)


def visible_evidence_of(*, application_ids: Sequence[int], viewer: Viewer) -> dict[int, Evidence]:
    """What the viewer may read of each application, without those that do not exist for them."""
    return _gather(Application.id.in_(application_ids), viewer)


def whole_evidence(*, application_id: int) -> Evidence | None:
    """Every submitted scorecard of the application with all names, or None when there is no such application.

    Asks no rule: only for callers that have.
    """
    return _gather(Application.id == application_id, None).get(application_id)


def _gather(which: ColumnElement[bool], viewer: Viewer | None) -> dict[int, Evidence]:
    known = true() if viewer is None else application_is_known(viewer)
    readable = Scorecard.state == ScorecardState.SUBMITTED if viewer is None else scorecard_is_open(viewer)
    named = true() if viewer is None else or_(Interview.interviewer_id == viewer.id, identities_are_open(viewer))
    applications = db.session.scalars(
        select(Application.id).join(Requisition).where(which, known).order_by(Application.id)
    ).all()
    interviews = db.session.execute(_interviews(and_(which, known), readable, named)).all()
    focus = _focus(and_(which, known))
    ratings, signals = _by_card(_ratings(and_(which, readable))), _by_card(_signals(and_(which, readable)))
    rows: dict[int, list[LoopInterview]] = {application_id: [] for application_id in applications}
    for row in interviews:
        card = _card(row, ratings, signals) if row.readable else None
        rows[row.application_id].append(
            LoopInterview(
                id=row.id,
                application_id=row.application_id,
                position=row.position,
                title=row.title,
                interviewer_id=row.interviewer_id if row.named else None,
                interviewer=row.interviewer if row.named else f"Interviewer {row.position}",
                is_own=viewer is not None and row.interviewer_id == viewer.id,
                exercise=row.exercise,
                scheduled_at=row.scheduled_at,
                minutes=row.minutes,
                is_shadow=row.is_shadow,
                training=row.training,
                could_read=row.could_read and row.named,
                is_cancelled=row.cancelled_at is not None,
                focus=tuple(focus.get(row.id, ())),
                scorecard_id=row.scorecard_id,
                state=row.state,
                card=card,
            )
        )
    return {application_id: Evidence(application_id, tuple(found)) for application_id, found in rows.items()}


def _interviews(
    which: ColumnElement[bool], readable: ColumnElement[bool], named: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Hidden columns are not asked for by value: the join on the revision gives nothing unless the card is readable."""
    opened = aliased(Scorecard)
    return (
        select(
            Interview.id,
            Interview.application_id,
            Interview.position,
            Interview.title,
            Interview.interviewer_id,
            Account.name.label("interviewer"),
            RubricExercise.name.label("exercise"),
            Interview.scheduled_at,
            Interview.minutes,
            Interview.is_shadow,
            Interview.training,
            Interview.could_read,
            Interview.cancelled_at,
            Scorecard.id.label("scorecard_id"),
            Scorecard.state,
            readable.label("readable"),
            named.label("named"),
            opened.submitted_at,
            opened.recommendation,
            opened.level_read,
            opened.summary,
            opened.minutes_used,
            ScorecardRevision.id.label("revision_id"),
            ScorecardRevision.number.label("revision"),
        )
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Account, Account.id == Interview.interviewer_id)
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .outerjoin(RubricExercise, RubricExercise.id == Interview.exercise_id)
        .outerjoin(opened, and_(opened.id == Scorecard.id, readable))
        .outerjoin(
            ScorecardRevision,
            and_(ScorecardRevision.scorecard_id == opened.id, ScorecardRevision.number == opened.submissions),
        )
        .where(which)
        .order_by(Interview.application_id, Interview.position)
    )


def _focus(which: ColumnElement[bool]) -> dict[int, list[int]]:
    rows = db.session.execute(
        select(InterviewFocus.interview_id, InterviewFocus.dimension_id)
        .join(Interview, Interview.id == InterviewFocus.interview_id)
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RubricDimension, RubricDimension.id == InterviewFocus.dimension_id)
        .where(which)
        .order_by(RubricDimension.position)
    )
    focus: dict[int, list[int]] = {}
    for interview_id, dimension_id in rows:
        focus.setdefault(interview_id, []).append(dimension_id)
    return focus


def _ratings(which: ColumnElement[bool]) -> list[SubmittedRating]:
    rows = db.session.execute(
        select(Rating.scorecard_id, Rating.dimension_id, Rating.score, Rating.not_observed_reason, Rating.evidence)
        .join(Scorecard, Scorecard.id == Rating.scorecard_id)
        .join(Interview, Interview.id == Scorecard.interview_id)
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RubricDimension, RubricDimension.id == Rating.dimension_id)
        .where(which, or_(Rating.score.is_not(None), Rating.not_observed))
        .order_by(Rating.scorecard_id, RubricDimension.position)
    )
    return [SubmittedRating(*row) for row in rows]


def _signals(which: ColumnElement[bool]) -> list[AnsweredSignal]:
    rows = db.session.execute(
        select(
            SignalSeen.id,
            SignalSeen.scorecard_id,
            RubricSignal.id,
            RubricSignal.kind,
            RubricSignal.text,
            RubricSignal.severity,
            RubricSignal.dimension_id,
            func.coalesce(SignalSeen.seen, false()),
            SignalSeen.evidence,
        )
        .join(RubricSignal, RubricSignal.id == SignalSeen.signal_id)
        .join(Scorecard, Scorecard.id == SignalSeen.scorecard_id)
        .join(Interview, Interview.id == Scorecard.interview_id)
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(which, SignalSeen.seen.is_not(None))
        .order_by(SignalSeen.scorecard_id, RubricSignal.kind, RubricSignal.position)
    )
    return [AnsweredSignal(*row) for row in rows]


def _card(
    row: Row[Any], ratings: dict[int, list[SubmittedRating]], signals: dict[int, list[AnsweredSignal]]
) -> SubmittedCard:
    return SubmittedCard(
        scorecard_id=row.scorecard_id,
        revision_id=row.revision_id,
        revision=row.revision,
        submitted_at=row.submitted_at,
        recommendation=row.recommendation,
        level_read=row.level_read,
        summary=row.summary,
        minutes_used=row.minutes_used,
        ratings=tuple(ratings.get(row.scorecard_id, ())),
        signals=tuple(signals.get(row.scorecard_id, ())),
    )


def _by_card(rows: Iterable[_OfCard]) -> dict[int, list[_OfCard]]:
    grouped: dict[int, list[_OfCard]] = {}
    for row in rows:
        grouped.setdefault(row.scorecard_id, []).append(row)
    return grouped
