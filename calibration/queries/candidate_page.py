"""Everything the committee's page about one application shows, as the viewer may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts.models import Account
from calibration.enums import Outcome, PacketState, Profile
from calibration.models import AgendaItem, CalibrationSession, Decision, Packet, RedFlagAnswer
from calibration.queries.adjustments import AdjustmentRow, Cell, adjustments_in_force, counted_scores
from calibration.standings import DimensionFacts, DimensionStanding, standings
from core.database import db
from core.errors import NotFound
from core.jobs.enums import OPEN, JobState
from core.jobs.models import Job
from rubrics.enums import SignalKind
from rubrics.models import RubricDimension, RubricVersion
from rubrics.queries.rubrics import whole_version
from scorecards.enums import Stage
from scorecards.models import Application, SignalSeen
from scorecards.queries import access
from scorecards.queries.evidence import AnsweredSignal, Evidence, LoopInterview, visible_evidence
from scorecards.queries.sight import Viewer
from scorecards.visibility import Access


@dataclass(frozen=True)
class DecisionRow:
    """One decision; the first of a list is in force.

    `composite`: what the scores alone said then (`composite.to_plain`), `difference`: why it was decided otherwise.
    `session` and `item_id` are None for a decision without a session.
    """

    number: int
    outcome: Outcome
    level: str | None
    reasons: str
    decided_by: str
    decided_at: datetime
    composite: dict[str, Any] | None = None
    difference: str | None = None
    item_id: int | None = None
    session: str | None = None


@dataclass(frozen=True)
class RaisedFlag:
    """A red flag an interviewer saw, and what the committee says to it (None: not answered yet)."""

    seen_id: int
    text: str
    severity: str | None
    interviewer: str
    evidence: str
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


@dataclass(frozen=True)
class PacketRow:
    """One packet of the application."""

    id: int
    profile: Profile
    requested_at: datetime
    requested_by: str | None
    content_sha256: str
    is_rendered: bool
    job_state: JobState | None
    failure: str | None

    @property
    def state(self) -> PacketState:
        """Whether it can be downloaded."""
        if self.is_rendered:
            return PacketState.READY
        return PacketState.BUILDING if self.job_state in OPEN else PacketState.FAILED


@dataclass(frozen=True)
class CandidatePage:
    """The application, its rubric, the evidence open to the viewer and what follows from it.

    `standings` count scores after adjustments, `given` as they were given; without adjustments both are equal.
    """

    application_id: int
    requisition_id: int
    candidate: str
    role: str
    stage: Stage
    rubric: RubricVersion
    evidence: Evidence
    standings: Sequence[DimensionStanding]
    given: Sequence[DimensionStanding]
    adjustments: Sequence[AdjustmentRow]
    red_flags: Sequence[RaisedFlag]
    decisions: Sequence[DecisionRow]
    packets: Sequence[PacketRow]


def candidate_page(*, application_id: int, viewer: Viewer, with_outcome: bool) -> CandidatePage:
    """The page; adjustments, decisions and packets only `with_outcome`, for a viewer to whom the evidence is open.

    Raises NotFound when the application does not exist for the viewer.
    """
    evidence = visible_evidence(application_id=application_id, viewer=viewer)
    if evidence is None:
        raise NotFound("There is no such application for you.")
    application = db.session.get_one(
        Application, application_id, options=[joinedload(Application.candidate), joinedload(Application.requisition)]
    )
    rubric = whole_version(application.requisition.rubric_version_id)
    wanted, raters = application.requisition.required_raters, application.requisition.dimension_raters
    adjustments = adjustments_in_force(application_id) if with_outcome else []
    return CandidatePage(
        application_id=application_id,
        requisition_id=application.requisition_id,
        candidate=application.candidate.name,
        role=application.requisition.title,
        stage=application.stage,
        rubric=rubric,
        evidence=evidence,
        standings=evidence_standings(
            rubric.dimensions, evidence, wanted=wanted, raters=raters, counted=counted_scores(adjustments)
        ),
        given=evidence_standings(rubric.dimensions, evidence, wanted=wanted, raters=raters),
        adjustments=adjustments,
        red_flags=raised_flags(evidence),
        decisions=decisions(application_id) if with_outcome else [],
        packets=packets(application_id) if with_outcome else [],
    )


def evidence_standings(
    dimensions: Sequence[RubricDimension],
    evidence: Evidence,
    *,
    wanted: int,
    raters: Mapping[str, int] | None = None,
    counted: Mapping[Cell, int | None] | None = None,
) -> list[DimensionStanding]:
    """Each dimension of the rubric against its bar, from the interviews that count.

    `wanted` raters are required, another number where `raters` has one by the dimension's key. `counted` holds the scores that a committee adjusted (None: not observed after all), by scorecard and dimension.
    """
    adjusted = counted or {}
    scores: dict[int, list[int]] = {}
    planned: dict[int, int] = {}
    for interview in evidence.counted:
        for dimension_id in interview.focus:
            planned[dimension_id] = planned.get(dimension_id, 0) + 1
        for rating in interview.card.ratings if interview.card else ():
            score = adjusted.get((rating.scorecard_id, rating.dimension_id), rating.score)
            if score is not None:
                scores.setdefault(rating.dimension_id, []).append(score)
    facts = [
        DimensionFacts(row.id, row.name, row.bar, row.must_have, row.weight, (raters or {}).get(row.key))
        for row in dimensions
    ]
    return standings(facts, scores, planned, wanted=wanted)


def raised_flags(evidence: Evidence) -> list[RaisedFlag]:
    """The red flags that readable scorecards raise, shadows' too, with the committee's answers."""
    raised: list[tuple[LoopInterview, AnsweredSignal]] = [
        (interview, signal)
        for interview in evidence.interviews
        for signal in (interview.card.signals if interview.card else ())
        if signal.kind is SignalKind.RED_FLAG and signal.seen
    ]
    rows = db.session.scalars(
        select(RedFlagAnswer)
        .where(RedFlagAnswer.signal_seen_id.in_([signal.seen_id for _, signal in raised]))
        .options(joinedload(RedFlagAnswer.answered_by))
    )
    answers = {row.signal_seen_id: row for row in rows} if raised else {}
    return [_raised_flag(interview, signal, answers.get(signal.seen_id)) for interview, signal in raised]


def _raised_flag(interview: LoopInterview, signal: AnsweredSignal, answer: RedFlagAnswer | None) -> RaisedFlag:
    return RaisedFlag(
        seen_id=signal.seen_id,
        text=signal.text,
        severity=signal.severity,
        interviewer=interview.interviewer,
        evidence=signal.evidence,
        answer=answer.answer if answer else None,
        answered_by=answer.answered_by.name if answer else None,
        answered_at=answer.answered_at if answer else None,
    )


def decisions(application_id: int) -> list[DecisionRow]:
    """The decisions of the application, the one in force first."""
    rows = db.session.execute(
        select(
            Decision.number,
            Decision.outcome,
            Decision.level_code,
            Decision.reasons,
            Account.name,
            Decision.decided_at,
            Decision.composite,
            Decision.difference,
            Decision.agenda_item_id,
            CalibrationSession.title,
        )
        .join(Account, Account.id == Decision.decided_by_id)
        .outerjoin(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .outerjoin(CalibrationSession, CalibrationSession.id == AgendaItem.session_id)
        .where(Decision.application_id == application_id)
        .order_by(Decision.number.desc())
    )
    return [DecisionRow(*row) for row in rows]


def packets(application_id: int) -> list[PacketRow]:
    """The packets of the application, the newest first."""
    rows = db.session.execute(
        select(
            Packet.id,
            Packet.profile,
            Packet.requested_at,
            Account.name,
            Packet.content_sha256,
            Packet.file_sha256.is_not(None),
            Job.state,
            Job.error,
        )
        .outerjoin(Account, Account.id == Packet.requested_by_id)
        .outerjoin(Job, Job.id == Packet.job_id)
        .where(Packet.application_id == application_id)
        .order_by(Packet.id.desc())
    )
    return [PacketRow(*row) for row in rows]


def flag_access(seen_id: int) -> tuple[Access, SignalSeen] | None:
    """The red flag with who is who in its application, or None."""
    seen = db.session.get(SignalSeen, seen_id)
    found = access.scorecard(seen.scorecard_id) if seen else None
    return (found.access, seen) if seen and found else None
