"""The evidence on applications: who scored what, on which grounds.

`visible_evidence…` gives what one viewer may read now; `whole_evidence` gives every submitted scorecard and is for
callers that have checked their rule already, such as the packet. Drafts, reopened scorecards and private notes are in
neither. Five queries, however many applications.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, false, func, or_, select, true
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
from scorecards.queries.sight import QUERIES_KEPT, Viewer, application_is_known, interviewer_is_named, scorecard_is_open

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

WITHOUT_RULE = (true(), Scorecard.state == ScorecardState.SUBMITTED, true())
"""The conditions of `whole_evidence`: every application, every submitted scorecard, every name."""

_OfCard = TypeVar("_OfCard", SubmittedRating, AnsweredSignal)


def visible_evidence(*, application_id: int, viewer: Viewer) -> Evidence | None:
    """What the viewer may read of the application now, or None when it does not exist for them."""
    return _gather([application_id], viewer).get(application_id)


def visible_evidence_of(*, application_ids: Sequence[int], viewer: Viewer) -> dict[int, Evidence]:
    """What the viewer may read of each application, without those that do not exist for them."""
    return _gather(application_ids, viewer)


def whole_evidence(*, application_id: int) -> Evidence | None:
    """Every submitted scorecard of the application with all names, or None when there is no such application.

    Asks no rule: only for callers that have.
    """
    return _gather([application_id], None).get(application_id)


@dataclass(frozen=True, slots=True)
class _Questions:
    """The queries that gather evidence on the `applications` they are executed with."""

    applications: Select[int]
    interviews: Select[*tuple[Any, ...]]
    focus: Select[int, int]
    ratings: Select[*tuple[Any, ...]]
    signals: Select[*tuple[Any, ...]]


@lru_cache(maxsize=QUERIES_KEPT)
def _questions(known: ColumnElement[bool], readable: ColumnElement[bool], named: ColumnElement[bool]) -> _Questions:
    which = Application.id.in_(bindparam("applications", expanding=True))
    open_there = and_(which, known)
    return _Questions(
        select(Application.id).join(Requisition).where(open_there).order_by(Application.id),
        _interviews(open_there, readable, named),
        _focus(open_there),
        _ratings(and_(which, readable)),
        _signals(and_(which, readable)),
    )


def _gather(application_ids: Sequence[int], viewer: Viewer | None) -> dict[int, Evidence]:
    if viewer is None:
        questions = _questions(*WITHOUT_RULE)
    else:
        questions = _questions(application_is_known(viewer), scorecard_is_open(viewer), interviewer_is_named(viewer))
    asked = {"applications": list(application_ids)}
    applications = db.session.scalars(questions.applications, asked).all()
    interviews = db.session.execute(questions.interviews, asked).all()
    focus: dict[int, list[int]] = {}
    for interview_id, dimension_id in db.session.execute(questions.focus, asked):
        focus.setdefault(interview_id, []).append(dimension_id)
    ratings = _by_card(SubmittedRating(*row) for row in db.session.execute(questions.ratings, asked))
    signals = _by_card(AnsweredSignal(*row) for row in db.session.execute(questions.signals, asked))
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


def _focus(which: ColumnElement[bool]) -> Select[int, int]:
    return (
        select(InterviewFocus.interview_id, InterviewFocus.dimension_id)
        .join(Interview, Interview.id == InterviewFocus.interview_id)
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RubricDimension, RubricDimension.id == InterviewFocus.dimension_id)
        .where(which)
        .order_by(RubricDimension.position)
    )


def _ratings(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(Rating.scorecard_id, Rating.dimension_id, Rating.score, Rating.not_observed_reason, Rating.evidence)
        .join(Scorecard, Scorecard.id == Rating.scorecard_id)
        .join(Interview, Interview.id == Scorecard.interview_id)
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(RubricDimension, RubricDimension.id == Rating.dimension_id)
        .where(which, or_(Rating.score.is_not(None), Rating.not_observed))
        .order_by(Rating.scorecard_id, RubricDimension.position)
    )


def _signals(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
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
