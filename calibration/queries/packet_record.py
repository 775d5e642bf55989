"""The record that a packet freezes, gathered from the database once.

Asks no rule: whoever calls has checked that the packet may be made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from calibration.composite import from_plain
from calibration.models import Decision
from calibration.packet import record as plain
from calibration.packet.labels import words
from calibration.queries.adjustments import adjustments_in_force, counted_scores
from calibration.queries.candidate_page import evidence_standings
from calibration.queries.packet_rubric import level_record, moment_record, rubric_record
from calibration.queries.red_flags import RaisedFlag, raised_flags
from calibration.queries.run_record import statistics_record
from calibration.queries.session_record import session_parts
from calibration.standings import DimensionStanding
from core.audit import AuditEvent, reference
from core.database import db
from rubrics.enums import SignalKind
from rubrics.models import RubricVersion
from scorecards.models import Application
from scorecards.queries.evidence import Evidence, LoopInterview, SubmittedCard, whole_evidence

LEFT_OUT = frozenset(
    {
        "request_packet",
        "download_packet",
        "seal_packet",
        "share_packet",
        "revoke_share",
        "open_share",
        "place_hold",
        "lift_hold",
        "delete_packet",
    }
)
"""Events about packets themselves and how long they are kept: with them, each export would change what the next freezes."""


def packet_record(*, application: Application, generated_at: datetime) -> plain.Packet:
    """The committee's record of the application as it stands now; whoever makes the packet, it says the same."""
    version = application.requisition.rubric_version
    evidence = whole_evidence(application_id=application.id) or Evidence(application.id, ())
    adjustments = adjustments_in_force(application.id)
    standings = evidence_standings(
        version.dimensions,
        evidence,
        wanted=application.requisition.required_raters,
        raters=application.requisition.dimension_raters,
        counted=counted_scores(adjustments),
    )
    flags = raised_flags(evidence)
    found = _decisions(application.id)
    return plain.Packet(
        application=_application(application, version, evidence),
        rubric=rubric_record(version),
        scorecards=tuple(
            _scorecard(interview, interview.card, flags) for interview in evidence.interviews if interview.card
        ),
        calibration=plain.Calibration(
            standings=tuple(_standing(row) for row in standings),
            gaps=tuple(_gap(row) for row in standings if row.gap),
            statistics=statistics_record(application, evidence),
            **session_parts(application.id, adjustments),
        ),
        decision=found[0] if found else None,
        earlier_decisions=tuple(reversed(found[1:])),
        generated_at=moment_record(generated_at),
        history=_history(application),
    )


def _application(application: Application, version: RubricVersion, evidence: Evidence) -> plain.Application:
    candidate = application.candidate
    return plain.Application(
        id=str(application.id),
        candidate=plain.Candidate(
            id=str(candidate.id),
            code=candidate.code,
            name=candidate.name,
            email=candidate.email,
            background=(
                *(plain.Background(kind="school", text=school) for school in candidate.schools),
                *(plain.Background(kind="employer", text=employer) for employer in candidate.employers),
            ),
        ),
        requisition=plain.Requisition(id=str(application.requisition_id), title=application.requisition.title),
        target_level=level_record(version),
        interviews=tuple(_interview(interview) for interview in evidence.interviews),
        applied_at=moment_record(application.created_at),
    )


def _interviewer(interview: LoopInterview) -> plain.Person:
    return plain.Person(id=str(interview.interviewer_id), name=interview.interviewer, role="interviewer")


def _interview(interview: LoopInterview) -> plain.Interview:
    held = "held" if interview.card else "planned"
    return plain.Interview(
        id=str(interview.id),
        title=interview.title,
        interviewer=_interviewer(interview),
        focus=tuple(str(dimension_id) for dimension_id in interview.focus),
        exercise=interview.exercise,
        starts_at=moment_record(interview.scheduled_at) if interview.scheduled_at else None,
        status="cancelled" if interview.is_cancelled else held,
        shadow=interview.is_shadow,
    )


def _scorecard(interview: LoopInterview, card: SubmittedCard, flags: Sequence[RaisedFlag]) -> plain.Scorecard:
    answered = {flag.seen_id: flag for flag in flags}
    seen = [signal for signal in card.signals if signal.seen]
    return plain.Scorecard(
        id=str(card.scorecard_id),
        revision_id=str(card.revision_id),
        revision=card.revision,
        interview=str(interview.id),
        interviewer=_interviewer(interview),
        submitted_at=moment_record(card.submitted_at),
        shadow=interview.is_shadow,
        could_read=interview.could_read or None,
        ratings=tuple(
            plain.Rating(
                dimension=str(rating.dimension_id),
                score=rating.score,
                reason=rating.not_observed_reason or None,
                evidence=rating.evidence or None,
            )
            for rating in card.ratings
        ),
        signals=tuple(
            plain.Signal(
                kind=signal.kind.value,
                text=signal.text,
                dimension=str(signal.dimension_id) if signal.dimension_id else None,
            )
            for signal in seen
            if signal.kind is not SignalKind.RED_FLAG
        ),
        red_flags=tuple(
            plain.RedFlag(
                id=str(signal.seen_id),
                text=signal.text,
                evidence=signal.evidence or None,
                severity=signal.severity,
                answers=_answers(answered[signal.seen_id]),
            )
            for signal in seen
            if signal.kind is SignalKind.RED_FLAG
        ),
        recommendation=card.recommendation.value if card.recommendation else None,
        level_read=card.level_read,
        summary=card.summary or None,
    )


def _answers(flag: RaisedFlag) -> tuple[plain.Answer, ...]:
    if flag.answer is None or flag.answered_by is None or flag.answered_at is None:
        return ()
    by = plain.Person(id=flag.answered_by, name=flag.answered_by)
    return (plain.Answer(text=flag.answer, by=by, at=moment_record(flag.answered_at)),)


def _standing(row: DimensionStanding) -> plain.Standing:
    cell = row.spread
    return plain.Standing(
        dimension=str(row.dimension.id),
        n=cell.count,
        mean=cell.mean,
        low=None if cell.lowest is None else float(cell.lowest),
        high=None if cell.highest is None else float(cell.highest),
        spread=cell.deviation,
        distance=cell.distance,
        discuss=row.discuss is not None,
        discuss_reason=row.discuss,
    )


def _gap(row: DimensionStanding) -> plain.CoverageGap:
    return plain.CoverageGap(dimension=str(row.dimension.id), planned=row.planned, observed=row.observed, note=row.gap)


def _decisions(application_id: int) -> list[plain.Decision]:
    rows = db.session.scalars(
        select(Decision)
        .where(Decision.application_id == application_id)
        .order_by(Decision.number.desc())
        .options(joinedload(Decision.decided_by))
    )
    return [
        plain.Decision(
            outcome=row.outcome.value,
            level=row.level_code,
            reasons=row.reasons,
            decided_by=plain.Person(id=str(row.decided_by_id), name=row.decided_by.name),
            decided_at=moment_record(row.decided_at),
            composite=_composite(row.composite) if row.composite else None,
            difference=row.difference or None,
        )
        for row in rows
    ]


def _composite(kept: dict[str, Any]) -> plain.Composite:
    found = from_plain(kept)
    return plain.Composite(
        verdict=found.verdict.value,
        value=found.value,
        bar=found.bar,
        must_haves_below=found.below,
        must_haves_unobserved=found.unobserved,
    )


def _history(application: Application) -> tuple[plain.HistoryRow, ...]:
    events = db.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.about == reference(application), AuditEvent.action.not_in(LEFT_OUT))
        .order_by(AuditEvent.id)
    )
    return tuple(
        plain.HistoryRow(
            at=moment_record(event.at),
            action=event.action,
            what=words(event.action),
            by=plain.Person(id=str(event.actor_id), name=event.actor_name) if event.actor_id else None,
        )
        for event in events
    )
