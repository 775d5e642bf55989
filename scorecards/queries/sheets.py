"""The sheet of an interview and what is written on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from core.database import db
from rubrics.enums import SignalKind
from rubrics.models import Anchor, RubricDimension, RubricSignal, RubricVersion, Statement
from rubrics.queries.version_page import THE_BAR
from scorecards.answers import Answers, RatingAnswer, SignalAnswer
from scorecards.enums import Recommendation
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
from scorecards.sheet import Sheet, SheetAnchor, SheetDimension, SheetSignal, SheetStatement

SIGNAL_ORDER = (SignalKind.STRONG, SignalKind.WEAK, SignalKind.RED_FLAG)


# An interviewer's pages ask them, and each saving does: they are built once.
_VERSION_ID: BindParameter[int] = bindparam("version_id")
_SCORECARD_ID: BindParameter[int] = bindparam("scorecard_id")
_VERSION = (
    select(
        RubricVersion.id,
        RubricVersion.scale_low,
        RubricVersion.scale_high,
        RubricVersion.levels,
        Interview.questions,
    )
    .join(Requisition, Requisition.rubric_version_id == RubricVersion.id)
    .join(Application, Application.requisition_id == Requisition.id)
    .join(Interview, Interview.application_id == Application.id)
    .where(Interview.id == bindparam("interview_id"))
)
_FOCUS = select(InterviewFocus.dimension_id).where(InterviewFocus.interview_id == bindparam("interview_id"))
_DIMENSIONS = (
    select(
        RubricDimension.id,
        RubricDimension.name,
        RubricDimension.must_have,
        RubricDimension.bar,
        RubricDimension.questions,
        RubricDimension.description,
    )
    .where(RubricDimension.version_id == _VERSION_ID)
    .order_by(RubricDimension.position)
)
_ANCHORS = (
    select(Anchor.id, Anchor.dimension_id, Anchor.score, Anchor.meaning, Anchor.level_code)
    .join(RubricDimension)
    .where(RubricDimension.version_id == _VERSION_ID)
    .order_by(Anchor.score)
)
_STATEMENTS = (
    select(
        Statement.anchor_id,
        Statement.text,
        Statement.document_name,
        Statement.locator,
        Statement.level_code,
        Statement.author_name,
    )
    .where(Statement.version_id == _VERSION_ID, Statement.anchor_id.is_not(None))
    .order_by(Statement.anchor_id, Statement.position)
)
_SIGNALS = (
    select(RubricSignal.id, RubricSignal.kind, RubricSignal.text, RubricSignal.severity)
    .where(RubricSignal.version_id == _VERSION_ID)
    .order_by(RubricSignal.position)
)
_CARD = select(
    Scorecard.recommendation,
    Scorecard.level_read,
    Scorecard.minutes_used,
    Scorecard.summary,
    Scorecard.private_notes,
).where(Scorecard.id == _SCORECARD_ID)
_RATINGS = select(
    Rating.dimension_id, Rating.score, Rating.not_observed, Rating.not_observed_reason, Rating.evidence
).where(Rating.scorecard_id == _SCORECARD_ID)
_SEEN = select(SignalSeen.signal_id, SignalSeen.seen, SignalSeen.evidence).where(
    SignalSeen.scorecard_id == _SCORECARD_ID
)


def sheet(interview_id: int, *, with_anchors: bool = True) -> Sheet:
    """What the interview's scorecard can be about; six queries, four without the anchors, which saving does not need.

    Raises NoResultFound when there is no such interview.
    """
    asked = {"interview_id": interview_id}
    version = db.session.execute(_VERSION, asked).one()
    focus = set(db.session.scalars(_FOCUS, asked))
    dimensions = _dimensions(version.id, focus, with_anchors=with_anchors)
    chosen = version.questions or ()
    if chosen:
        dimensions = [_with_chosen(each, chosen) for each in dimensions]
    of_rubric = {text for each in dimensions for text in each.questions}
    return Sheet(
        dimensions=tuple(sorted(dimensions, key=lambda dimension: not dimension.is_focus)),
        signals=_signals(version.id),
        scale_low=version.scale_low,
        scale_high=version.scale_high,
        levels=tuple((level["code"] or level["label"], level["label"]) for level in version.levels),
        questions=tuple(text for text in chosen if text not in of_rubric),
    )


def version_sheet(version_id: int) -> Sheet:
    """What can be scored with the version where there is no interview: every dimension in focus, no signals. Four queries.

    Raises NoResultFound when there is no such version.
    """
    low, high = db.session.execute(
        select(RubricVersion.scale_low, RubricVersion.scale_high).where(RubricVersion.id == version_id)
    ).one()
    found = _dimensions(version_id, set(), with_anchors=True)
    return Sheet(tuple(replace(each, is_focus=True) for each in found), scale_low=low, scale_high=high)


def _with_chosen(dimension: SheetDimension, chosen: Collection[str]) -> SheetDimension:
    """The dimension with those of its questions that were chosen for this interview."""
    return replace(dimension, questions=tuple(text for text in dimension.questions if text in chosen))


def _dimensions(version_id: int, focus: set[int], *, with_anchors: bool) -> list[SheetDimension]:
    rows = db.session.execute(_DIMENSIONS, {"version_id": version_id}).all()
    anchors = _anchors(version_id) if with_anchors else {}
    return [
        SheetDimension(
            id=row.id,
            name=row.name,
            must_have=row.must_have,
            bar=row.bar,
            is_focus=row.id in focus,
            anchors=tuple(
                SheetAnchor(score, label.removesuffix(THE_BAR), is_bar=score == row.bar, statements=said)
                for score, label, said in anchors.get(row.id, ())
            ),
            questions=tuple(row.questions),
            description=tuple(statement["text"] for statement in row.description),
        )
        for row in rows
    ]


def _anchors(version_id: int) -> dict[int, list[tuple[int, str, tuple[SheetStatement, ...]]]]:
    said = _statements(version_id)
    anchors: dict[int, list[tuple[int, str, tuple[SheetStatement, ...]]]] = {}
    for row in db.session.execute(_ANCHORS, {"version_id": version_id}):
        anchor = (row.score, row.meaning or row.level_code or "", tuple(said.get(row.id, ())))
        anchors.setdefault(row.dimension_id, []).append(anchor)
    return anchors


def _statements(version_id: int) -> dict[int, list[SheetStatement]]:
    said: dict[int, list[SheetStatement]] = {}
    for row in db.session.execute(_STATEMENTS, {"version_id": version_id}):
        statement = SheetStatement(
            row.text,
            document=row.document_name or None,
            locator=row.locator or None,
            level=row.level_code,
            author=row.author_name or None,
        )
        said.setdefault(row.anchor_id or 0, []).append(statement)
    return said


def _signals(version_id: int) -> tuple[SheetSignal, ...]:
    rows = db.session.execute(_SIGNALS, {"version_id": version_id}).all()
    return tuple(SheetSignal(*row) for row in sorted(rows, key=lambda row: SIGNAL_ORDER.index(row.kind)))


def answers(scorecard_id: int) -> Answers:
    """What is written on the scorecard, private notes and all: for its author. Three queries."""
    asked = {"scorecard_id": scorecard_id}
    card = db.session.execute(_CARD, asked).one()
    ratings = db.session.execute(_RATINGS, asked)
    signals = db.session.execute(_SEEN, asked)
    return Answers(
        ratings={row.dimension_id: RatingAnswer(*row[1:]) for row in ratings},
        signals={row.signal_id: SignalAnswer(*row[1:]) for row in signals},
        recommendation=card.recommendation,
        level_read=card.level_read,
        minutes_used=card.minutes_used,
        summary=card.summary,
        private_notes=card.private_notes,
    )


def revision_answers(content: dict[str, Any]) -> Answers:
    """A revision's content as answers; the private notes are never in it."""
    return Answers(
        ratings={
            row["dimension_id"]: RatingAnswer(
                row["score"], row["not_observed"], row["not_observed_reason"], row["evidence"]
            )
            for row in content["ratings"]
        },
        signals={row["signal_id"]: SignalAnswer(row["seen"], row["evidence"]) for row in content["signals"]},
        recommendation=Recommendation(content["recommendation"]) if content["recommendation"] else None,
        level_read=content["level_read"],
        minutes_used=content["minutes_used"],
        summary=content["summary"],
    )


def revisions(scorecard_id: int) -> Iterable[ScorecardRevision]:
    """Every submission of the scorecard, the first one first."""
    return db.session.scalars(
        select(ScorecardRevision)
        .where(ScorecardRevision.scorecard_id == scorecard_id)
        .order_by(ScorecardRevision.number)
    ).all()
